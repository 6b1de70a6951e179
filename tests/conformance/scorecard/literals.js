// Object, array and class literals that a yield splits.

//! computed keys are converted once, in order, before their values
function* program(log) {
  const key = (name) => ({ toString() { log('key', name); return name } })
  const v = (x) => (log('value', x), x)
  log({ [key('a')]: v(1), [key('b')]: yield 2, [key('c')]: v(3), [yield key('d')]: v(4), [key('e')]: v(5) })
}

//! later properties win, in the order they were made
function* program(log) {
  log({ a: 1, b: yield 2, a: 3, ['b']: 4, 1: 'one', c: yield 5, 0: 'zero' })
  log({ ...{ x: 1, y: 2 }, x: yield 3, ...(yield { y: 4, z: 5 }), z: 6 })
}

//! spread copies where it stands
function* program(log) {
  const o = { a: 1, get b() { log('get b'); return 2 } }
  log({ ...o, c: (o.a = 9, yield 3), ...o })
  log({ ...{ get x() { log('x'); return 1 } }, y: yield 1 }, { ...null, ...undefined, ...'hi', z: yield 2 })
  log(Object.getOwnPropertyDescriptor({ ...{ get x() { return 1 } }, y: yield }, 'x').value)
}

//! accessors around a yield
function* program(log) {
  let n = 1
  const o = { get a() { return n }, x: yield 1, set a(v) { n = v * 2 }, get ['b' + (yield 'k')]() { return this.x }, get c() { return 5 }, c: yield 6 }
  o.a = 21
  log(o, n, o.a, o.bk, o.c)
  log(Object.getOwnPropertyDescriptor(o, 'a').get.name, Object.getOwnPropertyDescriptor(o, 'a').set.name, Object.getOwnPropertyDescriptor(o, 'bk').get.name)
  yield
  o.a = 1
  log(o.a)
}

//! methods around a yield have names and no constructor
function* program(log) {
  const s = Symbol('sym')
  const o = { m() { return this.x }, x: yield 1, ['n' + (yield 2)]() { return 'n' }, [s]() {}, async a() {}, *g() { yield 1 }, 'quoted name'() {}, 5() {} }
  log(o.m(), o.n2(), o.m.name, o.n2.name, o[s].name, o.a.name, o.g.name, o['quoted name'].name, o[5].name)
  for (const f of [o.m, o.a, o.g]) { try { new f() } catch (error) { log(error) } log('prototype' in f) }
  log(o)
}

//! __proto__ sets the prototype in its place, once, and only as a name
function* program(log) {
  const p = { inherited: 1 }
  const a = { x: yield 1, __proto__: p, y: yield 2 }
  log(Object.getPrototypeOf(a) === p, Object.keys(a))
  const b = { ['__proto__']: p, y: yield 3 }
  log(Object.getPrototypeOf(b) === Object.prototype, Object.keys(b))
  const c = { '__proto__': yield p }
  log(Object.getPrototypeOf(c) === p)
  const d = { __proto__: yield 5 }
  log(Object.getPrototypeOf(d) === Object.prototype)
  const e = { __proto__: yield null, z: 1 }
  log(Object.getPrototypeOf(e))
  const __proto__ = 7
  const f = { __proto__, w: yield }
  log(Object.keys(f), f.__proto__)
  log(Object.keys({ __proto__() {}, w: yield }))
}

//! functions take the names of their properties
function* program(log) {
  const s = Symbol('s')
  const o = {
    a: () => {}, b: yield 1, c: function () {}, d: class {}, ['e' + (yield 'x')]: () => {}, [s]: function () {}, [Symbol()]: () => {}, f: (0, () => {}),
    g: function named() {}, h: class Named {}, i: async () => {}, j: function* () {}, 'k l': () => {}, 6: () => {}, __proto__: () => {},
  }
  log(o.a.name, o.c.name, o.d.name, o.ex.name, o[s].name, o.f.name, o.g.name, o.h.name, o.i.name, o.j.name, o['k l'].name, o[6].name)
  log(Object.getPrototypeOf(o).name)
  log({ z: yield () => {} }.z.name === '')
}

//! functions take the names of their variables
function* program(log) {
  const a = () => {}, b = function () {}, c = class {}, d = function* () {}, e = async () => {}
  let f
  f = () => {}
  var g = (yield 1, () => {})
  const h = (() => {})
  const [i = () => {}, { j = class {} }] = [undefined, { x: yield 1 }]
  const { k = (yield 2, () => {}), l: m = function () {} } = {}
  ;[f = yield 3] = [() => {}]
  log(a.name, b.name, c.name, d.name, e.name, f.name === '', g.name, h.name, i.name, j.name, k.name, m.name)
  const use = () => [a, b, c, d, e, f, g, h, i, j, k, m]
  log(use().map((x) => x.name))
}

//! static name members win over the inferred name
function* program(log) {
  const A = class { static name = 'mine' }
  const B = class { static name() { return 'method' } }
  const C = class { static get name() { return 'getter' } }
  log(A.name, B.name(), C.name, yield)
  const D = (yield, class { static x = this.name })
  const E = class { static x = this.name }
  log(D.name, D.x, E.name, E.x)
}

//! shorthand and captured names
function* program(log) {
  let a = 1, b = 2
  const f = () => ({ a, b: b++ })
  log({ a, x: yield f(), b, f }, f())
  a = yield 5
  log({ a, b })
}

//! arrays of everything
function* program(log) {
  let i = 0
  log([i++, yield i, i++, ...[i++, yield i], [yield [i++]], , i])
  log([[yield 1, [yield 2]], { a: [yield 3] }, `${yield 4}`])
}

//! nested literals with yields at every level
function* program(log) {
  const o = { a: { b: [yield 1, { c: yield 2, d() { return yield_() } }], e: yield 3 }, [`f${yield 4}`]: { g: [...(yield [5]), { ...(yield { h: 6 }) }] } }
  function yield_() { return 'called' }
  log(o, o.a.b[1].d())
}

//! super in methods of a literal around a yield
function* program(log) {
  const base = { hi() { return 'base hi' }, get v() { return `v of ${this.name}` } }
  const o = { __proto__: base, name: yield 'o', hi() { return `${super.hi()} of ${this.name}` }, get v() { return `${super.v}!` }, *g() { yield super.hi(); yield super.v }, arrow() { return (() => super.hi())() } }
  log(o.hi(), o.v, [...o.g()], o.arrow())
  Object.setPrototypeOf(o, { hi: () => 'other', v: 1 })
  log(o.hi(), o.v, [...o.g()])
}

//! generator methods in literals
function* program(log) {
  const o = { n: 2, *m(x) { this.n += yield x; return this.n }, *['c' + 1](...args) { yield* args }, *'s p'() { yield 's' }, *7() { yield 7 } }
  log(yield* o.m(5), [...o.c1(1, 2)], [...o['s p']()], [...o[7]()], o.m.name, o.c1.name, o['s p'].name, o[7].name)
  const { m } = o
  try { yield* m(1) } catch (error) { log(error) }
}

//! duplicates of accessors and data
function* program(log) {
  const o = { a: yield 1, get a() { return 2 }, set b(v) {}, b: yield 3, get c() { return 1 }, get c() { return 2 }, d: 1, d() { return yield_ } , e() {}, get e() { return 'e' } }
  const yield_ = 0
  log(o, o.a, o.c, o.e, Object.keys(o))
}
