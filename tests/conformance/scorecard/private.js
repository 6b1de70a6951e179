// Private names in generator methods.

//! fields are read, written, updated and deleted from
class C {
  #n = 1; #list = [1]; #o = { x: 1 }; static #s = 0;
  *m(log) {
    this.#n += yield this.#n
    log(this.#n++, ++this.#n, this.#n ||= 5, this.#n &&= yield 6, this.#n ??= 7, this.#n)
    this.#list.push(yield this.#list)
    this.#list[C.#s++] = yield 'set'
    log(this.#list, C.#s, delete this.#o.x, this.#o)
    ;[this.#n, C.#s = yield 8] = [1]
    ;({ a: this.#n, ...this.#o } = yield { a: 2, b: 3 })
    log(this.#n, C.#s, this.#o, (yield this).#n, (yield this)?.#n, this?.#n)
    const f = () => this.#n
    log(f())
    yield
    log(f())
  }
}
function* program(log) { yield* new C().m(log) }
// not roundtrip: private fields of an instance can't be seen

//! methods, accessors and static ones
class C {
  #x = 1
  #m(a) { return [this.#x, a] }
  get #g() { return this.#x * 2 }
  set #g(v) { this.#x = v }
  static #sm(...args) { return [this.name, ...args] }
  *#gen(a) { const r = yield a; return r + this.#x }
  static *#sgen() { yield 's' }
  *m(log) {
    log(this.#m(yield 1), this.#g, (this.#g = yield 5, this.#x), this.#g += yield 1, C.#sm(yield 2, ...(yield [3])), C.#sm?.(4))
    log(yield* this.#gen(5), [...C.#sgen()], this.#m.name, this.#gen.name, C.#sgen.name)
    try { this.#m = yield 1 } catch (error) { log(error) }
    try { this.#gen = yield 1 } catch (error) { log(error) }
    const f = this.#m; try { f() } catch (error) { log(error) }
    log((yield this).#m(7), this.#m`t${yield 1}`.length)
  }
}
function* program(log) { yield* new C().m(log) }
// not roundtrip: private fields of an instance can't be seen

//! brand checks
class C {
  #n = 1; #m() {} static #s; *#g() {}
  static *has(o) { yield #n in o; yield #m in o; yield #s in o; yield #g in o; yield #n in (yield o); yield #n in (yield o) && true }
  static *check(log, o) { try { o.#n } catch (error) { log(error) } try { o.#n = yield 1 } catch (error) { log(error) } try { o.#m() } catch (error) { log(error) } try { (yield o).#g() } catch (error) { log(error) } try { #n in 5 } catch (error) { log(error) } try { #n in (yield 5) } catch (error) { log(error) } }
}
function* program(log) { log([...C.has(new C())], [...C.has(C)], [...C.has({})]); yield* C.check(log, {}); yield* C.has(new C()) }

//! closures and blocks in methods
class C {
  #n = 1;
  *m() { for (let i = 0; i < 2; i++) { const f = () => this.#n++ + i; yield f(); yield f() } const o = { get v() { return this.self.#n }, self: this }; yield o.v; function g(c) { return c.#n } yield g(this); class D { static read(c) { return c.#n } } yield D.read(this) }
}
function* program(log) { log([...new C().m()]); yield 1 }

//! nested classes, and classes in functions
class A { #x = 'A'; static B = class { #x = 'B'; *m(a) { yield this.#x; yield #x in a } *n(b) { yield b.#x } }; *m(b) { yield this.#x; yield #x in b } }
function make() { return class { #p = 1; *m() { this.#p += yield this.#p; return this.#p } } }
function* program(log) {
  const a = new A(), b = new A.B()
  log([...a.m(b)], [...b.m(a)], [...b.n(b)])
  const c = new (make())()
  log(c.m().next())
  yield
}

//! private names in the computed keys of their own class
function* program(log) {
  const key = (f) => { try { return f() } catch (error) { log(error); return 'k' } }
  class A { #p = 1; [#p in log] = 2; get() { return this.#p } }
  log(Object.keys(new A()), new A().get())
  try { class B { #p = 1; [log.#p] = 2 } } catch (error) { log(error) }
  try { class B { #p = 1; [log?.#p ?? 'x'] = 2; [null?.#p] = 1 } } catch (error) { log(error) }
  try { class B { #p = 1; [yield #p in log] = 2; [(yield log).#p = log('right side')] = 3 } } catch (error) { log(error) }
  try { class B { #p() {} [(yield 1, this.#p())] = 2 } } catch (error) { log(error) }
  try { class B { #p; [#p in 5] = 1 } } catch (error) { log(error) }
  let test
  class C { #p = 1; [(test = (x) => #p in x, 'k')] = 2 }
  log(test(new C()), test({}))
}
// not roundtrip: private fields of an instance can't be seen

//! private names of a class in a method of another
class Outer {
  *m() { class Inner { #x = 5; get() { return this.#x } } yield new Inner().get(); const I = class { #y = 6; *g() { yield this.#y } }; yield [...new I().g()] }
}
function make() { return class Local { *m() { class Inner { #x = 5; get() { return this.#x } } yield new Inner().get(); yield this } k = 1 } }
function* program(log) {
  log([...new Outer().m()])
  const L = make()
  const it = new L().m()
  yield it.next().value
  log(it.next().value)
}
// not roundtrip: private fields of an instance can't be seen

//! functions in the computed keys of a class that use its private names
function f(p) { for (const { a } of [{ a: class { #p = 0; static [(p = function* (x) { yield x; yield x.#p }, 'k')] = 1; static made = new this() } }]) return [...p(a.made)] }
function* program(log) {
  log(f())
  let test
  const x = class { #p = 5; static set [(test = class { *get(o) { yield o.#p } }, 's')](v) {} }
  log([...new test().get(new x())])
  const y = class { #p = 6; [yield (test = (o) => o.#p, 'k')] = 2 }
  log(test(new y()), Object.keys(new y()))
}
// not roundtrip: private fields of an instance can't be seen
