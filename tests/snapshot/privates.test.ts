// Private members: what nobody outside of a class can read is refused, at capture and at restore; what only looks like it is not.

import test from 'ava'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import { load } from '../compiler/load.ts'

interface Made {
  make(): object
  make2?(): object
}

/** A compiled module that makes instances of classes. */
const compiled = (body: string, id: string): Promise<Made> => load<Made>(`${body}\nexport function* compiled() { yield }`, id)

const codeOf = (value: unknown): string | undefined => {
  try {
    capture({ value })
    return undefined
  } catch (error) {
    return (error as SnapshotError).code
  }
}

const refused: [string, string][] = [
  ['a field', 'class A { #x = 1; get() { return this.#x } }\nexport const make = () => new A()'],
  ['a field behind a line break', 'class A { #x = 1; get() { return this\n  .#x } }\nexport const make = () => new A()'],
  ['a field that is asked for', 'class A { #x; static is(o) { return #x\tin o } }\nexport const make = () => new A()'],
  ['a field whose name is escaped', 'class A { #\\u0061 = 1; get() { return this.#\\u0061 } }\nexport const make = () => new A()'],
  ['a method', 'class A { #m() { return 1 } get() { return this.#m() } }\nexport const make = () => new A()'],
  ['a generator method', 'class A { *#m() { yield 1 } get() { return this.#m() } }\nexport const make = () => new A()'],
  ['an accessor', 'class A { get #m() { return 1 } get() { return this?.#m } }\nexport const make = () => new A()'],
  ['a field beside a static one', 'class A { static #n = 1; #x = A.#n; get() { return this.#x } }\nexport const make = () => new A()'],
  ['a field of the class above', 'class A { #x = 1; get() { return this.#x } }\nclass B extends A {}\nexport const make = () => new B()'],
  ['a class expression', 'const A = class { #x = 1; get() { return this.#x } }\nexport const make = () => new A()'],
  ['a class in an object', 'const types = { A: class { #x = 1; get() { return this.#x } } }\nexport const make = () => new types.A()'],
  ['a class made inside a function', 'export function make() { class A { #x = 1; get() { return this.#x } }\nreturn new A() }'],
  ['a class that extends Map', 'class A extends Map { #x = 1; get x() { return this.#x } }\nexport const make = () => new A()'],
]

for (const [name, body] of refused) {
  test(`private, and refused: ${name}`, async (t) => {
    t.is(codeOf((await compiled(body, `refused/${name}.js`)).make()), 'PRIVATE_FIELDS')
  })
}

const saved: [string, string][] = [
  ['static members alone', 'class A { static #n = 1; static #m() { return A.#n } v = A.#m() }\nexport const make = () => new A()'],
  ['a comment', 'class A { v = 1 // once this.#v, #v in a\n}\nexport const make = () => new A()'],
  ['a string', 'class A { v = "a.#b" }\nexport const make = () => new A()'],
  ['a class inside of a method', 'class A { v = 1; m() { return class { #x = 1; get() { return this.#x } } } }\nexport const make = () => new A()'],
  ['a field that nobody reads or writes: it tells types apart', 'class A { #brand; v = 1 }\nexport const make = () => new A()'],
  ['a class made inside a function', 'export function make() { class A { v = "a.#b" }\nreturn new A() }'],
]

for (const [name, body] of saved) {
  test(`not private, and saved: ${name}`, async (t) => {
    const copy = restore(capture({ it: (await compiled(body, `saved/${name}.js`)).make() })) as { it: { v: unknown } }
    t.not(copy.it.v, undefined)
  })
}

test('a name that a module itself gives to something else is no hindrance', async (t) => {
  const { make, make2 } = await compiled(`
    const WeakMap = null
    class A { #x = 1; get() { return this.#x } }
    export const make = () => new A()
    export const make2 = () => { const globalThis = 1, WeakMap = 2; class B { #x = 1; get() { return this.#x } }; return new B() }`, 'shadowed.js')
  t.is(codeOf(make()), 'PRIVATE_FIELDS')
  t.is(codeOf(make2?.()), 'PRIVATE_FIELDS')
})

/** What a module that was not compiled gives; a compiled one imports it, so it has a name. */
async function imported(text: string, id: string): Promise<Made> {
  const url = `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`
  return compiled(`import { A } from ${JSON.stringify(url)}\nexport const make = () => new A()`, id)
}

const texts: [string, string][] = [
  ['a field', 'export class A { #x = 1; get() { return this.#x } }'],
  ['a field behind a line break', 'export class A { #x = 1; get() { return this\n  .#x } }'],
  ['a field behind a comment', 'export class A { #x = 1; get() { return this /* own */ .#x } }'],
  ['a field that is asked for', 'export class A { #x; static is(o) { return #x\tin o } }'],
  ['a field that esbuild has lowered', 'const _x = new WeakMap, __privateAdd = (o, m) => m.set(o, 1), __privateGet = (o, m) => m.get(o)\nexport class A { constructor() { __privateAdd(this, _x) } get() { return __privateGet(this, _x) } }'],
  ['a field that TypeScript has lowered', 'const _A_x = new WeakMap, __classPrivateFieldGet = (o, m) => m.get(o)\nexport class A { constructor() { _A_x.set(this, 1) } get() { return __classPrivateFieldGet(this, _A_x, "f") } }'],
]

for (const [name, text] of texts) {
  test(`of a class that was not compiled, refused by its text: ${name}`, async (t) => {
    t.is(codeOf((await imported(text, `text/${name}.js`)).make()), 'PRIVATE_FIELDS')
  })
}

test('a class that has got private fields does not take objects that have none', async (t) => {
  const before = await compiled('class A { v = 1 }\nclass B extends A {}\nclass L extends Map {}\nexport const make = () => new B()\nexport const make2 = () => new L()', 'later.js')
  const [text, text2] = [capture({ it: before.make() }), capture({ it: before.make2?.() })]
  restore(text)
  await compiled('class A { v = 1; #w = 2; get() { return this.#w } }\nclass B extends A {}\nclass L extends Map { #w = 2; get w() { return this.#w } }\nexport const make = () => new B()', 'later.js')
  const error = t.throws(() => restore(text), { instanceOf: SnapshotError }) as SnapshotError
  t.is(error.code, 'PRIVATE_FIELDS')
  t.is(error.path, 'root > .it')
  t.regex(error.message, /an? A has private #fields/)
  t.is((t.throws(() => restore(text2)) as SnapshotError).code, 'PRIVATE_FIELDS')
})

test('a class that has got hooks and private fields does not take them either', async (t) => {
  const before = await compiled('class A { v = 1 }\nexport const make = () => new A()', 'hooked-later.js')
  const text = capture({ it: before.make() })
  await compiled('class A { #v = 1; static [Symbol.for("stillframe.save")](it) { return it.#v }\nstatic [Symbol.for("stillframe.load")](v) { const it = new this(); it.#v = v; return it } }', 'hooked-later.js')
  t.is((t.throws(() => restore(text)) as SnapshotError).code, 'PRIVATE_FIELDS')
})
