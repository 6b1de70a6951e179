// Diagnostics: place, reason and cure, in the author's file.

import test from 'ava'
import { compile, CompileError, format, type CompileResult, type Diagnostic } from '@stillframe/compiler'

type Options = Partial<Parameters<typeof compile>[1]>

function refusal(source: string, options: Options = {}): Diagnostic {
  try {
    compile(source, { id: 'm.ts', ...options })
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics[0] as Diagnostic
    throw error
  }
  throw new Error('it was compiled')
}

const place = ({ code, line, column }: Diagnostic): string => `${code} ${line}:${column}`
const compiled = (source: string, options: Options = {}): CompileResult => compile(source, { id: 'm.ts', ...options })

test('direct eval is refused where it is called, in the author\'s lines', (t) => {
  const found = refusal('interface Order {\n  id: string\n}\n\nexport function* work(order: Order): any {\n  eval(order.id)\n  yield\n}\n')
  t.is(place(found), 'DIRECT_EVAL 6:3')
  t.is(found.severity, 'error')
  t.is(found.file, 'm.ts')
  t.regex(found.message, /generator function "work"/)
  t.regex(found.hint, /indirect eval/)
})

test('direct eval is refused in closures inside of a generator and in functions around it', (t) => {
  t.is(place(refusal('function* f() {\n  const g = () => eval("1")\n  yield g\n}')), 'DIRECT_EVAL 2:19')
  t.is(place(refusal('function f() {\n  eval("1")\n  return function* g() { yield 1 }\n}')), 'DIRECT_EVAL 2:3')
})

test('eval that is no direct call of eval compiles', (t) => {
  t.true(compiled('function* f() { yield (0, eval)("1") }').changed)
  t.true(compiled('function* f() { const run = eval; yield run("1") }').changed)
  t.true(compiled('function* f() { yield eval?.("1") }').changed)
})

test('a direct eval in another function of the module is no matter', (t) => {
  t.deepEqual(compiled('function other() { return eval("1") }\nfunction* f() { yield other() }').diagnostics, [])
})

test('with and mapped arguments are refused in scripts', (t) => {
  const script: Options = { id: 'm.js', sourceType: 'script', runtime: 'abi' }
  t.is(place(refusal('function* f(x) {\n  with (x) { yield a }\n}', script)), 'WITH 2:3')
  t.is(place(refusal('\nfunction* f(x) { arguments[0] = 1; yield x }', script)), 'MAPPED_ARGUMENTS 2:18')
  t.true(compiled('"use strict"; function* f(x) { yield arguments[0] }', script).changed)
  t.true(compiled('function* f(x = 1) { yield arguments[0] }', script).changed)
})

test('decorators, `accessor` and JSX are for other tools, and are no matter in a module without generators', (t) => {
  const decorated = 'const seen = (x: any, c: any) => x\n\nclass A {\n  @seen m() {}\n}\n'
  t.is(place(refusal(`${decorated}function* f() { yield }`)), 'DECORATORS 4:3')
  t.is(place(refusal('const d = (x, c) => x\nfunction* f() { yield @d class { } }', { id: 'm.js' })), 'DECORATORS 2:23')
  t.is(place(refusal('class A { accessor x = 1; *g() { yield 1 } }', { id: 'm.js' })), 'DECORATORS 1:11')
  t.is(place(refusal('function* f() { yield }\nexport const view = () => <b>{f}</b>', { id: 'm.js' })), 'JSX 2:27')
  t.false(compiled(`${decorated}export const times = 2 * 3`).changed)
  t.false(compiled('export const view = (x) => <b>{x * 2}</b>', { id: 'm.js' }).changed)
})

