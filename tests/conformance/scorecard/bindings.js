// Names: scopes, TDZ, constants, shadowing.

//! let without a value is undefined again in each iteration, var is not
function* program(log) {
  for (let i = 0; i < 3; i++) {
    let a
    var b
    log(a, b)
    a = i; b = i
    yield i
    log(a, b)
  }
  for (const x of [1, 2]) { let c; const f = () => c; log(f()); c = x; yield; log(f()) }
  for (let i = 0; i < 2; i++) { let { d } = {}; let [e] = []; log(d, e); d = e = yield 5 }
}

//! blocks shadow, and give back
function* program(log) {
  let x = 'outer'
  { let x = 'block'; log(x); yield x; { let x = 'inner'; log(x); yield x } log(x) }
  log(x)
  for (let x of ['loop']) { yield x; log(x) }
  for (let x = 0; x < 1; x++) { let x = 'body'; yield x; log(x) }
  switch (x) { case 'outer': let x = 'switch'; yield x; log(x) }
  try { throw 'thrown' } catch (x) { yield x; log(x); { let x = 'in catch'; log(x) } }
  log(x)
}

//! shadowed names that closures see
function* program(log) {
  let x = 1
  const f = [() => x++]
  { let x = 10; f.push(() => x++); yield; { let x = 100; f.push(() => x++); log(x); yield } log(x) }
  log(f.map((g) => g()), f.map((g) => g()), x)
  yield
  log(f.map((g) => g()), x)
}

//! catch parameters shadow and are their own
function* program(log) {
  var e = 'var'
  try { throw 1 } catch (e) { log(e); e = yield 2; log(e); var late = e }
  log(e, late)
  try { throw { a: 1, b: [2, 3] } } catch ({ a, b: [c, d = yield 4, f = yield 5] }) { const g = () => [a, c, d, f]; yield; log(g()) }
  try { throw 'x' } catch { log(yield 'no binding') }
  try { throw 'y' } catch (e) { const g = () => e; e = 'changed'; log(g()); yield g() }
  log(e)
  try { throw [] } catch ([x = 'default']) { log(x) }
}

//! reading before the declaration fails, also across a yield
function* program(log) {
  try { log(a) } catch (error) { log(error) }
  try { log(typeof a) } catch (error) { log(error) }
  try { a = 1 } catch (error) { log(error) }
  try { a++ } catch (error) { log(error) }
  try { a += yield 'x' } catch (error) { log(error) }
  try { a ||= yield 'x' } catch (error) { log(error) }
  try { [a] = [1] } catch (error) { log(error) }
  try { ({ a } = { a: yield 1 }) } catch (error) { log(error) }
  yield
  let a = 5
  log(a)
}

//! closures see the TDZ too
function* program(log) {
  const f = () => a
  const g = () => { a = 1 }
  const h = () => typeof a
  for (const x of [f, g, h]) { try { x() } catch (error) { log(error) } }
  yield
  for (const x of [f, g, h]) { try { x() } catch (error) { log(error) } }
  let a = yield 2
  log(f(), g(), f(), h())
}

//! a declaration that refers to itself fails
function* program(log) {
  try { let a = a } catch (error) { log(error) }
  try { let b = (yield 1) + b } catch (error) { log(error) }
  try { const c = (() => c)() } catch (error) { log(error) }
  try { const [d, e = d, f = g, g] = [1] ; log(d, e) } catch (error) { log(error) }
  try { let { h = i, i = 1 } = {} } catch (error) { log(error) }
  try { for (const j of [j]) log(j) } catch (error) { log(error) }
  try { for (const k in { [k]: 1 }) yield k } catch (error) { log(error) }
  try { for (let l = l; ;) yield l } catch (error) { log(error) }
  try { class C extends C {} } catch (error) { log(error) }
  try { class D { static [(yield 'key', D)] = 1 } } catch (error) { log(error) }
  try { for (let m of (yield [1], [m])) log(m) } catch (error) { log(error) }
}

//! TDZ in the clauses of a switch
function* program(log) {
  for (const i of [0, 1, 2]) {
    try {
      switch (i) {
        case 0: let x = 'set'; log(x); yield x; break
        case 1: log(x); break
        case 2: x = 3; log(x)
      }
    } catch (error) { log(error) }
  }
  switch (1) { case 0: let y; case 1: try { y = 1 } catch (error) { log(error) } y2: { yield } }
}

//! TDZ of classes and functions
function* program(log) {
  log(typeof early, early())
  try { new C() } catch (error) { log(error) }
  yield
  class C { m() { return C.name } }
  log(new C().m())
  function early() { try { return typeof C } catch (error) { return error.name } }
  log(early())
}

//! the TDZ comes back in each iteration
function* program(log) {
  let f
  for (let i = 0; i < 2; i++) {
    try { if (f) log(f()); log(x) } catch (error) { log(error) }
    yield
    let x = i
    f = () => x
    log(f())
  }
}

//! constants refuse every kind of assignment
function* program(log) {
  const c = 1
  const [d] = [2], { e } = { e: 3 }
  for (const f of [() => { c = 1 }, () => c++, () => { c += 1 }, () => { [c] = [1] }, () => { ({ d } = { d: 1 }) }, () => { for (e of [1]); }, () => { c ??= 1 }, () => { c &&= 1 }]) { try { f(); log('no error') } catch (error) { log(error) } }
  try { c = yield 1 } catch (error) { log(error) }
  try { c += yield 2 } catch (error) { log(error) }
  try { c++ } catch (error) { log(error) }
  try { [c] = yield [3] } catch (error) { log(error) }
  try { for (c of [yield 4]) yield } catch (error) { log(error) }
  try { for (const x = 0; x < 2; x++) yield x } catch (error) { log(error) }
  for (const y of [1]) { try { y = yield 5 } catch (error) { log(error) } }
  c ||= yield 'skipped'
  log(c, d, e)
}

