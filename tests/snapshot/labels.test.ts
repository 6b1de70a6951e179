import test from 'ava'
import type { CodeMeta, Point } from '@stillframe/runtime/abi'
import { findPoint, labelText, savedLabel, shownLabel } from '../../packages/snapshot/src/text/labels.ts'

/** Points of a function: `label@site`. */
function metaOf(...labels: string[]): CodeMeta {
  const points = ['start', ...labels].map((text, pc): Point => {
    const [label, site] = text.split('@') as [string, string?]
    return { pc, label, line: 1, column: 1, live: [], ...site === undefined ? {} : { site } }
  })
  return { name: 'f', module: 'a.ts', shape: '', body: '', slots: [], points }
}
const textOf = (meta: CodeMeta, pc: number): string => labelText(meta.points[pc] as Point, meta)
const found = (before: CodeMeta, pc: number, after: CodeMeta, renamed?: string): number | string => {
  const point = findPoint(savedLabel(textOf(before, pc)), renamed, after)
  return typeof point === 'string' ? point : point.pc
}

test('a label is written with its site, and with how many are like it', (t) => {
  const meta = metaOf('ask#1@aaa', 'for/ask#1@bbb', 'ask#2@ccc', 'approve@ddd', 'plain#1')
  t.deepEqual([0, 1, 2, 3, 4, 5].map((pc) => textOf(meta, pc)), ['start', 'ask#1@aaa/2', 'for/ask#1@bbb', 'ask#2@ccc/2', 'approve@ddd', 'plain#1'])
})

test('what was written is read, and shown without the rest', (t) => {
  const unknown = { condition: '', loops: '' }
  t.deepEqual(savedLabel('for/ask#2@iflexp/3/2/2'), { label: 'for/ask#2', condition: 'if', loops: 'l', expression: 'exp', among: 3, twins: 2, same: 2 })
  t.deepEqual(savedLabel('for/ask#2@12c/3'), { label: 'for/ask#2', ...unknown, expression: '12c', among: 3, twins: 1, same: 1 })
  t.deepEqual(savedLabel('for/ask#2@12c/3/2'), { label: 'for/ask#2', ...unknown, expression: '12c', among: 3, twins: 2, same: 1 })
  t.deepEqual(savedLabel('approve@ab12c'), { label: 'approve', ...unknown, expression: '12c', among: 1, twins: 1, same: 1 }, 'sites were longer once')
  t.deepEqual(savedLabel('ask#1'), { label: 'ask#1', ...unknown, expression: '', among: 1, twins: 1, same: 1 })
  t.is(shownLabel('for/ask#2@ab12c/3'), 'for/ask#2')
})

test('the start is the start, whatever has changed', (t) => {
  t.is(found(metaOf('ask#1@aaa'), 0, metaOf()), 0)
})

test('a label alone of its kind is found by name', (t) => {
  t.is(found(metaOf('ask#1@aaa'), 1, metaOf('tell#1@bbb', 'ask#1@xxx')), 2)
  t.regex(String(found(metaOf('ask#1@aaa'), 1, metaOf('tell#1@aaa'))), /no such label/)
  t.is(found(metaOf('approve@aaa'), 1, metaOf('for/ask#1@aaa', 'approve@zzz')), 2)
})

test('among like labels the site tells which is which, even if they change places', (t) => {
  const before = metaOf('ask#1@aaa', 'ask#2@bbb')
  t.is(found(before, 1, metaOf('ask#1@bbb', 'ask#2@aaa')), 2)
  t.is(found(before, 2, metaOf('ask#1@nnn', 'ask#2@aaa', 'ask#3@bbb')), 3)
  t.is(found(before, 2, metaOf('ask#1@bbb')), 1)
})

test('where sites don\'t decide, the number does if there are as many as there were', (t) => {
  const before = metaOf('ask#1@aaa', 'ask#2@aaa')
  t.is(found(before, 2, metaOf('ask#1@xxx', 'ask#2@yyy')), 2)
  t.is(found(before, 2, metaOf('ask#1@aaa', 'ask#2@aaa')), 2)
  t.regex(String(found(before, 2, metaOf('ask#1@aaa', 'ask#2@aaa', 'ask#3@aaa'))), /there are 3 "ask" now, there were 2/)
  t.regex(String(found(before, 2, metaOf('ask#1@xxx'))), /there are 1 "ask" now, there were 2/)
})

test('one of several that looked alike is not taken for the only one that is left', (t) => {
  const before = metaOf('ask#1@aaa', 'ask#2@aaa', 'ask#3@bbb')
  t.is(textOf(before, 2), 'ask#2@aaa/3/2/2')
  t.regex(String(found(before, 2, metaOf('ask#1@aaa', 'ask#2@bbb'))), /there are 2 "ask" now, there were 3/)
  t.is(found(before, 3, metaOf('ask#1@aaa', 'ask#2@bbb')), 2)
  t.is(found(before, 2, metaOf('ask#1@aaa', 'ask#2@xxx', 'ask#3@bbb')), 2)
})

test('where expressions don\'t decide, conditions do', (t) => {
  const before = metaOf('if/ask#1@aa0exp', 'if/ask#2@bb0exp')
  t.is(textOf(before, 1), 'if/ask#1@aa0exp/2/2')
  t.is(found(before, 1, metaOf('if/ask#1@bb0exp', 'if/ask#2@aa0exp')), 2)
  t.is(found(before, 2, metaOf('if/ask#1@cc0exp', 'if/ask#2@aa0exp', 'if/ask#3@bb0exp')), 3)
  t.is(found(before, 2, metaOf('if/ask#1@xx0exp', 'if/ask#2@yy0exp')), 2)
  t.regex(String(found(before, 2, metaOf('if/ask#1@aa0exp'))), /there are 1 "if\/ask" now, there were 2/)
})

test('nobody goes on under another condition if such a wait stands under its own elsewhere', (t) => {
  const before = metaOf('if/ask#1@aa0exp', 'else/if/ask#1@bb0exp')
  t.regex(String(found(before, 1, metaOf('if/ask#1@zz0exp', 'else/if/ask#1@aa0exp', 'else/else/if/ask#1@bb0exp'))), /stands elsewhere now/)
  t.regex(String(found(before, 2, metaOf('if/ask#1@zz0exp', 'else/if/ask#1@aa0exp', 'else/else/if/ask#1@bb0exp'))), /stands elsewhere now/)
  t.is(found(before, 2, metaOf('if/ask#1@zz0exp', 'else/if/ask#1@yy0exp')), 2, 'its condition was edited')
})

test('a declared name goes before everything, and must be there', (t) => {
  t.is(found(metaOf('ask#1@aaa'), 1, metaOf('ask#1@aaa', 'try/ask#1@aaa'), 'try/ask#1'), 2)
  t.regex(String(found(metaOf('ask#1@aaa'), 1, metaOf('ask#1@aaa'), 'gone#1')), /no label "gone#1", which it was renamed to/)
})
