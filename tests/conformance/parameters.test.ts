// Parameter lists have a scope of their own (ECMA-262 10.2.11): every kind of list, over every kind of body that declares its
// names again, in every kind of function, native against compiled and restored.

import test from 'ava'
import { compare, explain } from './differential.ts'

const lists = [
  'p = x, q = () => p', '{ p = x } = {}, q = () => p + x', '[p, q = () => p] = [x]', 'p, q = function* () { yield p + x }', 'p = 1, q = { get v() { return p }, *g() { yield p + x } }',
  'p = 1, q = class { *m() { yield p; yield x } }', 'p, ...q', 'p = (() => q), q = 2', 'p = ((n) => () => n + x)(1), q = () => p', 'p = () => typeof local, q = p', 'p, { [x]: k, q = () => [p, k] } = {}',
  'p = 1, q = (n = () => p) => n() + x', 'p = late(), q = () => late()', '{ ...p }, q = () => Object.keys(p)', 'p = function p() { return typeof p }, q = function q() { return typeof q }', '[...p] = [1], q = ({ a = () => p } = {}) => a',
]

const bodies = [
  "let x = 'in'; return [p, q, x]", "var x = 'in'; return [p, q, x]", 'var p = 4; return [q, p, () => p]', 'var p; return [p, () => p, q]', "function x() { return 'x' } return [typeof x, p, q, x()]",
  "function p() { return 'p' } return [q, p]", "class x { *m() { yield 'x' } } return [p, q, x]", '{ let p = 9; late = (() => p) } return [p, q, late]; var late', 'p = 7; return [() => p, q]',
  'let got; try { throw 1 } catch (p) { got = () => p } return [p, got, q]', 'const all = []; for (let p of [1, 2]) all.push(() => p); for (var q of [3]) all.push(() => q); return [p, all]', 'const local = 5; return [p, q, () => local]',
  "{ function q() { return 'block' } } return [p, q]", "if (p) { var q = 'assigned' } return [() => q, q]", 'var { x, p } = { x: 1, p: 2 }; return [q, () => [x, p]]', 'return [function* () { yield* (function* () { yield p })() }, q]',
]

const kinds: Record<string, (list: string, body: string) => string> = {
  'function declarations': (list, body) => `function f(${list}) { ${body} }`,
  'function expressions': (list, body) => `const f = function own(${list}) { ${body} }`,
  'arrows': (list, body) => `const f = (${list}) => { ${body} }`,
  'methods of objects': (list, body) => `const f = { m(${list}) { ${body} } }.m`,
  'methods of classes': (list, body) => `class K { static f(${list}) { ${body} } } const f = (...all) => K.f(...all)`,
  'constructors': (list, body) => `class K { constructor(${list}) { ${body.replace(/return (\[.*\])/, 'this.v = $1; return')} } } const f = (...all) => new K(...all).v`,
  'generators': (list, body) => `const f = (...all) => { const g = (function* (${list}) { yield 1; ${body} })(...all); return [g.next(), g.next().value] }`,
  'generator methods': (list, body) => `const f = (...all) => ({ *m(${list}) { ${body} } }).m(...all).next().value`,
}

/** What came of a call, and of whatever can be called in it. */
const helpers = `
const x = 'outer'
function seen(value, depth = 0) {
  if (depth > 4) return '...'
  try {
    if (Array.isArray(value)) return value.map((one) => seen(one, depth + 1))
    if (typeof value === 'function') return String(value.prototype?.m) === 'undefined' ? ['called', seen(value(), depth + 1)] : ['made', [...new value().m()]]
    if (typeof value?.next === 'function') return ['run', [...value].map((one) => seen(one, depth + 1))]
    if (typeof value?.g === 'function') return [value.v, seen(value.g(), depth + 1)]
    return String(value)
  } catch (error) {
    return error.name
  }
}
function all(name, f, log) {
  for (const given of [[], ['a'], ['a', 'b'], [undefined, () => 'given']]) log(name, JSON.stringify(seen(() => f(...given))))
}
`

const around: Record<string, (functions: string) => string> = {
  'a module': (functions) => `${helpers}\nfunction late() { return 'late' }\nfunction* program(log) { ${functions} }`,
  'a generator': (functions) => `${helpers}\nfunction* program(log) { const z = yield; function late() { return ['late', z] } ${functions} }`,
  'a loop of a generator': (functions) => `${helpers}\nfunction* program(log) { for (let x = 0; x < 2; x++) { const late = () => x; ${functions} yield } }`,
}

for (const [where, program] of Object.entries(around)) {
  for (const [what, make] of Object.entries(kinds)) {
    test(`${what} in ${where}`, async (t) => {
      for (const list of lists) {
        const functions = bodies.map((body, i) => `{ ${make(list, body)}\nall(${i}, f, log) }\n`).join('')
        const difference = await compare(`${program(functions)}\nexport { program }`, `parameters/${where}, ${what}, ${list}.js`, ['compiled', 'roundtrip'], { most: 0 })
        t.is(difference === undefined ? '' : explain(difference), '', list)
      }
    })
  }
}