//! the value is evaluated before the constant refuses
function* program(log) {
  const c = 1
  try { c = (log('value'), yield 1) } catch (error) { log(error) }
  try { c = log('value') } catch (error) { log(error) }
  try { c += { valueOf() { log('valueOf'); return 1 } } } catch (error) { log(error) }
  const f = () => c
  yield f
}

//! var is one for the function, wherever it stands
function* program(log) {
  log(a, b, c, d, e)
  if (!log) { var a = 1 }
  for (var b = 0; b < 2; b++) yield b
  for (var c of [1, 2]) yield
  for (var d in { k: 1 });
  try { throw 1 } catch { var e = yield 2 }
  { var a }
  log(a, b, c, d, e)
  var log2 = log
  log2('end')
}

//! var of a parameter's name is the parameter
function* g(a, b) { var a; var b = b ?? 5; yield a; return [a, b] }
function* program(log) { log(yield* g(1), yield* g(1, 2)) }

//! functions are there from the start of their block, the last of a name
function* program(log) {
  log(f(), typeof g)
  { log(g(), h()); yield; function g() { return 'g' } function h() { return g() + 'h' } log(h()) }
  function f() { return 1 }
  function f() { return 2 }
  log(f(), typeof h)
  if (log) { function g() { return 'if g' } yield g(); log(g()) }
  switch (1) { case 0: function s() { return 's' } case 1: log(s()); yield s() }
}

//! a function declaration is assigned over
function* program(log) {
  log(f())
  f = () => 2
  yield f()
  function f() { return 1 }
  log(f())
  { g = 5; log(g); yield; function g() {} log(g) }
}

//! a parameter and a function of the same name
function* g(f, x) { yield typeof f; function f() { return x } return f() }
function* program(log) { log(yield* g(1, 2)) }

//! names that mean different things in one function
function* program(log) {
  const a = [x => x, (x) => { let y = x; return y }]
  for (const x of [1, 2]) { yield x; { const x = 'inner'; const y = () => x; yield y() } }
  for (const x in { k: 1 }) yield x
  let x = 'last'
  const f = (x, y = x) => { { let x = 5; y += x } return [x, y] }
  log(f(1), x, a[0](7), a[1](8))
  function g() { var x = 'g'; return x }
  log(g(), x)
}

//! names like those of the compiler
function* program(log, $$1 = 5, $$f = 6) {
  const $$ = 1, $$v = 2, $$p = 3, $$k1 = 4, $$$ = 7, $$t1 = 8, $$L = 9, $$this = 10
  const f = () => [$$, $$v, $$p, $$k1, $$1, $$f, $$$, $$t1, $$L, $$this]
  yield $$ + (yield $$v)
  log(f(), $$p)
  $$L: for (const $$S1 of [1]) { yield $$S1; break $$L }
}

//! names with unicode and escapes
function* program(log) {
  const ünïcödé = 1, 名前 = 2, \u0061b = 3, a\u{62}c = 4, ℮ = 5, 𠮷 = 6, _ = 7, $ = 8
  const f = () => [ünïcödé, 名前, ab, abc, ℮, 𠮷, _, $]
  yield ünïcödé
  log(f(), 名前, ab, \u0061bc, 𠮷)
  let o = { \u0061b, a\u{62}c, 名前: yield, ['𠮷']: 𠮷 }
  log(o)
}

//! names that are no keywords
function* program(log) {
  var async = 1, of = 2, get = 3, set = 4, from = 5, as = 6, target = 7, constructor = 8, prototype = 9, undefined_ = 10, name = 11, then = 12, type = 13, accessor = 14, declare = 15, using = 16, meta = 17, source = 18, defer = 19
  const f = () => [async, of, get, set, from, as, target, constructor, prototype, undefined_, name, then, type, accessor, declare, using, meta, source, defer]
  yield async
  async = yield async + 1
  for (of of [of]) yield of
  for (using of [1, 2]) yield using
  log(f(), { async, of, get, set, get async_() { return async } })
  using
  async
  log(toString, valueOf, hasOwnProperty, (yield, toString))
  var toString, valueOf, hasOwnProperty
}

//! captured variables with names from Object.prototype
function* program(log) {
  let toString = 1, constructor = 2, hasOwnProperty = 3, valueOf = 4, prototype = 5, home = 6, length = 7, name = 8
  const f = () => [toString++, constructor++, hasOwnProperty++, valueOf++, prototype++, home++, length++, name++]
  log(f()); yield; log(f(), toString)
}

//! globals that are shadowed
function* program(log) {
  const Reflect = null, Array = 1, Symbol = 2, Object = 3, undefined_ = void 0
  let TypeError = 'mine'
  const f = () => [Reflect, Array, Symbol, Object, TypeError]
  for (const x of [1, 2]) yield x
  log(f(), [...[1, 2]], (yield [3])[0])
  try { null.x } catch (error) { log(error.name) }
}

//! undefined, NaN and Infinity may be shadowed in a function
function* program(log) {
  const o = { u: 1 }
  { let undefined = 'shadow', NaN = 5; log(undefined, NaN); yield undefined; log(undefined, (yield), NaN) }
  let x
  log(x === undefined, o.y === undefined)
}
