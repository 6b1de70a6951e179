// Generator functions as values: parameters, properties, prototypes.

//! defaults are evaluated when the generator is called
function* program(log) {
  function* g(a = log('a'), { b = log('b') } = {}, [c = log('c')] = []) { log('body'); yield [a, b, c] }
  const it = g()
  log('called')
  yield it.next().value
  try { (function* (a = (() => { throw new Error('default') })()) {})() } catch (error) { log(error) }
  try { (function* ({ a }) {})() } catch (error) { log(error) }
}

//! parameters have a scope of their own
let x = 'module'
function* g(a = () => x, b = () => { x = 'changed' }) { var x = 'body'; yield [a(), x]; b(); yield [a(), x] }
function* h(x, f = () => x, set = (v) => { x = v }) { yield [x, f()]; set('set'); yield [x, f()]; x = 'body'; yield [x, f()] }
function* k(x, f = () => x, set = (v) => { x = v }) { var x; yield [x, f()]; x = 'body'; yield [x, f()]; set('set'); yield [x, f()] }
function* l(a, f = () => a) { function a() {} yield [typeof a, typeof f()] }
function* m(f = () => typeof inner, inner2 = 1) { var inner = 1; yield [f(), inner] }
function* program(log) { for (const it of [g(), h(1), k(1), l(1), m()]) log([...it]); x = 'module'; yield }

//! parameters see those before them
function* program(log) {
  function* g(a, b = a + 1, { c = a + b, ...d } = {}, [e, ...f] = [c], ...rest) { yield [a, b, c, d, e, f, rest] }
  log(...g(1), ...g(1, 2, { c: 3, z: 4 }, [5, 6, 7], 8, 9))
  try { (function* (a = b, b) {})() } catch (error) { log(error) }
  try { (function* (a = a) {})() } catch (error) { log(error) }
  yield
}

//! name, length and prototype of generator functions
function* named(a, b, c = 1, d) {}
const expr = function* () {}, own = function* inner(a) {}
const o = { *m(a, b) {}, *['c' + 1]() {}, p: function* () {} }
class C { *m(a) {} static *s() {} *[Symbol.iterator](a, b) {} }
function* program(log) {
  for (const f of [named, expr, own, o.m, o.c1, o.p, C.prototype.m, C.s, C.prototype[Symbol.iterator], function* () {}]) {
    log(f.name, f.length, Object.prototype.toString.call(f), typeof f, String(Object.getPrototypeOf(f)), Object.getOwnPropertyNames(f))
    for (const key of ['name', 'length', 'prototype']) { const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(f, key); log(key, writable, enumerable, configurable) }
    try { new f() } catch (error) { log(error) }
    log(Reflect.ownKeys(f.prototype), Object.getPrototypeOf(f) === Object.getPrototypeOf(named))
  }
  yield
}

//! own keys of a generator function
function* g() {}
function* program(log) { log(Reflect.ownKeys(g)); yield }

//! generator objects have the class and the chain of a Generator
function* g() { yield 1 }
function* program(log) {
  const it = g()
  log(Object.prototype.toString.call(it), it instanceof g, it[Symbol.iterator]() === it, typeof it.next, Reflect.ownKeys(it), String(it))
  log(Object.getPrototypeOf(it) === g.prototype, g.constructor.name, g.constructor === (function* () {}).constructor)
  const proto = Object.getPrototypeOf(g.prototype)
  log(Reflect.ownKeys(proto), proto.next.name, proto.next.length, proto.return.length, proto[Symbol.toStringTag], proto.constructor === Object.getPrototypeOf(g))
  g.prototype.extra = 5
  log(g().extra)
  yield
}

//! prototypes that were replaced
function* g() { yield 1 }
function* h() { yield 2 }
function* program(log) {
  g.prototype = { mine: 1 }
  log(g().mine, typeof g().next)
  h.prototype = null
  log([...h()], Object.prototype.toString.call(h()))
  h.prototype = 5
  log([...h()])
  yield
}

//! methods refuse foreign receivers and reentry
function* program(log) {
  const { next } = Object.getPrototypeOf(program.prototype)
  for (const receiver of [{}, undefined, program.prototype, 5]) { try { next.call(receiver) } catch (error) { log(error) } }
  let it
  function* g() { try { it.next() } catch (error) { log(error) } try { it.return() } catch (error) { log(error) } yield 1; try { it.throw(1) } catch (error) { log(error) } }
  it = g()
  log(it.next(), it.next(), it.next())
  yield
}

//! a generator that has not started
function* g() { try { yield 1 } finally { yield 'finally' } }
function* program(log) {
  const a = g(), b = g()
  log(a.return(5), a.next())
  try { b.throw(new Error('early')) } catch (error) { log(error) }
  log(b.next(), b.return(1))
  try { b.throw('late') } catch (error) { log(error) }
  yield
}

//! the value of the first next is not seen
function* g() { const x = yield 1; return x }
function* program(log) { const it = g(); log(it.next('lost'), it.next('seen'), it.next('after')); yield }