test('a byte order mark and a hashbang stand before what is compiled', (t) => {
  const { code } = compiled('\uFEFF#!/usr/bin/env node\u2028function* f() { yield 1 }', { id: 'm.js' })
  t.regex(code, /^#!\/usr\/bin\/env node\n/)
})

test('a syntax error of JavaScript has its place', (t) => {
  const found = refusal('function* f() {\n  yield\n  let x = \n}\n', { id: 'm.js' })
  t.is(place(found), 'SYNTAX 4:1')
  t.regex(found.hint, /mend the syntax/)
})

test('a syntax error of TypeScript has its place in the author\'s text', (t) => {
  t.is(place(refusal('type A = {\n  a: 1\n}\n\nfunction* f(): any {\n  let x: number = ;\n  yield\n}\n')), 'SYNTAX 6:19')
})

test('an error that is found after stripping has its place in the author\'s text', (t) => {
  t.is(place(refusal('type A = {\n  a: 1\n}\n\nfunction* f(): any {\n  yield\n  const x: A = { a: 1 }; const x = 2\n}\n')), 'SYNTAX 7:32')
})

test('early errors are found before anything is lowered', (t) => {
  t.is(place(refusal('function* f() {\n  function* g(x = yield) {}\n}', { id: 'm.js' })), 'SYNTAX 2:19')
  t.is(place(refusal('function* f() {\n  yield\n  break\n}', { id: 'm.js' })), 'SYNTAX 3:3')
  t.is(place(refusal('class C {\n  *m() { yield this.#x }\n}', { id: 'm.js' })), 'SYNTAX 2:21')
})

test('await in a generator is a syntax error', (t) => {
  t.is(place(refusal('function* f() {\n  await 1\n  yield\n}', { id: 'm.js' })), 'SYNTAX 2:3')
})

test('what stays native is a warning with its reason', (t) => {
  const source = 'export function make() {\n  return class {\n    #n = 1;\n    *m() { yield this.#n }\n  }\n}\n'
  const { diagnostics, functions } = compiled(source)
  t.deepEqual(diagnostics.map((found) => [found.severity, place(found)]), [['warning', 'LOCAL_CLASS_PRIVATE 4:6']])
  t.deepEqual(functions.map(({ id, savable }) => [id, savable]), [['m.ts#make/class/m', false]])
  t.regex(functions[0]?.reason ?? '', /only that class knows/)
})

test('a warning about a closure does not call it a generator', (t) => {
  const { diagnostics } = compiled('export async function* f(x, g = () => x) { const k = () => x; return [g, k] }\nexport function* h() { yield }', { id: 'm.js' })
  t.is(diagnostics[0]?.code, 'PINNED')
  t.notRegex(diagnostics[0]?.message ?? '', /^generator function/)
})

test('a generator method with super in a literal that is interrupted stays native', (t) => {
  const { diagnostics } = compiled('async function f(x) { return { *m() { yield super.a }, b: await x } }\nexport function* h() { yield f }', { id: 'm.js' })
  t.deepEqual(diagnostics.map((found) => [found.severity, place(found)]), [['warning', 'SPLIT_LITERAL 1:34']])
  t.deepEqual(compiled('async function f(x) { return { *m() { yield super.a }, b: x, c: async () => await x } }', { id: 'm.js' }).diagnostics, [])
})

test('a message names file, line, column, reason, code and cure', (t) => {
  const found = refusal('function* f() { eval("1"); yield }', { filename: 'src/m.js' })
  t.is(format(found), `src/m.js:1:17: ${found.message} [DIRECT_EVAL]\n  hint: ${found.hint}`)
  const error = t.throws(() => compiled('function* f() { eval("1"); yield }\nfunction* g() { eval("2"); yield }', { id: 'a.js' }), { instanceOf: CompileError })
  t.is(error?.diagnostics.length, 2)
  t.is(error?.message.split('\n').length, 4)
})

const named = (body: string): string => `import { at, sleep } from 'stillframe'\nfunction* f(name) {\n  ${body}\n}`

test('two waits of a function can not have one name', (t) => {
  const found = refusal(named("yield* at('a', sleep(1))\n  yield* at('a', sleep(2))"))
  t.is(place(found), 'LABEL_TWICE 4:3')
  t.regex(found.message, /"a"/)
  t.true(compiled(`${named("yield* at('a', sleep(1))")}\nfunction* g() { yield* at('a', sleep(1)) }`).changed)
})

test('the name of a wait is a literal of plain characters', (t) => {
  for (const call of ['at(name, sleep(1))', "at('a#1', sleep(1))", "at('a/b', sleep(1))", "at('a@b', sleep(1))", "at('', sleep(1))", "at('start', sleep(1))", "at('a')", "at('a', ...name)", 'at(`a`, sleep(1))', 'at()']) {
    t.is(place(refusal(named(`yield* ${call}`))), 'LABEL_LITERAL 3:10', call)
  }
})

test('a name that would name nothing is refused', (t) => {
  for (const text of ["const a = at('a', sleep(1))", "yield at('a', sleep(1))", "const a = () => at('a', sleep(1))", "yield* name(at('a', sleep(1)))", "yield* (at('a', sleep(1)), name)"]) {
    t.is(refusal(named(text)).code, 'LABEL_UNUSED', text)
  }
  t.deepEqual(compiled(named('yield [1].at(0); const x = at; yield* (at(\'y\', x))')).diagnostics, [])
})
