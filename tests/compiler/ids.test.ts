// What edits do to what a saved frame depends on: the function's id, the labels of its suspend points, the hash of its
// shape (labels, slots, scopes) and the hash of its body (everything but names, comments and layout).

import test from 'ava'
import { compile } from '@stillframe/compiler'

const source = `import { request } from './host.ts'

export function* checkout(order: Order): Saga {
  let total = 0
  let tries = 1
  for (const item of order.items) {
    const price = yield* request('price', item)
    total += price * tries
  }
  try {
    yield* approve(total)
  } catch (error) {
    yield tries
  }
  const receipt = () => order.id
  yield* request('charge', receipt())
  return total
}

function* approve(total: number): Saga {
  yield total
}
`

interface Facts { id: string; labels: string[]; shape: string; body: string }

function factsOf(text: string, name: string): Facts {
  const { code, functions } = compile(text, { id: 'orders.ts', sourceMap: false })
  const info = functions.find((found) => found.name === name)
  const hashes = new RegExp(`name: "${name}", module: "orders.ts", shape: "(\\w+)", body: "(\\w+)"`).exec(code)
  if (info === undefined || hashes === null) throw new Error(`${name} is not there`)
  return { id: info.id, labels: info.points.map(({ label }) => label), shape: hashes[1] as string, body: hashes[2] as string }
}

const base = factsOf(source, 'checkout')

/** [what is edited, what is replaced by what, what changes, name if it changed]. */
type Row = [edit: string, changes: string, replace: [string | RegExp, string][], name?: string]

const table: Row[] = [
  ['lines are joined and blanks added', '', [[/\n {2}let tries = 1/g, '; let   tries=1 ;'], ['try {', '\n\ntry\n  {']]],
  ['a comment is added', '', [['let tries = 1', '// how often\n  let tries = 1 /* once */']]],
  ['a type is changed', '', [['order: Order): Saga', 'order: Order<string> & { id: string }): Generator<unknown, number>'], ['let tries = 1', 'let tries: number = 1']]],
  ['quotes and parentheses are changed', '', [['\'price\'', '"price"'], ['price * tries', '(price * tries)']]],
  ['a local is renamed that no yield keeps', '', [['const price =', 'const amount ='], ['+= price *', '+= amount *']]],
  ['a local is renamed that a yield keeps', 'shape', [[/tries/g, 'attempts']]],
  ['a parameter is renamed', 'shape', [[/\border\b/g, 'purchase']]],
  ['a statement is added before the yields', 'body', [['let total', 'console.log(1)\n  let total']]],
  ['a statement is added behind the yields', 'body', [['return total\n', 'console.log(1)\n  return total\n']]],
  ['a value is changed', 'body', [['let tries = 1', 'let tries = 2']]],
  ['an operation gets another argument', 'body', [['\'price\', item', '\'price\', item, 5']]],
  ['a yield of another name is added', 'labels shape body', [['return total\n', 'yield* audit(total)\n  return total\n']]],
  ['an unused parameter is added', 'body', [['(order: Order)', '(order: Order, dry = false)']]],
  ['a part is wrapped in a block', 'body', [['let tries = 1', '{ void 0 }\n  let tries = 1'], ['yield* request(\'charge\', receipt())', '{ yield* request(\'charge\', receipt()) }']]],
  ['a part is wrapped in an if', 'labels shape body', [['yield* request(\'charge\', receipt())', 'if (total) { yield* request(\'charge\', receipt()) }']]],
  ['the loop is extracted', 'labels shape body', [[/ {2}for[\s\S]*?\n {2}\}\n/, '  total = yield* prices(order)\n']]],
  ['a function is added before it', '', [['export function*', 'function* first() { yield 1; const f = () => 2; return f }\nexport function*']]],
  ['it is moved behind another function', '', [[/(export function\*[\s\S]*?\n\}\n)\n([\s\S]*)/, '$2\n$1']]],
  ['it is not exported any more', '', [['export function*', 'function*']]],
  ['it is renamed', 'id shape', [['checkout', 'purchase']], 'purchase'],
  ['it becomes a constant', '', [['export function* checkout(order: Order): Saga {', 'export const checkout = function* (order: Order): Saga {']]],
  ['it moves into a function', 'id shape', [['export function* checkout', 'export function make() {\n  return checkout\n  function* checkout'], ['return total\n}', 'return total\n}\n}']]],
  ['what it calls is edited', '', [['yield total\n}', 'yield total + 1\n  yield 2\n}']]],
]

