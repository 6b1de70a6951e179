// Classes inside and around generators.

//! heritage that yields
function* program(log) {
  class A { hi() { return 'A' } static s() { return 'static A' } }
  class B extends (yield A) { hi() { return super.hi() + 'B' } static s() { return super.s() + 'B' } }
  log(new B().hi(), B.s(), B.name, Object.getPrototypeOf(B) === A)
  const C = class extends (yield B) {}
  log(C.name, new C().hi())
  try { class D extends (yield 5) {} } catch (error) { log(error) }
  class E extends (yield null) { static x = 1 }
  log(Object.getPrototypeOf(E.prototype), E.x)
}

//! computed keys that yield, in order, converted once
function* program(log) {
  const key = (name) => ({ toString() { log('key', name); return name } })
  class C extends (log('heritage'), yield Object) {
    [(log('a'), yield key('a'))]() { return 1 }
    static [(log('b'), yield key('b'))] = log('field b');
    [(log('c'), yield key('c'))] = 3;
    get [(log('d'), yield key('d'))]() { return 4 }
    static *[(log('e'), yield key('e'))]() { yield 5 }
    static { log('static block') }
  }
  const c = new C()
  log(c.a(), c.c, c.d, [...C.e()], Reflect.ownKeys(C.prototype), C.prototype.a.name, C.e.name)
}

//! a class for each evaluation
function* program(log) {
  const all = []
  for (let i = 0; i < 2; i++) { class C { static n = i; m() { return i++ } } all.push(C); yield }
  log(all[0] === all[1], all.map((C) => [C.n, new C().m(), new C().m(), C.name]))
}

//! instances and classes survive a yield
function* program(log) {
  class P { x = 1; constructor(y) { this.y = y } sum() { return this.x + this.y } static make(y) { return new this(y) } }
  const p = P.make(yield 2)
  yield p
  log(p.sum(), p instanceof P, p.constructor === P)
  class Q extends P { z = 3; sum() { return super.sum() + this.z } }
  const q = new Q(5)
  yield q
  log(q.sum(), q instanceof P, q)
}

//! fields and static blocks see the class, this and captured names
function* program(log) {
  let n = 0
  class C {
    a = n++; b = () => this.a + n; ['c' + n] = this.b; static d = [this === C, n]; static e = () => this.d
    static { n += 10; var hidden = 5; const f = () => this.name; this.f = f }
    static g = n
  }
  const c = new C()
  log(c.a, c.b(), c.c0 === c.b, C.d, C.e() === C.d, C.f(), C.g, typeof hidden)
  yield
  log(new C().a, n)
}

//! generator methods of all kinds
class C {
  x = 1;
  *m(a) { this.x += yield a; return this.x }
  static *s() { yield this.name; yield C.t }
  static t = 'static';
  *[Symbol.iterator]() { yield this.x }
  static *['a' + 'b']() { yield 'ab' }
  *'quoted'() { yield 'q' }
  *12() { yield 12 }
  *async() { yield 'async' }
  *get() { yield 'get' }
  static *static() { yield 'static' }
  *#p() { yield this.x }
  p() { return [...this.#p()] }
  async *ag() { yield 1 }
}
function* program(log) {
  const c = new C()
  log(yield* c.m(5), [...C.s()], [...c], [...C.ab()], [...c.quoted()], [...c[12]()], [...c.async()], [...c.get()], [...C.static()], c.p())
  log(Reflect.ownKeys(C.prototype), Object.getOwnPropertyDescriptor(C.prototype, 'm').enumerable, Object.keys(C), C.ab.name, C.prototype[Symbol.iterator].name, C.prototype[12].name)
  const it = c.m(1)
  yield it.next().value
  log(it.next(9))
}
// not roundtrip: private methods can't be seen

//! generator methods of classes made in functions
function make(n) { return class Local { *m() { yield n++; yield this.k; yield* this.other() } *other() { yield Local.name } static *s() { yield n } k = 'k' } }
function* program(log) {
  const A = make(1), B = make(10)
  const a = new A()
  const it = a.m()
  yield it.next().value
  log(it.next(), [...new B().m()], [...A.s()], [...it])
}

//! a class expression's own name is a constant
function* program(log) {
  const C = class Inner { static self() { return Inner } static set() { Inner = 1 } }
  log(C.self() === C, C.name, typeof Inner)
  try { C.set() } catch (error) { log(error) }
  class D { static set() { D = 1 } static get() { return D } }
  const D0 = D
  try { D0.set() } catch (error) { log(error) }
  D = yield 5
  log(D, D0.get() === D0)
}

//! a class closes over this and arguments through arrows and keys
function* g() { class C { [this.k] = 5; static [arguments[0] + 2] = 1 } yield new C(); const f = () => class { x = 1; [this.k]() { return 'm' } }; yield new (f())().key() }
function* program(log) { log(...g.call({ k: 'key' }, 'argument')); yield* g.call({ k: 'key' }, yield 1) }

//! constructors with derived this, super and arrows
function* program(log) {
  class A { constructor(x) { this.x = x } get v() { return this.x } }
  class B extends A {
    constructor(x) { const late = () => this; const sup = () => super(x); sup(); this.same = late() === this; this.f = () => super.v + this.x }
  }
  const b = new B(yield 4)
  log(b.same, b.f(), b.x)
  class C extends A { constructor() { try { this.x } catch (error) { log(error) } super(1); try { super(2) } catch (error) { log(error) } } }
  new C()
  class D extends A { constructor() { return { other: true } } }
  log(new D())
  class E extends A { constructor() {} }
  try { new E() } catch (error) { log(error) }
  yield
}

//! accessors and static accessors
function* program(log) {
  let n = 0
  class C { static get a() { return n++ } static set a(v) { n = v } get b() { return this.c } set b(v) { this.c = v + n } }
  C.a = yield 5
  log(C.a, C.a)
  const c = new C(); c.b = 1
  yield
  log(c.b, C.a)
  C.a++
  log(n)
}

//! subclasses of built-ins
function* program(log) {
  class L extends Array { last() { return this[this.length - 1] } }
  const l = L.of(1, 2, 3)
  log(l.last(), l instanceof L, l.map((x) => x + 1) instanceof L, yield 1)
  class E extends Error { constructor(m) { super(m); this.name = 'E' } }
  try { throw new E('message') } catch (error) { log(error instanceof E, error.message, error.name, yield 2) }
  class M extends Map { get(k) { return super.get(k) ?? 'none' } }
  log(new M([[1, 2]]).get(1), new M().get(yield 3))
}

//! class static methods call generators of the class
class Queue {
  static #count = 0
  items = [];
  static *run(...queues) { for (const q of queues) { yield* q; Queue.#count++ } return Queue.#count }
  *[Symbol.iterator]() { while (this.items.length) yield this.items.shift() }
  push(...x) { this.items.push(...x); return this }
}
function* program(log) { log(yield* Queue.run(new Queue().push(1, 2), new Queue().push(3))) }
// not roundtrip: a private static field can't be seen

//! a class in an expression with yields around
function* program(log) {
  const r = [yield 1, class A { static v = 1 }, (yield 2, class { static w = 2 })]
  log(r.map((x) => typeof x === 'function' ? [x.name, x.v, x.w] : x))
  log(new (class { constructor(x) { this.x = x } })(yield 3).x, class { static [yield 'k'] = yield_() }.k)
  function yield_() { return 'called' }
}

//! inheritance from a generator method's class in another block
function* program(log) {
  { class A { *m() { yield 'A' } } { class B extends A { *m() { yield* super.m(); yield 'B' } } log([...new B().m()]); yield* new B().m() } }
}