//! generators in spread, destructuring, Array.from, Map and Promise.all
function* pairs() { yield ['a', 1]; yield ['b', 2]; return ['c', 3] }
function* program(log) {
  log([...pairs()], Array.from(pairs(), ([k]) => k), new Map(pairs()), Object.fromEntries(pairs()))
  const [first, ...others] = pairs()
  log(first, others, Math.max(...(function* () { yield 1; yield 5 })()))
  yield* pairs()
}

//! recursion of generators
function* tree(n) { if (n > 0) { yield* tree(n - 1); yield n; yield* tree(n - 1) } }
function* ack(m, n) { return m === 0 ? n + 1 : n === 0 ? yield* ack(m - 1, 1) : yield* ack(m - 1, yield* ack(m, n - 1)) }
const fib = function* self(n) { return n < 2 ? n : (yield* self(n - 1)) + (yield* self(n - 2)) }
function* program(log) { log([...tree(3)], yield* ack(2, 2), yield* fib(8)); yield* tree(2) }

//! generators nested in generators, in methods, in ordinary functions, in blocks
function* program(log) {
  const f = function (n) { return function* () { yield n++; yield n } }
  const o = { m() { const self = this; return function* () { yield self.x; yield* inner() }; function* inner() { yield self.x + 1 } }, x: 1 }
  function* deep(a) { function* deeper(b) { function* deepest(c) { yield [a++, b++, c++]; yield [a, b, c] } yield* deepest(3) } yield* deeper(2); yield a }
  log([...f(1)()], [...o.m()()], [...deep(1)])
  const it = f(5)()
  yield it.next().value
  yield it.next().value
  { function* block() { yield 'block' } yield* block(); const b2 = block; yield* b2() }
  if (log) { const g = function* () { yield log.name }; yield* g() }
}

//! generators in blocks at module level
const made = []
{ function* g() { yield 'block' } made.push(g) }
for (let i = 0; i < 2; i++) made.push(function* () { yield i++; yield i })
for (const x of ['a']) { function* h() { yield x } made.push(h) }
if (made) { let y = 5; made.push(function* () { yield y++; yield y }) }
try { throw 'e' } catch (e) { made.push(function* () { yield e }) }
switch (1) { case 1: let z = 6; made.push(function* () { yield z }) }
label: { const w = 7; made.push(function* () { yield w }); break label }
function* program(log) { for (const g of made) { log([...g()]); yield* g() } }

//! many copies of one generator function
function make(n) { return function* (m) { for (let i = 0; i < m; i++) yield n * i } }
function* program(log) {
  const gens = [1, 10, 100].map((n) => make(n)(3))
  for (let i = 0; i < 3; i++) for (const g of gens) log(g.next().value)
  yield gens
  log(gens.map((g) => g.next()))
}

//! generator methods take this
function* program(log) {
  const o = { x: 1, *m() { yield this.x; this.x = yield; return () => this.x } }
  const it = o.m()
  log(it.next(), it.next(), it.next(7).value(), o.x)
  const f = o.m
  try { f.call(undefined).next() } catch (error) { log(error) }
  log(f.call({ x: 'other' }).next(), f.call(5).next(), f.bind({ x: 'bound' })().next())
  function* g() { yield this; yield typeof this }
  log([...g()], [...g.call(5)], [...g.call('s')])
  yield
}

//! call, apply, bind and Reflect.apply of generator functions
function* g(...args) { yield [this, ...args] }
function* program(log) {
  log(...g.call(1, 2), ...g.apply(1, [2, 3]), ...g.bind(1, 2)(3), ...Reflect.apply(g, 1, [2]), g.bind(1).name, g.bind(1, 2).length)
  yield* g.call(1, yield 2)
  yield* g.apply(yield 3, [4])
  yield* g.bind(5)()
}

//! arguments of a generator
function* g(a, b = 2) { yield arguments.length; a = 'changed'; yield [...arguments]; arguments[0] = 'set'; yield [a, arguments[0]]; yield Object.prototype.toString.call(arguments) }
function* program(log) { log([...g()], [...g(1, 2, 3)]); yield* g(5) }

//! yield in parameter defaults of inner functions is a name of nothing
function* program(log) {
  const f = (a = log('default')) => a
  yield f()
  const g = (x, [y = x, { z = y } = {}] = []) => [x, y, z]
  log(g(1), g(1, [2]), g(1, [2, { z: yield 3 }]))
}

//! properties of a compiled generator function
function* g() { yield g.count++ }
g.count = 5
function* program(log) { yield* g(); log(g.count, Object.keys(g)) }

//! GeneratorFunction makes generators
const { constructor: GeneratorFunction } = Object.getPrototypeOf(function* () {})
function* program(log) {
  const g = GeneratorFunction('a', 'yield a; yield a + 1')
  log([...g(1)], GeneratorFunction.name, g instanceof GeneratorFunction, program instanceof GeneratorFunction)
  yield* g(5)
}
// not roundtrip: a function made from text can't be saved