for (const [edit, changes, replace, name = 'checkout'] of table) {
  test(`${edit}: ${changes === '' ? 'nothing changes' : `${changes.split(' ').join(' and ')} ${changes.includes(' ') ? 'change' : 'changes'}`}`, (t) => {
    let text = source
    for (const [from, to] of replace) {
      const edited = text.replaceAll(typeof from === 'string' ? from : new RegExp(from.source, from.flags.includes('g') ? from.flags : `${from.flags}g`), to)
      t.not(edited, text, 'the edit has no effect')
      text = edited
    }
    const edited = factsOf(text, name)
    const changed = (['id', 'labels', 'shape', 'body'] as const).filter((key) => String(edited[key]) !== String(base[key]))
    t.is(changed.join(' '), changes)
  })
}

test('labels are the way through blocks, the operation, and a number among equals', (t) => {
  t.deepEqual(base.labels, ['forof/request#1', 'try/approve#1', 'catch/yield#1', 'request#1'])
  t.deepEqual(factsOf(`function* f(o) {
    yield; yield 1; yield* o.send(2); yield* o['send'](3); yield* new Op(); yield* o; yield* o[0](); yield* (() => [])(); yield* o.a?.b()
    a: for (;;) { while (o) { do { switch (yield) { case 1: yield } } while (yield) } for (const k in yield) yield; if (yield) yield; else { yield } }
  }`, 'f').labels, [
    'yield#1', 'yield#2', 'send#1', 'send#2', 'Op#1', 'o#1', '0#1', 'call#1', 'b#1',
    'a/for/while/do/switch/yield#1', 'a/for/while/do/switch/yield#2', 'a/for/while/do/yield#1', 'a/for/forin/yield#1', 'a/for/forin/yield#2', 'a/for/yield#1', 'a/for/if/yield#1', 'a/for/else/yield#1',
  ])
})

test('another operation of the same name before takes the number: later ones move up', (t) => {
  const edited = factsOf(source.replace('const receipt', 'yield* request(\'hold\')\n  const receipt'), 'checkout')
  t.deepEqual(edited.labels, ['forof/request#1', 'try/approve#1', 'catch/yield#1', 'request#1', 'request#2'])
})

test('ids are the way through functions and classes, never lines', (t) => {
  const { functions } = compile(`
    function* a() { const b = () => () => 1; yield b; return [function () {}, function () {}, { m() {}, *g() { yield } }] }
    class C { *m() { yield } static *m() { yield } *[Symbol.iterator]() { yield } static { this.s = function* () { yield } } f = function* () { yield } }
    export default function* () { yield }
    const o = { deep: { *m() { yield } } }
    list.map(function* () { yield })
    function outer() { return function* () { yield } }
    { function* inBlock() { yield } }
    { function* inBlock() { yield } }
  `, { id: 'm.js' })
  t.deepEqual(functions.map(({ id }) => id.replace('m.js#', '')), [
    'a', 'a/b', 'a/b/result', 'a/anonymous', 'a/anonymous~2', 'a/m', 'a/g',
    'C/m', 'C/static m', 'C/computed', 'C/static/anonymous', 'C/f/f', 'default', 'm', 'map.0', 'outer/returned', 'inBlock', 'inBlock~2',
  ])
})
