// compile(): what comes out, beside the code itself.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import test from 'ava'
import { compile } from '@stillframe/compiler'

const unchanged = [
  'export const a = 1\n',
  'export const a = 2 * 3 // a star\n',
  'export async function* a() { yield 1 }\n',
  'export const a = async () => await 1, b = class { async *m() { yield 1 } }\n',
  'const text = `function* f() { yield }`\n',
]

for (const source of unchanged) {
  test(`a module without generators passes as it is: ${source.trim()}`, (t) => {
    const result = compile(source, { id: 'm.js' })
    t.false(result.changed)
    t.is(result.code, source)
    t.deepEqual(result.functions, [])
    t.deepEqual(result.diagnostics, [])
  })
}

test('an unchanged TypeScript module is stripped, with its map', (t) => {
  const { code, changed, map } = compile('type A = 1\nexport const a: A = 1\n', { id: 'm.ts' })
  t.false(changed)
  t.notRegex(code, /type A/)
  t.truthy(map)
})

test('a loop around operations is a loop in the step, without a label or a jump to itself', (t) => {
  const { code } = compile('export function* f(from, to, n) { for (let i = 0; i < n; i++) yield* to.send(yield* from.receive()) }', { id: 'm.js' })
  const [, loop] = /\nfor \(;;\) \{\n(if (?:.*\n)*?)\}\n/.exec(code) as unknown as [string, string]
  t.regex(loop, /i < n[^]*receive[^]*i\+\+/)
  t.notRegex(loop, /case|continue/)
})

test('functions are described for explain', (t) => {
  const { functions } = compile(`
export function* checkout(order) {
  let total = 0
  const add = (x) => { total += x }
  for (const item of order.items) add(yield* request('price', item))
  yield total
}
class Cart { *items() { yield this.first } }
export function plain() { return () => 1 }
`, { id: 'orders.js' })
  t.deepEqual(functions.map(({ id, name, kind, line, column, savable, captures }) => ({ id, name, kind, line, column, savable, captures })), [
    { id: 'orders.js#checkout', name: 'checkout', kind: 'generator', line: 2, column: 8, savable: true, captures: [] },
    { id: 'orders.js#checkout/add', name: 'add', kind: 'closure', line: 4, column: 15, savable: true, captures: ['total'] },
    { id: 'orders.js#Cart/items', name: 'items', kind: 'generator', line: 8, column: 20, savable: true, captures: [] },
    { id: 'orders.js#plain/returned', name: 'anonymous', kind: 'closure', line: 9, column: 34, savable: true, captures: [] },
  ])
  const [checkout] = functions
  t.deepEqual(checkout?.points.map(({ label, line, column }) => `${label} ${line}:${column}`), ['forof/request#1 5:39', 'yield#1 6:3'])
  t.true(checkout?.points[0]?.keeps.includes('cursor'))
  t.deepEqual(checkout?.points[1]?.keeps, [])
})

test('the same source gives the same output', (t) => {
  const source = 'export function* f(a) { const g = () => a; yield g; class C { *m() { yield a } } yield new C() }\n'
  t.is(compile(source, { id: 'm.js' }).code, compile(source, { id: 'm.js' }).code)
})

test('the runtime\'s specifier and the id are those that were given', (t) => {
  const { code } = compile('export function* f() { yield }', { id: 'shop/orders.js', runtime: '#runtime', sourceMap: false })
  t.regex(code, /from "#runtime"/)
  t.regex(code, /"shop\/orders\.js"[^]*code\(\$\$M, "\w+;gf\|/)
  t.regex(compile('export function* f() { yield }', { id: 'm.js' }).code, /from "stillframe\/abi"/)
})

test('no identifier of the output is one of the author\'s', (t) => {
  const source = `
const $$ = 1, $$1 = 2, $$$ = 3
export function* $$k1($$f, $$v) { const $$p = () => $$f + $$; for (const $$t1 of [$$v]) { yield $$t1 + (yield $$p) } try { yield $$1 } finally { yield $$$ } }
export class $$S1 { *$$m() { yield this.$$x } }
`
  const names = (text: string): Set<string> => new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [])
  const own = names(source)
  const { code: output } = compile(source, { id: 'm.js', sourceMap: false })
  const code = output.replace(/(?<=\.code\(\S+, )"[^"]*"/g, '""') // what is known of it is no code
  const made = [...names(code)].filter((name) => !own.has(name) && name.includes('$'))
  t.true(made.length > 5)
  const prefix = /^\$+/.exec(made.sort((a, b) => a.length - b.length)[0] as string)?.[0] as string
  t.false(source.includes(prefix))
  for (const name of made) t.true(name.includes(prefix), name)
})

test('compiled code runs without code generation from strings', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stillframe-'))
  try {
    const file = path.join(folder, 'm.mjs')
    const { code } = compile(`
export function* f(a) { const g = () => a++; for (const x of [1, 2]) yield x + g(); class C { *m() { yield a } } yield* new C().m(); return \`\${yield 'x'}\` }
console.log(JSON.stringify([...f(5)]))
`, { id: 'm.mjs', runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false })
    writeFileSync(file, code)
    const strip = fileURLToPath(new URL('../../packages/stillframe/register/strip-only.js', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--disallow-code-generation-from-strings', `--import=${strip}`, file])
    t.is(stdout.trim(), '[6,8,7,"x"]')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
