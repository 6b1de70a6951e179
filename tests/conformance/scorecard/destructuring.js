// Destructuring with yields in defaults, keys and targets.

//! defaults that yield, only where a value is undefined
function* program(log) {
  const { a = yield 'a', b = yield 'b', c: { d = yield 'd' } = yield { d: undefined }, ...rest } = yield { b: 2, e: 5, f: null }
  log(a, b, d, rest)
  const [g = yield 'g', , h = yield 'h', [i = yield 'i'] = yield [], ...j] = yield [undefined, 1, null, undefined, 8, 9]
  log(g, h, i, j)
}

//! keys that yield are converted once and in order
function* program(log) {
  const key = (name) => ({ toString() { log('key', name); return name } })
  const source = { get a() { log('get a'); return 1 }, get b() { log('get b') }, c: 3, d: 4 }
  const { [(log('x'), yield key('a'))]: x, [(log('y'), key('b'))]: y = (log('default'), yield 'y'), ...rest } = source
  log(x, y, rest)
}

//! targets are evaluated before their values
function* program(log) {
  const o = { get t() { log('target'); return o2 } }, o2 = {}
  const list = { [Symbol.iterator]() { log('iterator'); return { next() { log('next'); return { value: undefined, done: false } }, return() { log('return'); return {} } } } }
  ;[o.t.a, o.t[(log('key'), 'b')] = (log('default'), yield 'default'), (yield o2).c] = list
  ;({ x: o.t.d, y: o.t[(log('key'), yield 'e')] = yield 'default e', ...o.t.f } = { get x() { log('get x'); return 1 }, get y() { log('get y') }, z: 3 })
  log(o2)
}

//! the iterator is closed after the default ran
function* program(log) {
  const list = () => ({ [Symbol.iterator]: () => ({ next() { log('next'); return { value: undefined, done: false } }, return() { log('closed'); return {} } }) })
  const [a = (log('default'), yield 'in default'), b = log('second')] = list()
  log('bound', a)
  let c
  ;[c = yield 'again'] = list()
  ;[] = list()
  const [, ,] = list()
  log('end')
}

//! the iterator is closed when a default, key, target or nested pattern fails
function* program(log) {
  const list = (value) => ({ [Symbol.iterator]: () => ({ next: () => ({ value, done: false }), return() { log('closed'); return {} } }) })
  try { const [a = missing, b = yield] = list() } catch (error) { log(error) }
  try { const [{ x }, y = yield] = list(null) } catch (error) { log(error) }
  try { ;[null.x, yield_.y] = list() } catch (error) { log(error) }
  try { ;[(yield null).x] = list() } catch (error) { log(error) }
  try { const [[a = yield]] = list() } catch (error) { log(error) }
  try { const [a = yield 'pause'] = list() ; log('ok', a) } catch (error) { log(error) }
  var yield_
}

//! an exhausted or failed iterator is not closed
function* program(log) {
  const it = (...results) => ({ [Symbol.iterator]: () => ({ next() { const r = results.shift(); if (r instanceof Error) throw r; return r }, return() { log('closed') ; return {} } }) })
  const [a, b = yield 'b', c = yield 'c'] = it({ value: 1 }, { done: true })
  log(a, b, c)
  const [d, ...e] = it({ value: 1 }, { value: 2 }, { done: true, value: yield 'unused' })
  log(d, e)
  try { const [f = yield 'f', g] = it({}, new Error('next')) } catch (error) { log(error) }
  try { const [h, ...i] = it({ value: yield 'i' }, new Error('rest')) } catch (error) { log(error) }
  try { const [j = yield] = it(5) } catch (error) { log(error) }
  const [k = yield 'k', l = yield 'l'] = it({ done: true })
  log(k, l)
}

//! the error of return is lost behind the first, or stands
function* program(log) {
  const list = (result) => ({ [Symbol.iterator]: () => ({ next: () => ({ value: undefined, done: false }), return: result }) })
  try { const [a = (() => { throw new Error('default') })(), b = yield] = list(() => { throw new Error('return') }) } catch (error) { log(error) }
  try { const [a = yield 'a'] = list(() => { throw new Error('return') }) } catch (error) { log(error) }
  try { const [a = yield 'a'] = list(() => 5) } catch (error) { log(error) }
  const [a = yield 'a'] = list(null)
  const [b = yield 'b'] = list(undefined)
  try { const [c = yield 'c'] = list(5) } catch (error) { log(error) }
}

