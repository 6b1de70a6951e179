// `yield*`: the protocol in full.

//! values, result and what is sent
function* inner(log) { log('got', yield 'a'); log('got', yield 'b'); return 'result' }
function* program(log) { log(yield* inner(log)); const x = [yield* inner(log), yield 'c', yield* inner(log)]; log(x) }

//! throw and return pass through to the delegate
function* inner(log) { try { yield 1; yield 2 } catch (error) { log('inner caught', error); yield 'handled'; return 'from catch' } finally { log('inner finally'); yield 'cleaning' } }
function* program(log) { try { log(yield* inner(log)) } catch (error) { log('outer caught', error) } finally { log('outer finally') } yield 'tail' }

//! every method of a foreign iterator, with its arguments and receiver
function* program(log) {
  const make = () => ({
    n: 0, [Symbol.iterator]() { log('iterator'); return this },
    get next() { log('get next'); return function (...args) { log('next', this.n, ...args); return { value: ++this.n, done: this.n > 3 } } },
    get return() { log('get return'); return function (...args) { log('return', ...args); return { value: 'r', done: true } } },
    get throw() { log('get throw'); return function (error) { log('throw', error); return { value: 't', done: this.n > 1 } } },
  })
  log(yield* make())
}

//! a delegate without throw is closed, then it is a TypeError
function* program(log) {
  const it = (more) => ({ [Symbol.iterator]() { return this }, next: () => ({ value: 1, done: false }), ...more })
  for (const more of [{}, { return() { log('closed', arguments.length); return {} } }, { return: () => 5 }, { return() { throw new Error('in return') } }, { return: null, throw: null }, { throw: 5 }]) {
    try { log(yield* it(more)) } catch (error) { log(error) }
    return
  }
}

//! a throw into a delegate without throw, of each kind
function* run(more) { yield* { [Symbol.iterator]() { return this }, next: () => ({ value: 1, done: false }), ...more } }
function* program(log) {
  for (const more of [{}, { return() { log('closed', arguments.length); return {} } }, { return: () => 5 }, { return() { throw new Error('in return') } }, { return: null, throw: null }, { throw: 5 }, { throw: () => 5 }, { throw: (e) => ({ done: true, value: e }) }]) {
    const it = run(more)
    it.next()
    try { log(it.throw(new Error('asked'))) } catch (error) { log(error) }
    log(it.next())
    yield
  }
}

//! a return into delegates of each kind
function* run(more) { const r = yield* { [Symbol.iterator]() { return this }, next: () => ({ value: 1, done: false }), ...more }; return ['went on', r] }
function* program(log) {
  for (const more of [{}, { return: null }, { return: 5 }, { return: () => 5 }, { return: (v) => ({ value: [v], done: true }) }, { return: (v) => ({ value: v, done: false }) }, { return() { throw new Error('in return') } }, { return: () => ({ get done() { throw new Error('done') } }) }, { return: () => ({ done: true, get value() { throw new Error('value') } }) }, { get return() { throw new Error('get') } }]) {
    const it = run(more)
    it.next()
    try { log(it.return('asked')) } catch (error) { log(error) }
    try { log(it.next()) } catch (error) { log(error) }
    yield
  }
}

//! result objects pass as they are, value is not read
function* program(log) {
  const results = [{ get value() { log('value read'); return 1 }, done: false, extra: 1 }, { done: 0, value: 2 }, { done: '', other: true }, Object.create({ done: false, value: 'inherited' }), { done: 'yes', get value() { log('last value read'); return 'end' } }]
  function* run() { return yield* { [Symbol.iterator]: () => ({ next: () => results.shift() }) } }
  const it = run()
  for (let i = 0; i < 4; i++) { const r = it.next(); log(Object.keys(r), r.extra) }
  log(it.next())
  yield
}

//! non-objects and failures of the delegate
function* program(log) {
  const it = (next) => ({ [Symbol.iterator]: () => ({ next, return() { log('must not be closed') } }) })
  for (const next of [() => 5, () => undefined, () => { throw new Error('next') }, 5, () => ({ get done() { throw new Error('done') } }), () => ({ done: true, get value() { throw new Error('value') } })]) { try { yield* it(next) } catch (error) { log(error) } }
  for (const x of [undefined, null, 5, {}, () => {}, { [Symbol.iterator]: 5 }, { [Symbol.iterator]: () => 5 }, true]) { try { yield* x } catch (error) { log(error) } }
}

//! arrays, strings, maps, sets and holes
function* program(log) {
  log(yield* [1, , 3], yield* 'a𠮷', yield* new Map([[1, 2]]), yield* new Set([4]), yield* [], yield* new Uint8Array([7]), yield* [yield* [8]])
  const a = [1, 2]
  function* grow() { yield* a }
  const it = grow()
  log(it.next()); a.push(9); a[1] = 'changed'
  yield
  log(it.next(), it.next(), it.next())
}

//! a throw into a built-in iterator
function* program(log) {
  function* run(x) { try { yield* x } catch (error) { yield error.name } }
  for (const x of [[1, 2], 'ab', new Set([1]), new Map([[1, 2]])]) { const it = run(x); log(it.next(), it.throw(new Error('asked')), it.next()); const other = run(x); log(other.next(), other.return(5), other.next()); yield }
}

