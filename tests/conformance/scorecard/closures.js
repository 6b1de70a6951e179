// What closures see: iterations, this, arguments, new.target, and each other.

//! per-iteration bindings with closures in init, test, update and body
function* program(log) {
  const fns = []
  for (let i = 0, init = () => i; fns.push(() => i), i < 3; fns.push(() => i), i++) {
    if (i === 0) fns.push(init)
    fns.push(() => i)
    yield i
  }
  log(fns.map((f) => f()))
}

//! per-iteration bindings changed in body and update
function* program(log) {
  const fns = []
  for (let i = 0; i < 6; i++) { fns.push(() => i, () => i++); yield i; i++; fns.push(() => i) }
  log(fns.map((f) => f()))
  log(fns.map((f) => f()))
}

//! per-iteration bindings in loops that do not yield
function* program(log) {
  const fns = []
  for (let i = 0; i < 3; i++) { fns.push(() => i); i += 0 }
  for (let i = 0, j = 10; i < 2; i++, j--) fns.push(() => [i, j])
  for (const k of [7, 8]) fns.push(() => k)
  for (const k in { x: 1, y: 2 }) fns.push(() => k)
  for (let [a, b] of [[1, 2], [3, 4]]) fns.push(() => [a++, b])
  let n = 0
  while (n < 2) { const m = n++; fns.push(() => m + n) }
  yield
  log(fns.map((f) => f()), fns.map((f) => f()))
}

//! continue takes the bindings along to the next iteration
function* program(log) {
  const fns = []
  for (let i = 0, j = 5; i < 4; i++) {
    fns.push(() => [i, j])
    if (i % 2) { j++; continue }
    yield i
    j += 10
  }
  log(fns.map((f) => f()))
}

//! per-iteration bindings partly captured
function* program(log) {
  const fns = []
  for (let i = 0, j = 0, [k] = [1]; i < 3; i++, j += 2, k *= 2) { fns.push(() => j); yield [i, j, k] }
  log(fns.map((f) => f()))
  for (const [a, { b, ...c }] of [[1, { b: 2, d: 3 }], [4, { b: 5 }]]) { fns.push(() => c); yield [a, b] }
  log(fns.slice(3).map((f) => f()))
}

//! closures of nested loops
function* program(log) {
  const fns = []
  for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) { fns.push(() => `${i}${j}`); yield; i += 0 }
  for (const x of [1, 2]) { for (const y of [3, 4]) { let z = x * y; fns.push(() => z++ + x) } yield x }
  log(fns.map((f) => f()), fns.map((f) => f()))
}

//! siblings share a scope, before and after a yield
function* program(log) {
  let n = 0
  const inc = () => ++n, get = () => n
  inc()
  yield
  const both = { inc, get, set: (v) => { n = v } }
  inc(); both.set(yield 10); inc()
  log(get(), n, both.get())
}

//! closures in closures over variables at three levels
function* program(log) {
  let a = 1
  const f = (b) => { let c = 3; return (d) => { a++; c++; return () => [a, b, c++, d] } }
  const g = f(2)
  yield
  const h = g(4)
  yield
  log(h(), h(), g(5)(), a)
}

//! arrows see this and arguments of the generator
function* g(a, b) {
  const f = () => [this?.name, arguments.length, arguments[1], [...arguments]]
  const h = () => () => this
  yield a
  log2(f(), h()() === this, (() => arguments)()[0])
  arguments[0] = 'changed'
  yield f()
  log2(a, (function () { return [this, arguments.length] })(1, 2, 3))
}
let log2
function* program(log) { log2 = log; yield* g.call({ name: 'o' }, 1, 2, 3); yield* g() }

//! arguments of ordinary functions, arrows and methods inside
function* program(log) {
  function f() { return (() => [...arguments, (() => arguments.length)()])() }
  const o = { m() { return () => arguments[0] }, get g() { return () => arguments.length } }
  yield
  log(f(1, 2), o.m(7)(), o.g())
  const keep = o.m(9)
  yield
  log(keep())
}

//! this of methods, constructors and functions made inside
function* program(log) {
  function Old(x) { this.x = x; this.get = () => [this.x, new.target === Old] }
  Old.prototype.m = function () { return this.x }
  const o = new Old(yield 5)
  log(o.get(), o.m(), o instanceof Old)
  const p = { n: 1, f() { return () => this.n++ } }
  const q = p.f()
  yield
  log(q(), q(), p.n)
  try { (function () { this.x = 1 })() } catch (error) { log(error) }
}

//! new.target inside
function* program(log) {
  log(new.target, (() => new.target)())
  const f = function () { return [new.target === f, (() => new.target === f)()] }
  yield
  log(f(), (() => new.target)())
  class C { constructor() { this.t = (() => new.target)() === C } }
  log(new C().t)
}

