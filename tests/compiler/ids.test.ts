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

function factsOf(source: string, name: string): Facts {
  const { archive, functions } = compile(source, { id: 'orders.ts', sourceMap: false, archive: true })
  const info = functions.find((found) => found.name === name)
  const own = archive.find(({ id }) => id === info?.id)
  if (info === undefined || own === undefined) throw new Error(`${name} is not there`)
  const { shape, body } = own
  return { id: info.id, labels: info.points.map(({ label }) => label), shape, body }
}

const base = factsOf(source, 'checkout')

/** What is edited, what is replaced by what, and what becomes of the function; `.` says that it stays. */
interface Row {
  edit: string
  replace: [string | RegExp, string][]
  id?: string
  labels?: string | string[]
  shape?: string
  body?: string
}

const NEW = 'new'
const labels = base.labels

const table: Row[] = [
  // what nobody can tell
  { edit: 'lines are joined and blanks added', replace: [[/\n {2}let tries = 1/g, '; let   tries=1 ;'], ['try {', '\n\ntry\n  {']] },
  { edit: 'a comment is added', replace: [['let tries = 1', '// how often\n  let tries = 1 /* once */']] },
  { edit: 'a type is changed', replace: [['order: Order): Saga', 'order: Order<string> & { id: string }): Generator<unknown, number>'], ['let tries = 1', 'let tries: number = 1']] },
  { edit: 'a type is asserted', replace: [['total += price * tries', 'total += (price as number)! * (tries satisfies number)']] },
  { edit: 'quotes and parentheses are changed', replace: [['\'price\'', '"price"'], ['price * tries', '(price * tries)']] },
  { edit: 'semicolons are added', replace: [['let total = 0', 'let total = 0;'], ['return total\n', 'return total;\n']] },
  // names
  { edit: 'a local is renamed that no yield keeps', replace: [['const price =', 'const amount ='], ['+= price *', '+= amount *']] },
  { edit: 'a local is renamed that a yield keeps', replace: [[/tries/g, 'attempts']], shape: NEW },
  { edit: 'a parameter is renamed', replace: [[/\border\b/g, 'purchase']], shape: NEW },
  { edit: 'what it calls is renamed', replace: [[/\brequest\b/g, 'ask']], labels: labels.map((label) => label.replace('request', 'ask')), shape: NEW, body: NEW },
  { edit: 'a property it reads is renamed', replace: [['order.items', 'order.lines']], body: NEW },
  { edit: 'it is renamed', replace: [['checkout', 'purchase']], id: 'orders.ts#purchase', shape: NEW },
  // statements
  { edit: 'a statement is added before the yields', replace: [['let total', 'console.log(1)\n  let total']], body: NEW },
  { edit: 'a statement is added behind the yields', replace: [['return total\n', 'console.log(1)\n  return total\n']], body: NEW },
  { edit: 'a statement is taken away', replace: [['    total += price * tries\n', '']], body: NEW },
  { edit: 'two statements change places', replace: [['let total = 0\n  let tries = 1', 'let tries = 1\n  let total = 0']], shape: NEW, body: NEW },
  { edit: 'a value is changed', replace: [['let tries = 1', 'let tries = 2']], body: NEW },
  { edit: 'let becomes const', replace: [['let tries', 'const tries']], body: NEW },
  { edit: 'a local is added that no yield keeps', replace: [['let tries = 1', 'let tries = 1\n  const now = 5\n  log(now)']], body: NEW },
  { edit: 'a local is added that a yield keeps', replace: [['let tries = 1', 'let tries = 1\n  const now = log(5)'], ['return total\n', 'return total + now\n']], shape: NEW, body: NEW },
  { edit: 'a local that a yield keeps is not used behind it any more', replace: [['yield tries', 'yield']], shape: NEW, body: NEW },
  { edit: 'a closure captures another variable', replace: [['() => order.id', '() => order.id + total']], shape: NEW, body: NEW },
  // yields
  { edit: 'an operation gets another argument', replace: [['\'price\', item', '\'price\', item, 5']], body: NEW },
  { edit: 'a yield of another name is added in front', replace: [['let total', 'yield* audit()\n  let total']], labels: ['audit#1', ...labels], shape: NEW, body: NEW },
  { edit: 'a yield of another name is added behind', replace: [['return total\n', 'yield* audit(total)\n  return total\n']], labels: [...labels, 'audit#1'], shape: NEW, body: NEW },
  { edit: 'a yield of the same name is added in front of it', replace: [['const receipt', 'yield* request(\'hold\')\n  const receipt']], labels: [...labels, 'request#2'], shape: NEW, body: NEW },
  { edit: 'a yield of the same name is added in another block', replace: [['let total', 'if (order) yield* request(\'log\')\n  let total']], labels: ['if/request#1', ...labels], shape: NEW, body: NEW },
  { edit: 'a yield is taken away', replace: [['yield tries', 'log(tries)']], labels: labels.filter((label) => label !== 'catch/yield#1'), shape: NEW, body: NEW },
  { edit: 'a result of a yield is used', replace: [['yield* approve(total)', 'total = yield* approve(total)']], body: NEW },
  { edit: 'two yields change places', replace: [['yield* approve(total)', 'yield* request(\'charge\', total)'], ['yield* request(\'charge\', receipt())', 'yield* approve(receipt())']], labels: ['forof/request#1', 'try/request#1', 'catch/yield#1', 'approve#1'], shape: NEW, body: NEW },
  // blocks
  { edit: 'a part is wrapped in a block', replace: [['let tries = 1', '{ void 0 }\n  let tries = 1'], ['yield* request(\'charge\', receipt())', '{ yield* request(\'charge\', receipt()) }']], body: NEW },
  { edit: 'a part is wrapped in an if', replace: [['yield* request(\'charge\', receipt())', 'if (total) { yield* request(\'charge\', receipt()) }']], labels: [...labels.slice(0, 3), 'if/request#1'], shape: NEW, body: NEW },
  { edit: 'a part is wrapped in a try', replace: [['yield* request(\'charge\', receipt())', 'try { yield* request(\'charge\', receipt()) } finally { log(1) }']], labels: [...labels.slice(0, 3), 'try/request#1'], shape: NEW, body: NEW },
  { edit: 'a part gets a label', replace: [['for (const', 'items: for (const']], labels: ['items/forof/request#1', ...labels.slice(1)], shape: NEW, body: NEW },
  { edit: 'a for-of becomes a for', replace: [['for (const item of order.items) {', 'for (let i = 0; i < order.items.length; i++) {\n    const item = order.items[i]']], labels: ['for/request#1', ...labels.slice(1)], shape: NEW, body: NEW },
  { edit: 'a finally without yields is added', replace: [['    yield tries\n  }', '    yield tries\n  } finally { log(2) }']], body: NEW },
  // helpers
  { edit: 'a helper without yields is extracted', replace: [['total += price * tries', 'total += cost(price, tries)'], ['function* approve', 'function cost(price, tries) { return price * tries }\nfunction* approve']], body: NEW },
  { edit: 'a helper with yields is extracted', replace: [[/ {2}for[\s\S]*?\n {2}\}\n/, '  total = yield* prices(order)\n']], labels: ['prices#1', ...labels.slice(1)], shape: NEW, body: NEW },
  { edit: 'what it calls is edited', replace: [['yield total\n}', 'yield total + 1\n  yield 2\n}']] },
  // the function (its scope objects are named after it: a new id is a new shape where it has some)
  { edit: 'an unused parameter is added', replace: [['(order: Order)', '(order: Order, dry = false)']], body: NEW },
  { edit: 'a used parameter is added', replace: [['(order: Order)', '(order: Order, dry = false)'], ['return total\n', 'return dry ? 0 : total\n']], shape: NEW, body: NEW },
  { edit: 'a function is added before it', replace: [['export function*', 'function* first() { yield 1; const f = () => 2; return f }\nexport function*']] },
  { edit: 'it is moved behind another function', replace: [[/(export function\*[\s\S]*?\n\}\n)\n([\s\S]*)/, '$2\n$1']] },
  { edit: 'it is not exported any more', replace: [['export function*', 'function*']] },
  { edit: 'it becomes the default export', replace: [['export function*', 'export default function*']] },
  { edit: 'it becomes a constant', replace: [['export function* checkout(order: Order): Saga {', 'export const checkout = function* (order: Order): Saga {']] },
  { edit: 'it becomes a method of an object', replace: [['export function* checkout(order: Order): Saga {', 'export const shop = { *checkout(order: Order): Saga {'], ['return total\n}', 'return total\n} }']], id: 'orders.ts#shop/checkout', shape: NEW },
  { edit: 'it becomes a method of a class', replace: [['export function* checkout(order: Order): Saga {', 'export class Shop { *checkout(order: Order): Saga {'], ['return total\n}', 'return total\n} }']], id: 'orders.ts#Shop/checkout', shape: NEW },
  { edit: 'it becomes a static method', replace: [['export function* checkout(order: Order): Saga {', 'export class Shop { static *checkout(order: Order): Saga {'], ['return total\n}', 'return total\n} }']], id: 'orders.ts#Shop/static checkout', shape: NEW },
  { edit: 'it moves into a function', replace: [['export function* checkout', 'export function make() {\n  return checkout\n  function* checkout'], ['return total\n}', 'return total\n}\n}']], id: 'orders.ts#make/checkout', shape: NEW },
]

