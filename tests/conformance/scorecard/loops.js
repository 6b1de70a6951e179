// for-in and for-of: what is iterated, and how it ends.

//! for-in skips keys deleted meanwhile and sees no new ones, in order
function* program(log) {
  const o = { b: 1, a: 2, 2: 3, 1: 4, c: 5, d: 6 }
  for (const k in o) { log(k); if (k === 'b') delete o.c; yield k; o.fresh = 1; if (k === 'a') delete o.d }
}

//! for-in sees prototype keys once, and what shadows them
function* program(log) {
  const base = { x: 1, y: 2, z: 3 }
  const o = Object.create(base, { y: { value: 1, enumerable: false, configurable: true }, own: { value: 1, enumerable: true }, x: { value: 0, enumerable: true } })
  for (const k in o) yield k
  class C { a = 1; m() {} get g() { return 1 } }
  for (const k in new C()) yield k
  for (const k in o) { if (k === 'own') delete base.z; yield k }
}

//! for-in over strings, arrays, numbers, null and functions
function* program(log) {
  for (const k in 'abc') yield k
  const a = [1, , 3]; a.extra = 4
  for (const k in a) yield k
  for (const k in 5) yield k
  for (const k in null) yield k
  for (const k in undefined) yield k
  for (const k in Object.assign(() => {}, { p: 1 })) yield k
  for (const k in { [Symbol('s')]: 1, t: 2 }) yield k
}

//! for-in with patterns, members and names as targets
function* program(log) {
  const o = {}
  let x
  for (o.k in { a: 1, b: 2 }) yield o.k
  for (o[(log('key'), 'z')] in { c: 1 }) yield
  for (x in { d: 1 }) yield x
  for (var [first, second = yield 'default'] in { xy: 1, z: 2 }) log(first, second)
  for ([x, ...o.rest] in { pqr: 1 }) yield o.rest
  for (const { length } in { four: 1 }) yield length
  for (let k in { e: 1 }) { const f = () => k; yield f(); k = 'changed'; log(f()) }
  log(o, x, first)
}

//! for-in evaluates its object once, to its end
function* program(log) {
  let o = { a: 1, b: 2 }
  for (const k in (log('object'), o)) { o = { c: 1 }; yield k }
  for (const k in yield { d: 1 }) yield k
}

//! for-of reads next once
function* program(log) {
  let n = 0
  const it = { get next() { log('get next'); return () => ({ done: n++ > 2, value: n }) }, get return() { log('get return'); return () => ({}) }, [Symbol.iterator]() { log('iterator'); return this } }
  for (const x of it) yield x
  n = 0
  for (const x of it) { yield x; break }
  n = 0
  for (const x of it) { it.next; if (x > 1) break }
}

//! for-of closes on break, return, throw and outer continue, not at the end
function* program(log) {
  const make = (name) => ({ n: 0, [Symbol.iterator]() { return this }, next() { return { value: ++this.n, done: this.n > 3 } }, return(v) { log('close', name, arguments.length); return {} } })
  for (const x of make('normal')) yield x
  for (const x of make('break')) { yield x; break }
  outer: for (const y of [1, 2]) for (const x of make('continue outer')) { yield x; continue outer }
  try { for (const x of make('throw')) { yield x; throw new Error('body') } } catch (error) { log(error) }
  const g = function* () { for (const x of make('return')) { yield x; return 'r' } }
  log(yield* g())
  for (const x of make('continue')) { if (x < 3) continue; yield x }
}

//! for-of does not close when the iterator fails itself
function* program(log) {
  const close = { return() { log('closed'); return {} } }
  const cases = { next: { next() { throw new Error('next') } }, done: { next: () => ({ get done() { throw new Error('done') } }) }, value: { next: () => ({ done: false, get value() { throw new Error('value') } }) }, 'no object': { next: () => 5 }, 'no function': { next: 5 } }
  for (const [name, it] of Object.entries(cases)) { try { for (const x of { [Symbol.iterator]: () => Object.assign(Object.create(close), it) }) yield x } catch (error) { log(name, error) } }
  yield
}

//! the body's error outranks that of return, return's outranks a break
function* program(log) {
  const make = (result) => ({ [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), return() { log('return'); return result() } } } })
  const fails = make(() => { throw new Error('return failed') }), five = make(() => 5), nothing = make(() => undefined)
  for (const [name, it] of [['fails', fails], ['five', five], ['nothing', nothing]]) {
    try { for (const x of it) { yield x; throw new Error('body') } } catch (error) { log(name, 'throw', error) }
    try { for (const x of it) { yield x; break } log('left') } catch (error) { log(name, 'break', error) }
    try { const g = function* () { for (const x of it) { yield x; return 'r' } }; log(yield* g()) } catch (error) { log(name, 'return', error) }
  }
  const getter = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), get return() { throw new Error('getter') } }) }
  try { for (const x of getter) { yield x; throw new Error('body') } } catch (error) { log(error) }
  try { for (const x of getter) { yield x; break } } catch (error) { log(error) }
  for (const r of [null, undefined, 5, {}]) { try { for (const x of { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return: r }) }) { yield x; break } log('left') } catch (error) { log(error) } }
}