//! a generator that is under way, or finished
function* gen() { const a = yield 1; const b = yield [2, a]; return ['end', a, b] }
function* program(log) {
  const it = gen()
  it.next()
  log(yield* it)
  log(yield* it)
  const second = gen()
  yield second.next().value
  log(yield* second, second.next())
}

//! one generator delegated to from two places
function* gen() { try { for (let i = 0; ; i++) yield i } finally { yield 'closing' } }
function* program(log) {
  const it = gen()
  function* a(n) { for (const x of [1, 2]) { yield it.next().value } }
  yield* a()
  function* b() { yield* it }
  const bb = b()
  log(bb.next(), it.next(), bb.next(), it.return(5), bb.next(), it.next(), bb.next())
}

//! a delegate that runs its own caller
function* program(log) {
  let it
  function* outer() { try { yield* inner() } catch (error) { yield error.name } }
  function* inner() { yield 1; it.next(); yield 2 }
  it = outer()
  log(it.next(), it.next(), it.next())
  yield
}

//! delegation to what a method, a getter, a call result, a conditional gives
function* g(...args) { yield args; return args.length }
const o = { g, *m(x) { yield [this === o, x] }, get made() { return g('made') }, deep: { o: { *m() { yield this === o.deep.o } } }, list: [g] }
function* program(log) {
  yield* o.g(1); yield* o.m(2); yield* o.made; yield* o.deep.o.m(); yield* o['m'](3); yield* o.list[0](4); yield* (log ? g : o.m)(5); yield* (0, g)(6); yield* g?.(7); yield* o?.m(8); yield* o.none?.(9) ?? []
  log(yield* g(yield 10, ...(yield [11])), yield* (yield g)(12), yield* (yield o).m(13), yield* o[yield 'm'](yield 14), yield* new Set(yield [15]))
  yield* ((a) => g(a, 'arrow'))(16)
  yield* function* () { yield 'iife' }()
  yield* (function* (x) { yield x })(17)
  yield* (() => 'str')()
}

//! errors in evaluating the delegate
function* program(log) {
  const o = { g: 5 }
  for (const f of [function* () { yield* o.g() }, function* () { yield* o.none() }, function* () { yield* undeclared() }, function* () { yield* (() => 5)() }, function* () { yield* null.x() }, function* () { yield* (function* (a = missing) {})() }]) { try { yield* f() } catch (error) { log(error) } }
}

//! delegates with default parameters and destructuring evaluate at the call
function* g({ a, b = a * 2 }, [c] = [3], ...rest) { yield [a, b, c, rest] }
function* program(log) { yield* g({ a: 1 }, undefined, 4, 5); try { yield* g(null) } catch (error) { log(error) } try { yield* g() } catch (error) { log(error) } }

//! deep delegation, with values, throws and returns through all levels
function* level(n, log) { try { return n === 0 ? yield 'bottom' : [n, yield* level(n - 1, log)] } catch (error) { log('caught at', n); if (n < 2) throw error; return ['caught', n] } finally { if (n % 2) log('finally', n) } }
function* program(log) { log(yield* level(4, log)); log(yield* level(3, log)) }

//! delegation two thousand deep
function* down(n) { return n === 0 ? yield 'bottom' : 1 + (yield* down(n - 1)) }
function* program(log) { log(typeof (yield* down(2000))) }

//! generators made by hand from compiled frames
function* g() { const got = yield 1; log6('got', got); return 'r' }
let log6
function* program(log) { log6 = log; const it = g(); const proxy = { [Symbol.iterator]() { return this }, next: (v) => it.next(v), return: (v) => it.return(v), throw: (e) => it.throw(e) }; log(yield* proxy); for (const x of { [Symbol.iterator]: () => g() }) yield x }

//! a delegate whose prototype methods were replaced
// not roundtrip: a native array iterator is held, and nobody can read its position
function* g() { yield 1; yield 2 }
function* program(log) {
  const it = g()
  it.next = () => ({ value: 'own next', done: true })
  log(yield* it)
  const other = g()
  Object.setPrototypeOf(other, { [Symbol.iterator]: () => ['other proto'][Symbol.iterator]() })
  yield* other
}

//! `yield* g()` of a compiled g pushes its frame, whatever was put on g.prototype
function* g() { yield 1; yield 2 }
function* program(log) {
  g.prototype.next = () => ({ value: 'prototype next', done: true })
  log(yield* g())
  delete g.prototype.next
  g.prototype[Symbol.iterator] = function* () { yield 'prototype iterator' }
  yield* g()
}

//! a return that fails in a callee, and that a caller catches: who ends then has answered it all the same
function* inner() { try { yield 1 } finally { throw 'from finally' } }
function* other() { log7('other'); return 'of other' }
function* middle(more) { try { yield* inner() } catch (error) { log7('caught', error, yield* other()); if (more) yield 2 } return 'middle' }
let log7
function* program(log) {
  log7 = log
  try { log(yield* middle(true)) } finally { log('end of one') }
  try { log(yield* middle(false)) } finally { log('end of two') }
  return 'went on'
}
