// `super` in generator methods.

//! get, set and call in a class
class A { get v() { return ['A', this.n] } set v(x) { this.set = ['A', x] } m(...args) { return ['A.m', this.n, ...args] } static s() { return ['A.s', this.name] } }
class B extends A {
  n = 1;
  *m(log) {
    log(super.v, super['v'], super[yield 'v'])
    log(super.m(), super.m(yield 1, ...(yield [2])), super['m'](3), super[yield 'm'](yield 4))
    super.v = yield 5
    log(this.set, Object.keys(this))
    super.fresh = yield 6
    log(this.fresh, 'fresh' in A.prototype)
    super[yield 'v'] = yield 7
    log(this.set)
    log((super.k = yield 8), super.k, this.k)
    try { super.missing() } catch (error) { log(error) }
    try { super.missing.deep } catch (error) { log(error) }
  }
  static *s(log) { log(super.s(), (() => super.s())(), super.name, yield 1) }
}
function* program(log) { yield* new B().m(log); yield* B.s(log) }

//! compound and logical assignments
class A { get n() { return this._n ?? 1 } set n(v) { this._n = v } }
class B extends A {
  *m(log) {
    log(super.n += yield 2, super.n++, ++super.n, super.n *= 2, super['n'] -= yield 1)
    log(super.n ||= yield 'skipped', super.n &&= yield 5, super.x ??= yield 6, this)
    log(super.n ||= 1, super.n &&= 7, super.y ??= 8, super['n'] ||= 0, this)
  }
}
function* program(log) { yield* new B().m(log) }

//! arrows take super along
class A { hi(x) { return `A${this.n}${x}` } }
class B extends A { n = 1; *m() { const f = (x) => super.hi(x); yield f(1); const g = () => () => super.hi(2); yield g()(); this.n = 5; return f(3) } }
function* program(log) { log(yield* new B().m()) }

//! object literals, and objects whose prototype changes
const base = { hi() { return `base ${this.n}` }, get v() { return this.n * 2 } }
const o = { __proto__: base, n: 1, *m() { yield super.hi(); yield super.v; super.n = 5; yield this.n; Object.setPrototypeOf(o, { hi: () => 'changed' }); yield super.hi(); yield super.v; const f = () => super.hi; yield f()() } }
function* program(log) { yield* o.m(); Object.setPrototypeOf(o, base); log(o.n) }

//! the method keeps its home when it is moved
class A { who() { return 'A' } }
class B extends A { *m() { yield super.who(); yield this.name } }
function* program(log) { const o = { name: 'other', who() { return 'other' }, m: B.prototype.m }; yield* o.m(); log([...B.prototype.m.call({ name: 'x' })]) }

//! accessors with receivers
class A { get me() { return this } set me(v) { log4('set', this === b, v) } }
class B extends A { *m() { yield super.me === this; super.me = 5; yield Reflect.ownKeys(this) } }
let log4
const b = new B()
function* program(log) { log4 = log; yield* b.m() }

//! tagged templates and calls that yield
class A { tag(s, ...v) { return [this.n, s.raw.join('|'), ...v] } }
class B extends A { n = 7; *m(log) { log(super.tag`a${yield 1}b`, super.tag`x${2}y`, super['tag']`c${yield 3}`, super.tag`plain`); log(super.tag?.([''], 1), super.none?.(yield 'skipped'), super.tag?.({ raw: [] }, yield 2)) } }
function* program(log) { yield* new B().m(log) }

//! frozen receivers and missing setters
class A { get only() { return 1 } }
class B extends A { *m(log) { try { super.only = yield 1 } catch (error) { log(error) } Object.freeze(this); try { super.x = 1 } catch (error) { log(error) } try { super.x = yield 2 } catch (error) { log(error) } } }
function* program(log) { yield* new B().m(log) }

//! super in static generator methods of classes made in functions
function* program(log) {
  class A { static *g() { yield ['A', this.name] } *g() { yield ['a', this.k] } }
  class B extends A { k = 1; static *g() { yield* super.g(); yield 'B' } *g() { const up = () => super.g(); yield* up(); yield* super.g() } }
  yield* B.g()
  yield* new B().g()
}

//! super in plain methods inside generators
function* program(log) {
  const base = { x: 1, m() { return this.x } }
  const o = { __proto__: base, x: 2, m() { return [super.m(), (() => super.x)()] }, get g() { return super.x }, set s(v) { super.t = v } }
  o.s = yield 3
  log(o.m(), o.g, o.t)
  class A { f() { return 'A' } } class B extends A { f = () => super.f() + 'B'; static v = super.toString === Function.prototype.toString }
  log(new B().f(), B.v)
}