//! sources that can't be taken apart
function* program(log) {
  for (const source of [null, undefined, 5, true, {}]) {
    try { const { a = yield 'a' } = source; log('a', a) } catch (error) { log(error) }
    try { const [b = yield 'b'] = source; log('b', b) } catch (error) { log(error) }
    try { const {} = source; log('empty') } catch (error) { log(error) }
    try { const { [yield 'length']: c } = source; log(c) } catch (error) { log(error) }
    try { const { ...d } = yield source; log(d) } catch (error) { log(error) }
  }
  const [x, y = yield 'y'] = 'a'
  const { length = yield, 0: first } = 'abc'
  log(x, y, length, first)
}

//! rest of objects: own enumerable, without the taken keys
function* program(log) {
  const s = Symbol('s'), t = Symbol('t')
  const source = Object.create({ inherited: 1 }, { hidden: { value: 1 }, shown: { get() { log('get shown'); return 2 }, enumerable: true }, [s]: { value: 3, enumerable: true }, [t]: { value: 4, enumerable: true }, 5: { value: 'five', enumerable: true }, x: { value: 'x', enumerable: true } })
  const { [yield s]: a, [5]: b, x = yield, inherited, ...rest } = source
  log(a, b, x, inherited, rest)
  let o = {}
  ;({ x: o.x, [yield '5']: o.five, ...o.rest } = source)
  log(o)
  const { ...all } = yield [1, 2]
  log(all)
}

//! assignments as expressions, nested and swapped
function* program(log) {
  let a = 1, b = 2, c
  ;[a, b] = [b, a]
  ;[a, b] = [yield b, yield a]
  log(a, b, ([a, [b = yield 'b'] = [], c] = [1]).length, a, b, c, ({ a, b: [b] } = yield { a: 5, b: [6] }).a, a, b)
  const o = {}
  ;[o.a, o['b'], ...o.rest] = [1, yield 2, 3, 4]
  ;({ length: o.length } = yield 'four')
  log(o)
  ;[[a], { b }] = [[7], { b: 8 }]
  for (const i of [0, 1]) [a, b] = [b, yield a]
  log(a, b)
}

//! patterns whose names closures capture
function* program(log) {
  const { a, b: [c, d = yield 'd'], ...e } = yield { a: 1, b: [2], f: 3 }
  const f = () => [a, c, d, e]
  let [g, h = yield 'h'] = [() => g]
  const k = () => [typeof g, h++]
  yield
  log(f(), k(), k(), h, g() === g)
  for (let [x, { y = yield 'y' } = {}] of [[1], [2, { y: 3 }]]) { const z = () => [x++, y]; log(z()); yield; log(z(), x) }
}

//! names of functions in defaults
function* program(log) {
  const { a = () => {}, b: c = class {}, [yield 'd']: d = function () {} } = {}
  const [e = () => {}, f = (yield 'f', () => {})] = []
  let g, h
  ;[g = () => {}, h = yield () => {}] = []
  ;({ g: { h = class {} } = {} } = {})
  log(a.name, c.name, d.name, e.name, f.name, g.name, h.name)
}

//! var patterns, redeclared and in loops
function* program(log) {
  for (var { a, b = yield 'b' } of [{ a: 1 }, { a: 2, b: 3 }]) log(a, b)
  var [a, c = yield 'c'] = [4]
  for (var i = 0, { d = yield 'd' } = {}; i < 2; i++) var { d } = { d: i }
  log(a, b, c, d, i)
}

//! an object's getters run once each, in order, around yields
function* program(log) {
  const source = { get a() { log('a'); return undefined }, get b() { log('b'); return 1 }, get c() { log('c') } }
  const { c = (log('default c'), yield 'c'), a = (log('default a'), 2), b } = source
  log(a, b, c)
}

//! patterns in catch, for heads and arrow parameters
function* program(log) {
  try { throw { a: [1, undefined] } } catch ({ a: [x, y = yield 'y'], z = yield 'z' }) { log(x, y, z); const f = () => x + y; yield; log(f()) }
  for (let [i, { j = yield 'j' }] = [0, {}]; i < 2; i++) { log(i, j); yield }
  const f = ([a, { b = a } = {}], ...[c, d = b]) => [a, b, c, d]
  log(f([yield 1]), f([1, { b: 2 }], 3))
}

//! a value resumed into a pattern
function* program(log) {
  const { x, y: [z] } = yield { x: 1, y: [2] }
  const [a, b] = yield [3, 4]
  let c
  ({ c } = yield { c: 5 })
  ;[c, ...[c]] = yield [c, 6]
  log(x, z, a, b, c)
}
