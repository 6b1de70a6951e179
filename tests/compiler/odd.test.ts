// Modules of JavaScript as people seldom write it: what they export is the same, compiled and as they stand. (In TypeScript, the stripper takes
// parentheses away.)

import test from 'ava'
import { load } from './load.ts'

interface Odd { readonly result: unknown }

const programs: Record<string, string> = {
  'callees in parentheses': `
function* f() { const twice = (n) => n * 2; yield () => twice; yield (twice)(4); yield ((twice))(5); yield (twice)?.(6); yield \`\${((twice))(1)}\` }
function* spawns() { const o = { spawn: (f) => f() }; yield (o.spawn)(() => 5); yield (o).spawn(() => 6) }
function plain(k) {
  const add = (n) => n + 1
  const tag = (strings, ...values) => strings.join('|') + values
  function* g() { yield add(1) }
  function* h() { yield tag\`x\` }
  let sum = k
  ;(add)(sum)
  return [(add)(k), (tag)\`a\${1}b\`, ((tag))\`c\`, [...g()], [...h()]]
}
export const result = [[...f()].slice(1), [...spawns()], plain(3)]`,

  'targets in parentheses, with a default': `
function* f() { let a; [(a) = 1] = []; yield () => a; yield a }
function* g() { let x; ({ a: (x) = 1 } = {}); yield () => x; for ([(x) = 1] of [[], [5]]) yield x; for ({ a: (x) = 2 } of [{}]) yield x }
export const result = [[...f()][1], [...g()].slice(1)]`,

  'a target in parentheses gives no name': `
let d
;({ q: (d) = function* () {} } = {})
function* f() {
  let f, e
  ;({ q: (f) = function* () {}, r: e = function* () {} } = {})
  yield () => f
  yield f.name + '|' + e.name
  ;[(f) = yield 'w', (f) = () => {}] = []
  yield f.name
  ;[f = () => {}] = [yield]
  yield f.name
}
export const result = [d.name, [...f()].slice(1)]`,

  'classes of a loop of the module': `
const secrets = [], marked = [], named = []
for (let i = 0; i < 2; i++) secrets.push(class { *#p() { yield i } run() { return [...this.#p()] } })
for (let i = 0; i < 2; i++) marked.push(class { #v = i; *run() { const f = function* (o) { yield o.#v }; yield* f(this) } })
for (let i = 0; i < 2; i++) { class N { static i = i; static *s() { yield* (function* () { yield N.i })() } } named.push(N) }
export const result = [secrets.map((C) => new C().run()), marked.map((C) => [...new C().run()]), named.map((N) => [...N.s()])]`,

  'a module with an Object of its own': `
class Object {}
function* f() { let n = 1; const o = { get a() { return n++ }, set b(x) { n = x } }; yield o.a; o.b = 5; yield o.a }
export const result = [...f()]`,

  'members of a class that take the place of a generator method': `
const log = (...values) => seen.push(...values)
const seen = []
const name = 'a'
class A { *a() { yield 1 } [name]() { return 'later' } }
class B { *1() { yield 1 } 1n() { return 'later' } }
class C { *['a']() { yield 1 } a() { return 'later' } }
class D { *a() { yield 1 } get ['a']() { return 'later' } }
class E { static *a() { yield 1 } static [name]() { return 'later' } [name]() { return 'not static' } }
class F { *[Symbol.iterator]() { yield 1 } [Symbol.iterator]() { return [7][Symbol.iterator]() } }
class G { *[name]() { yield 1 } a() { return 'later' } }
class H { *a() { yield 1 } *[name]() { yield 2 } }
class I { [name]() { return 1 } *a() { yield 2 } }
class J { *a() { yield 1 } [name]() { return 'later' } *['a']() { yield 3 } }
class K { *a() { yield 1 } async *[name]() { yield 3 } }
class L { *a() { yield 1 } ['b']() { return 2 } set [name](v) {} }
class M { *0x10n() { yield 1 } 16() { return 'later' } }
class N { *1n() { yield 1 } }
log(new A().a(), new B()[1](), new C().a(), new D().a, E.a(), new E().a(), [...new F()], new G().a(), [...new H().a()], [...new I().a()], [...new J().a()], Object.prototype.toString.call(new K().a()), Object.getOwnPropertyDescriptor(L.prototype, 'a').set.name, new M()[16](), new N()[1].name, [...new N()[1]()])
function f(k, x) { return class { *a() { yield x } [k]() { return x } *b() { yield x } } }
log(new (f('a', 1))().a(), [...new (f('c', 2))().a()], [...new (f('c', 2))().b()])
function* g(k, x) { const C = class { *a() { yield x } [yield k]() { return x } *[yield]() { yield x } b() { return 5 } }; return C }
const it = g('a', 4); it.next(); it.next('a'); const { value: C2 } = it.next('b'); log(new C2().a(), new C2().b())
const it2 = g('a', 4); it2.next(); it2.next('z'); const { value: C3 } = it2.next('y'); log([...new C3().a()], [...new C3().y()], new C3().z())
export const result = seen`,

  'directives without a semicolon': `'use strict'
function* f() { yield 1 }
function g(a) { 'use strict'
  return () => a }
function h(a) { "use strict" ; return () => a }
export const result = [...f(), g(2)(), h(3)()]`,

  'names that are written with escapes': `
const $\\u0024 = 1
function* f() { const $\\u0024f = 5, $\\u{24}v = 6; yield $\\u0024 + $\\u0024f + $\\u{24}v }
export const result = [...f()]`,

  'closures in the head of a loop see its variables before they are there': `
const messageOf = (f) => { try { return f() } catch (error) { return error.message } }
function f() { for (const x of [() => x, 1]) { const again = () => x; if (typeof again() === 'number') return again } }
function g() { for (const x of [() => x]) return [() => x, messageOf(x)] }
function* h() { const seen = []; for (const y of [() => y, function* () { yield y }]) { seen.push(y); (() => y)() }; yield messageOf(seen[0]); yield messageOf(() => seen[1]().next()) }
async function i() { const out = []; for await (const x of [() => x, 2]) { out.push(x); const inner = function* () { yield x }; out.push([...inner()].length) }; return messageOf(out[0]) }
export const result = [f()(), g()[1], [...h()], await i()]`,
}

for (const [name, source] of Object.entries(programs)) {
  test(name, async (t) => {
    const native = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`) as Odd
    t.deepEqual((await load<Odd>(source, 'odd.js')).result, native.result)
  })
}
