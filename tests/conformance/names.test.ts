// What a nameless function or class is called: everything that takes a name, at every place that gives one, in every
// kind of function, native against compiled and restored (ECMA-262 8.4.5 NamedEvaluation).

import test from 'ava'
import { compare, explain } from './differential.ts'

const values = [
  'function () { return x }', 'function () {}', 'function* () { yield x }', 'function* () { yield 1 }', '() => x', 'async () => x', 'async function* () { yield x }',
  'class {}', 'class { m() { return x } }', 'class { *m() { yield x } }', 'class { static s = x }', 'class { static name() {} }', 'class { [K + x]() {} }',
  'class { static { log(`static ${this.name}`) } static n = this.name + x }', 'function own() { return x }', 'class own { *m() { yield x } }',
]

const standing: Record<string, (value: string) => string> = { bare: (value) => value, parenthesised: (value) => `/* a */ ((${value}) /* ) */)` }

const places: Record<string, (value: string) => string> = {
  'a declaration': (value) => `const a = ${value}; log(a.name); let b = ${value}; log(b.name, (() => b.name)())`,
  'an assignment': (value) => `let a, b; a = ${value}; (b) = ${value}; log(a.name, b.name); const use = () => a; a = ${value}; log(use().name)`,
  'a logical assignment': (value) => `let a, b = 1, c; a ??= ${value}; b &&= ${value}; c ||= ${value}; log(a.name, b.name, c.name); const use = () => [a, b]; a &&= ${value}; log(use()[0].name)`,
  'a member': (value) => `const o = {}; o.a = ${value}; log(o.a.name)`,
  'a default': (value) => `const { a = ${value} } = {}, [b = ${value}] = [], { q: c = ${value} } = {}; log(a.name, b.name, c.name); const use = () => [a, b, c]; log(use()[1].name)`,
  'a default of an assignment': (value) => `let a, b, c; const o = {}; ({ a = ${value} } = {}); [b = ${value}, o.c = ${value}] = []; log(a.name, b.name, o.c.name); const use = () => c; ({ q: c = ${value} } = {}); log(use().name)`,
  'a default behind a wait': (value) => `const { [wait 1]: z, a = ${value}, b = (wait 2, ${value}) } = {}; log(a.name, b.name); const use = () => a; log(use().name)`,
  'a parameter': (value) => `const f = (a = ${value}) => a; const g = function* ({ a = ${value} } = {}) { yield () => a }; log(f().name, [...g()][0]().name)`,
  'a property': (value) => `const o = { a: ${value}, 'b c': ${value}, 1: ${value} }; log(o.a.name, o['b c'].name, o[1].name)`,
  'a computed property': (value) => `const o = { [K]: ${value}, [S]: ${value}, ['l']: ${value}, [1n]: ${value} }; log(o[K].name, o[S].name, o.l.name, o[1].name)`,
  'a prototype': (value) => `const o = { __proto__: ${value} }; log(Object.getPrototypeOf(o).name); const p = { ['__proto__']: ${value} }; log(p.__proto__.name)`,
  'a property beside a wait': (value) => `const o = { a: ${value}, [K]: ${value}, z: wait 1, b: ${value}, [K + 2]: ${value}, [wait 5]: ${value} }; log(Object.keys(o).map((key) => o[key]?.name))`,
  'a field': (value) => `class C { a = ${value}; #p = ${value}; 'q r' = ${value}; 2 = ${value}; static t = ${value}; p() { return this.#p } } const c = new C(); log(c.a.name, c.p().name, c['q r'].name, c[2].name, C.t.name)`,
  'a computed field': (value) => `class C { [K] = ${value}; [S] = ${value}; ['l'] = ${value}; static [K] = ${value}; static [S] = ${value} } const c = new C(); log(c[K].name, c[S].name, c.l.name, C[K].name, C[S].name)`,
  'a computed field behind a wait': (value) => `class C { [wait K] = ${value}; static [K] = ${value}; static [wait 3] = ${value} } const c = new C(); log(Object.keys(c).map((key) => key + c[key].name), Object.keys(C).map((key) => key + C[key].name))`,
  'a computed field beside a private one': (value) => `class C { static #q = ${value}; static q() { return this.#q } [K] = ${value}; static own() { return C } } log(C.q().name, new C()[K].name)`,
  'a computed field of several classes': (value) => `const all = [1, 2].map((n) => class { static #q = n; [K + n] = ${value} }); log(all.map((C, i) => new C()[K + (i + 1)].name))`,
  'a field of a nameless class': (value) => `const D = class { [K] = ${value}; a = ${value} }; log(D.name, new D()[K].name, new D().a.name)`,
  'no place at all': (value) => `log((() => ${value})().name, [${value}][0].name, (${value}).name, (0, ${value}).name, (wait (${value})).name)`,
  'the head of a loop': (value) => `for (let a = ${value}, i = 0; i < 2; i++) { const use = () => a; log(use().name); wait 0 } for (const { a = ${value} } of [{}]) { wait 0; log((() => a)().name) }`,
  'a catch parameter': (value) => `try { throw {} } catch ({ a = ${value} }) { log(a.name); wait 0; log((() => a.name)()) }`,
  'a heritage': (value) => `try { log((class extends (${value}) {}).name) } catch (error) { log(error.name) }`,
}

const heads = "const K = 'key', S = Symbol('sym')\n"
interface Around { wait?: string; program(body: string): string }
const around: Record<string, Around> = {
  'a generator': { wait: 'yield', program: (body) => `function* program(log) { const x = 7; yield; ${body} }` },
  'a generator in a loop': { wait: 'yield', program: (body) => `function* program(log) { for (let x = 0; x < 2; x++) yield* (function* () { ${body} yield () => x })() }` },
  'a method of a class with private state': { wait: 'yield', program: (body) => `class M { #z = 1; *m(log) { const x = this.#z; ${body} } }\nfunction* program(log) { yield* new M().m(log) }` },
  'an ordinary function': { program: (body) => `function plain(log) { const x = 7; ${body} }\nfunction* program(log) { plain(log); yield }` },
  'an async function': { wait: 'await', program: (body) => `async function plain(log) { const x = await 7; ${body} }\nfunction* program(log) { plain(log); yield }` },
  'the top of a module': { wait: 'await', program: (body) => `const x = await 7, lines = [], log = (...all) => lines.push(all.map((one) => one?.name ?? one).join())\n${body}\nfunction* program(log) { log(lines); yield }` },
}

for (const [where, { wait, program }] of Object.entries(around)) {
  for (const [how, stand] of Object.entries(standing)) {
    test(`in ${where}, ${how}`, async (t) => {
      for (const [what, place] of Object.entries(places)) {
        const body = values.map((value) => `{ ${place(stand(value))} }\n`).join('')
        if (wait === undefined && /\bwait\b/.test(body)) continue
        const source = `${heads}${program(body.replace(/\bwait\b/g, wait ?? ''))}\nexport { program }`
        const difference = await compare(source, `names/${where}, ${how}, ${what}.js`, ['compiled', 'roundtrip'], { most: 1 })
        t.is(difference === undefined ? '' : explain(difference), '', what)
      }
    })
  }
}
