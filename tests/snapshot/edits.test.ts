import test from 'ava'
import { SnapshotError } from '@stillframe/snapshot'
import { edited, editsBetween } from '../../packages/snapshot/src/text/edits.ts'
import { source } from './mutants.ts'

const refs = (n: number): unknown[] => Array.from({ length: n }, (_, i) => [i])

test('one that is gone, one that came, one that moved to the end are a few cells', (t) => {
  const was = refs(1000)
  t.deepEqual(editsBetween(was, was.toSpliced(500, 1)), [500, 1, 0])
  t.deepEqual(editsBetween(was, [...was, [1000]]), [1000, 0, 1, [1000]])
  t.deepEqual(editsBetween(was, [...was.slice(1), [0]]), [0, 1, 0, 1000, 0, 1, [0]])
  t.deepEqual(editsBetween(was, [[999], ...was.slice(0, -1)]), [0, 0, 1, [999], 999, 1, 0])
  t.deepEqual(editsBetween(was, was.with(7, 'other')), [7, 1, 1, 'other'])
  t.deepEqual(editsBetween(was, was), [])
})

test('a number and a reference to the object of that number are two things', (t) => {
  t.deepEqual(editsBetween(refs(100), refs(100).with(5, 5)), [5, 1, 1, 5])
})

test('short lists, and lists with little in common, are written anew', (t) => {
  t.is(editsBetween(refs(10), refs(9)), undefined)
  t.is(editsBetween(refs(100), refs(100).toReversed()), undefined)
})

test('whatever changed, the edits give it', (t) => {
  for (let seed = 0; seed < 500; seed++) {
    const pick = source(seed)
    const was: unknown[] = Array.from({ length: 40 + pick(40) }, () => (pick(2) === 0 ? [pick(50)] : pick(5)))
    let is = was
    for (let n = pick(6); n > 0; n--) is = is.toSpliced(pick(is.length + 1), pick(3), ...Array.from({ length: pick(3) }, () => [pick(60)]))
    const edits = editsBetween(was, is)
    if (edits !== undefined) t.deepEqual(edited(was, edits), is, `seed ${seed}`)
  }
})

test('edits out of place, out of order and cut off are refused', (t) => {
  for (const edits of [[11, 0, 0], [0, 11, 0], [0, 0, 1], [5, 0, 0, 4, 0, 0], [0, 0], ['0', 0, 0], [-1, 0, 0], [0, 0, 2 ** 31, 1], [0.5, 0, 0], [0, null, 0]]) {
    const error = t.throws(() => edited(refs(10), edits), { instanceOf: SnapshotError }, JSON.stringify(edits))
    t.is(error?.code, 'MALFORMED')
  }
})