//! for-of closes when its target or pattern fails
function* program(log) {
  const it = () => ({ [Symbol.iterator]() { return this }, next: () => ({ value: null }), return() { log('closed'); return {} } })
  try { for (const { x } of it()) yield x } catch (error) { log(error) }
  try { for (const [x] of it()) yield x } catch (error) { log(error) }
  try { for (null.x of it()) yield } catch (error) { log(error) }
  const frozen = Object.freeze({ x: 1 })
  try { for (frozen.x of it()) yield } catch (error) { log(error) }
  let o
  try { for (o[yield 'key'] of it()) yield } catch (error) { log(error) }
}

//! what is not iterable
function* program(log) {
  for (const x of [5, null, undefined, {}, { [Symbol.iterator]: 5 }, { [Symbol.iterator]: () => 5 }, { [Symbol.iterator]: () => ({}) }]) { try { for (const y of x) yield y; log('empty') } catch (error) { log(error) } }
  yield
}

//! arrays grow, shrink and have holes while they are iterated
function* program(log) {
  const a = [1, 2, , 4]
  for (const x of a) { yield x; if (a.length < 6) a.push(x) }
  for (const x of a) { yield x; a.length = 2 }
  const b = [1, 2, 3]
  for (const x of b) { b[1] = 'changed'; yield x }
  for (const [i, x] of b.entries()) { yield [i, x]; b[2] = 'late' }
  for (const i of b.keys()) { yield i; if (i === 0) b.push(9) }
  for (const x of b.values()) yield x
}

//! maps and sets change while they are iterated
function* program(log) {
  const m = new Map([['a', 1], ['b', 2], ['c', 3]])
  for (const [k, v] of m) { yield [k, v]; if (k === 'a') { m.delete('b'); m.set('d', 4); m.delete('a'); m.set('a', 5) } }
  const s = new Set([1, 2, 3])
  for (const x of s) { yield x; s.delete(x); if (x < 3) s.add(x + 10) }
  for (const k of m.keys()) { yield k; m.delete(k) }
  const t = new Map([[1, 'x'], [2, 'y'], [3, 'z']])
  for (const v of t.values()) { yield v; t.clear(); t.set(9, 'w') ; if (v === 'w') break }
  for (const [a, b] of new Set([1, 2]).entries()) yield [a, b]
}

//! strings by code point, typed arrays, arguments
function* g() { for (const x of arguments) yield x }
function* program(log) {
  for (const c of 'a𠮷\ud800b') { yield c.length; log(c.codePointAt(0)) }
  for (const x of new Uint8Array([1, 300])) yield x
  yield* g(1, 2)
  for (const x of Object('xy')) yield x
}
// not roundtrip: arguments objects, lone surrogates and boxed strings may be refused

//! patched iterators are used
function* program(log) {
  const a = [1, 2]
  a[Symbol.iterator] = function* () { yield 'patched' }
  for (const x of a) yield x
  log([...a, yield 1])
  const [b] = a
  log(b)
  class L extends Array { *[Symbol.iterator]() { yield 'L' } }
  for (const x of L.of(1)) yield x
  class M extends Map { *entries() { yield ['m', 1] } }
  for (const x of new M().entries()) yield x
  for (const x of { entries: () => [5], keys() { return [this.k] }, k: 7, values: function* () { yield 8 } }.keys()) yield x
}

//! generators of the user are iterated by for-of
function* gen(log) { try { const a = yield 1; log('sent', a); yield 2; return 3 } finally { log('gen finally') } }
function* program(log) {
  for (const x of gen(log)) yield x
  for (const x of gen(log)) { yield x; break }
  const it = gen(log)
  for (const x of it) { yield x; break }
  for (const x of it) yield 'never'
  log(it.next())
}

//! a generator that yields while it is closed by for-of
function* gen(log) { try { yield 1 } finally { log('closing'); yield 'in finally'; log('not reached') } }
function* program(log) { for (const x of gen(log)) { yield x; break } const it = gen(log); for (const x of it) { yield x; break } log(it.next(), it.next()) }

//! the iterated expression, nested loops over one iterator
function* program(log) {
  const it = [1, 2, 3, 4, 5][Symbol.iterator]()
  for (const x of it) { if (x === 2) break; log(x) }
  log([...it])
  yield
  for (const x of [yield 1, yield 2].concat(yield [3])) yield x
  const list = [1, 2, 3, 4]
  const own = { i: 0, [Symbol.iterator]() { return this }, next() { return { value: list[this.i], done: this.i++ >= list.length } } }
  for (const x of own) { for (const y of own) { yield [x, y]; break } }
}

//! targets of for-of: members, patterns, names, with yields
function* program(log) {
  const o = { list: [] }
  let i = 0, x, y
  for (o.list[i++] of [1, 2]) yield
  for (o[yield 'k'] of [5, 6]) log(o.k)
  for ([x, y = yield 'default'] of [[1], [2, 3]]) log(x, y)
  for ({ a: x, ...y } of [{ a: 1, b: 2 }]) yield y
  for (x of [7]) yield x
  for (var v of [8]) yield v
  for ([o.p, [o.q]] of [[1, [2]]]) yield [o.p, o.q]
  log(o, x, y, v)
}

//! built-in iterators held across a yield
function* program(log) {
  const it = [1, 2, 3].values(), e = new Map([[1, 2]]).entries(), s = 'ab'[Symbol.iterator](), r = 'a1b2'.matchAll(/\d/g)
  log(it.next(), e.next(), s.next(), r.next().value[0])
  yield
  log(it.next(), e.next(), s.next(), r.next().value[0], [...it])
}
// not roundtrip: built-in iterators can't be saved