//! a closure made before a yield is called after it, with later values
function* program(log) {
  let x = 1, y
  const f = () => [x, y, z()]
  const z = () => x + 1
  x = yield 2
  y = x
  log(f())
  { let x = 'shadow'; log(f(), x); yield; log(f()) }
}

//! recursion of closures and between them
function* program(log) {
  const fact = (n) => (n < 2 ? 1 : n * fact(n - 1))
  function even(n) { return n === 0 || odd(n - 1) }
  const odd = function self(n) { return n !== 0 && even(n - 1) }
  yield
  log(fact(5), even(10), odd(7))
  const count = function down(n) { return n ? [n, ...down(n - 1)] : [] }
  yield
  log(count(3), count.name)
}

//! closures in ordinary functions that generators of the module call
function counter(start) { let n = start; return { next: () => n++, reset() { n = start }, get value() { return n } } }
function make() { const list = []; for (let i = 0; i < 3; i++) list.push(() => i++); for (var j = 0; j < 2; j++) list.push(() => j); return list }
function args() { return () => arguments.length }
function self() { return [() => this, (x = () => this) => x()] }
class K { constructor(n) { this.n = n; this.f = () => this.n++ } m() { return () => this.n * 10 } static s() { return () => this.name } }
function* program(log) {
  const c = counter(5), list = make(), a = args(1, 2)
  yield c.next()
  log(c.value, list.map((f) => f()), list.map((f) => f()), a(), self.call(7).map((f) => f()))
  c.next(); c.reset()
  yield c.value
  const k = new K(3)
  log(k.f(), k.m()(), K.s()())
}
// not roundtrip: a function of ordinary code that is only passed to a call stays as it is

//! closures in ordinary functions over parameters, defaults, catch and loops
function f(a, b = () => a, { c, d = () => c } = {}) { a = 'changed'; return [b(), c, d(), () => [a, c]] }
function g(list) { const out = []; for (const { x, y = x } of list) out.push(() => [x, y]); try { throw list } catch ({ length }) { out.push(() => length) } return out }
function h(n) { while (n-- > 0) { let x = n; const y = () => x++; if (n === 1) return y } }
function* program(log) {
  const [b, c, d, e] = f(1, undefined, { c: 3 })
  yield
  log(b, c, d, e(), g([{ x: 1 }, { x: 2, y: 3 }]).map((f) => f()))
  const y = h(3)
  log(y(), y())
  yield
  log(y())
}


//! a captured parameter that is assigned
function* g(a, b = 2, ...rest) { const f = () => [a++, b++, rest]; a = 10; yield f(); rest.push(9); b = yield f(); log3(f(), a, b) }
let log3
function* program(log) { log3 = log; yield* g(1); yield* g(1, 5, 6, 7) }

//! captured loop variable of for-of over generators with closures in the body of the iterated one
function* gen() { let i = 0; const f = () => i; while (i < 3) { yield f; i++ } }
function* program(log) {
  const all = []
  for (const f of gen()) { all.push(f); log(f()); yield }
  log(all.map((f) => f()))
}

//! block functions are closures of their iteration
function* program(log) {
  const fns = []
  for (let i = 0; i < 3; i++) { fns.push(f); function f() { return i++ } yield f() }
  for (const x of [1, 2]) { function g() { return x + y } let y = 10 * x; fns.push(g); log(g()) }
  log(fns.map((f) => f()))
}

//! a function expression's own name is a constant only it sees
function* program(log) {
  const f = function self(n) { try { self = 1 } catch (error) { return [error.name, typeof self, self === f] } }
  yield
  log(f(), typeof self)
  const g = function x() { var x = 5; return x }, h = function y(y) { return y }, k = function z() { return () => z }
  log(g(), h(6), k()() === k)
  const l = function* me() { yield me === l; const a = () => me; yield a() === l; try { me = 2 } catch (error) { yield error.name } }
  log([...l()])
}

//! eval-free function constructors are opaque but work
function* program(log) {
  log((yield (0, Function)('return 1 + 1'))(), new Function('a', 'b', 'return a * b')(yield 3, 4))
}
// not roundtrip: a function made by new Function can't be saved

//! closures held only by the yielded value
function* program(log) {
  let secret = 1
  const box = yield { get: () => secret, set(v) { secret = v } }
  box.set(5)
  log(box.get(), secret)
  const again = yield [() => secret++]
  again[0]()
  log(secret, box.get())
}

//! iife and async closures
function* program(log) {
  const r = (() => { let x = 1; return () => x++ })()
  yield r()
  log(r(), (function (x) { return x * 2 })(yield 4), (() => {})(), (() => ({ a: r() }))())
  void (async () => { await null; log('async', r()) })()
  yield
  log('last')
}