for (const row of table) {
  const { edit, replace, ...expected } = row
  const says = (['id', 'labels', 'shape', 'body'] as const).map((key) => `${key} ${key in expected ? 'new' : 'same'}`).join(', ')
  test(`${edit}: ${says}`, (t) => {
    let text = source
    for (const [from, to] of replace) {
      const edited = text.replaceAll(typeof from === 'string' ? from : new RegExp(from.source, from.flags.includes('g') ? from.flags : `${from.flags}g`), to)
      t.not(edited, text, 'the edit has no effect')
      text = edited
    }
    const edited = factsOf(text, expected.id?.replace(/.*[#/ ]/, '') ?? 'checkout')
    t.is(edited.id, expected.id ?? base.id)
    t.deepEqual(edited.labels, expected.labels ?? base.labels)
    t.is(edited.shape === base.shape ? undefined : NEW, expected.shape)
    t.is(edited.body === base.body ? undefined : NEW, expected.body)
  })
}

test('a module that is renamed gives its functions new ids, and nothing else', (t) => {
  const { functions } = compile(source, { id: 'shop/orders.ts', sourceMap: false })
  const moved = functions.find(({ name }) => name === 'checkout')
  t.is(moved?.id, 'shop/orders.ts#checkout')
  t.deepEqual(moved?.points.map(({ label }) => label), base.labels)
})

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

test('ids are the way through functions, classes and objects, never lines', (t) => {
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
    'C/m', 'C/static m', 'C/computed', 'C/static/anonymous', 'C/f/f', 'default', 'o/deep/m', 'map.0', 'outer/returned', 'inBlock', 'inBlock~2',
  ])
})

const labelsOf = (body: string): string[] => compile(`import { at as called, sleep } from 'stillframe'\nimport * as all from 'stillframe'\nexport function* main(at, x) { ${body} }`, { id: 'a.ts', sourceMap: false })
  .functions.find(({ name }) => name === 'main')?.points.map(({ label }) => label) ?? []

test('a label that the author gives is the label, wherever the wait stands', (t) => {
  t.deepEqual(labelsOf("yield* called('a b', sleep(1)); for (;;) yield* all.at('x:y', sleep(2))"), ['a b', 'x:y'])
  t.deepEqual(labelsOf("try { yield* called('do', x) } catch { yield* called('undo', x) } finally { for (;;) yield* called('end', x) }"), ['do', 'catch/undo', 'finally/end'])
  t.deepEqual(labelsOf("yield* called('a', x()); yield* x(); yield* x()"), ['a', 'x#1', 'x#2'], 'others are counted without it')
})

test('only our own at gives labels', (t) => {
  t.deepEqual(labelsOf("yield* at('a', x); yield* at('a', x); yield* x.at('b', x)"), ['at#1', 'at#2', 'at#3'])
})
