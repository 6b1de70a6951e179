// Source maps: a position in the output is a position in the author's file, in TypeScript too.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { compile } from '@stillframe/compiler'

const source = `import { strictEqual } from 'node:assert'

interface Order {
  id: string
}

export function* work(order: Order, fail: string): Generator<unknown, void, unknown> {
  const check = (at: string): void => {
    if (at === fail) throw new Error(at)
  }
  check('before')
  const got: unknown = yield order
  check('after')
  for (const x of [1, 2]) {
    yield x
    check(\`loop\`)
  }
  try {
    yield got
    strictEqual(fail, 'nothing')
  } finally {
    check('finally')
  }
}
`

/** Statements that fail in text of ours. */
const failing = `export function* work(o) {
  const c = 1
  yield () => c

  yield* null

  c = 2

  for (const x of o.items) yield x

  for (const x of o.list.entries()) yield x

  o.foo(
    yield 2,
    1)

  new o.Thing(yield 3)
}
`

const { code, map } = compile(source, { id: 'work.ts', filename: 'work.ts', runtime: import.meta.resolve('@stillframe/runtime/abi') })

/** The author's line:column for the place of `text` in the output. */
function original(text: string, { code, map }: { code: string; map: unknown }): string {
  const before = code.slice(0, code.indexOf(text)).split('\n')
  const found = new SourceMap(map as never).findEntry(before.length - 1, (before.at(-1) as string).length)
  if (!('originalLine' in found)) return 'nowhere'
  return `${found.originalSource}:${found.originalLine + 1}:${found.originalColumn + 1}`
}

/** The same, in the author's text. */
function author(text: string, source: string): string {
  const before = source.slice(0, source.indexOf(text)).split('\n')
  return `work.ts:${before.length}:${(before.at(-1) as string).length + 1}`
}

/** [in the output, in the author's text]: the stripper prints double quotes. */
const places = [['check("before")', 'check(\'before\')'], ['check("after")', 'check(\'after\')'], ['check(`loop`)', 'check(`loop`)'], ['strictEqual(', 'strictEqual(fail'], ['check("finally")', 'check(\'finally\')'], ['new Error(at)', 'new Error(at)'], ['[1, 2]', '[1, 2]']]
for (const [output, text] of places as [string, string][]) {
  test(`the output's ${output} is the author's ${text}`, (t) => {
    t.is(original(output, { code, map }), author(text, source))
  })
}

const ours = [['$$.delegate(', 'yield* null'], ['$$.constant(', 'c = 2'], ['$$.iterate(', 'o.items'], ['$$.iteratePart(', 'entries'], ['$$.apply(', 'o.foo('], ['$$.construct(', 'new o.Thing']]
for (const [output, text] of ours as [string, string][]) {
  test(`text of ours, ${output}, is of the author's statement ${text}`, (t) => {
    t.is(original(output, compile(failing, { id: 'work.ts', filename: 'work.ts' })), author(text, failing))
  })
}

test('the map carries the author\'s text and no other file', (t) => {
  t.deepEqual(map?.sources, ['work.ts'])
  t.is(map?.sourcesContent?.[0], source)
})

test('an error thrown before and after a yield shows the author\'s line and column', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stillframe-'))
  try {
    const file = path.join(folder, 'work.mjs')
    writeFileSync(file, `${code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}\n`)
    const main = path.join(folder, 'main.mjs')
    writeFileSync(main, `
import { work } from './work.mjs'
process.setSourceMapsEnabled(true)
for (const fail of ['before', 'after', 'loop', 'finally', 'nothing']) {
  try {
    for (const x of work({}, fail)) void x
    console.log(fail, 'none')
  } catch (error) {
    console.log(fail, error.stack.match(/work\\.ts:\\d+:\\d+/g)?.join(' '))
  }
}
`)
    const strip = fileURLToPath(new URL('../../packages/stillframe/register/strip-only.js', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', `--import=${strip}`, main])
    t.deepEqual(stdout.trim().split('\n'), [
      'before work.ts:9:28 work.ts:11:3',
      'after work.ts:9:28 work.ts:13:3',
      'loop work.ts:9:28 work.ts:16:5',
      'finally work.ts:20:5'.replace('20:5', '9:28 work.ts:22:5'),
      'nothing none',
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('no map is made where none is wanted', (t) => {
  t.is(compile(source, { id: 'work.ts', sourceMap: false }).map, null)
})
