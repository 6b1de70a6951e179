// Calls: what is fixed before the arguments, spread, this.

//! the callee is fixed before its arguments
function* program(log) {
  let f = (...args) => ['first', ...args]
  const o = { m(...args) { return ['m', this === o, ...args] } }
  log(f((f = () => 'second', yield 1)))
  log(o.m((o.m = () => 'other', yield 2)))
  log(f(), o.m())
}

//! this is fixed before the arguments
function* program(log) {
  let o = { name: 'a', m(...args) { return [this.name, ...args] } }
  log(o.m((o = { name: 'b' }, yield 1)))
  let p = { q: { name: 'c', m(...args) { return [this.name, ...args] } } }
  log(p.q.m((p.q = null, yield 2), yield 3))
}

//! the getter of a callee runs once, before the arguments
function* program(log) {
  const o = { get m() { log('get'); return function (...args) { return [this === o, ...args] } } }
  log(o.m((log('argument'), yield 1)), o[(log('key'), 'm')]((log('argument'), yield 2)))
}

//! a callee that is no function fails after its arguments
function* program(log) {
  const o = {}
  let f
  try { f((log('arguments'), yield 1)) } catch (error) { log(error) }
  try { o.m((log('arguments'), yield 1)) } catch (error) { log(error) }
  try { o.m.n((log('not reached'), yield 1)) } catch (error) { log(error) }
  try { new f((log('arguments'), yield 1)) } catch (error) { log(error) }
  try { (yield 1)() } catch (error) { log(error) }
}

//! spread is iterated where it stands
function* program(log) {
  const it = (name) => ({ *[Symbol.iterator]() { log(name, 1); yield `${name}1`; log(name, 2); yield `${name}2` } })
  const f = (...args) => args
  log(f(...it('a'), (log('between'), yield 1), ...it('b')))
  log([...it('c'), yield 2, ...it('d'), ...(yield [3])])
  log(Math.max(...(yield [1, 5]), ...[2, 9], yield 7))
}

//! spread of what is no iterable fails in its place
function* program(log) {
  try { log([...5, yield 'not reached']) } catch (error) { log(error) }
  try { log([yield 1, ...5]) } catch (error) { log(error) }
  try { log(Math.max(...undefined, yield 'not reached')) } catch (error) { log(error) }
  try { log([...(yield null)]) } catch (error) { log(error) }
  log({ ...(yield null), ...5, ...(yield 'ab') })
}

//! an array that was spread is not followed any more
function* program(log) {
  const a = [1, 2]
  log([...a, (a.push(3), yield 9), ...a])
  const f = (...args) => args
  log(f(...a, (a.length = 0, yield 8), ...a))
}

//! holes stay holes around yields
function* program(log) {
  const a = [, yield 1, , ...[, 2], ,]
  log(a.length, 0 in a, 2 in a, 3 in a, a)
  log([, ,].length, [yield, ,].length, [...(yield [, 1])])
}

//! method calls with suspending parts
function* program(log) {
  const o = { name: 'o', m(...args) { return [this?.name, ...args] }, get self() { return this } }
  log((yield o).m(1), o[yield 'm'](yield 2), (yield o)[yield 'm'](yield 3), o.self[yield 'm'](4))
  log((yield o).self.m(5), ((yield 1), o).m(6))
  const f = o.m
  try { log(f(yield 7)) } catch (error) { log(error) }
}

//! this of plain calls is undefined also for captured functions
function* program(log) {
  function self() { return this }
  const arrow = () => self()
  let g = self
  log(self(), arrow(), g(yield 1), g(), (0, g)(), (yield 1, g)())
  const use = () => g()
  log(use(), [self][0]() instanceof Array, self.call(5))
  yield
  log(self(), g())
}

//! calls of what was yielded
function* program(log) {
  log((yield (x) => x + 1)(yield 2), (yield () => () => 5)()(), (yield { f: () => 6 }).f())
  log((yield [1, 2, 3]).map((x) => x * 2), (yield 'abc').toUpperCase(), (yield 'a,b').split(yield ','))
}

//! patched call and apply are not seen
function* program(log) {
  const f = (...args) => args
  f.call = f.apply = f.bind = () => 'patched'
  log(f(yield 1), f(...(yield [2])))
  const o = { f }
  log(o.f(yield 3))
}

//! arguments that reassign names used before
function* program(log) {
  let a = 1
  const f = (...args) => args
  log(f(a, a++, a, yield a, a, a = 9, a), a)
  log(f(a, (a = 2, yield), a))
  var b = [1]
  log(f(b, (b = [2], yield 3), b))
}

//! a Proxy sees the same reads
function* program(log) {
  const o = new Proxy({ m: (...args) => args }, { get(target, key) { log('get', String(key)); return target[key] }, set(target, key, value) { log('set', String(key)); target[key] = value; return true }, has(target, key) { log('has', String(key)); return key in target }, deleteProperty(target, key) { log('delete', String(key)); return delete target[key] } })
  o.m(yield 1)
  o.x = yield 2
  o.x += yield 3
  o.x ||= yield 'skipped'
  log((yield 'x') in o, delete o[yield 'x'])
  o[yield 'y']++
}
// not roundtrip: a Proxy can't be taken apart

//! import() takes what a yield gives
function* program(log) {
  const promise = import(yield 'data:text/javascript,export default 5')
  log(promise instanceof Promise)
  const load = () => import.meta.url.slice(0, 5)
  log(load(), typeof import.meta.url, yield 2)
  const [a, b] = [import(yield 'data:text/javascript,export default 6'), yield 3]
  log(a instanceof Promise, b)
}
// not roundtrip: promises can't be saved

//! native callbacks call closures of the generator
function* program(log) {
  let sum = 0
  ;[1, 2, 3].forEach((x) => { sum += x })
  yield sum
  log([3, 1, 2].sort((a, b) => { sum++; return a - b }), [1, 2].map(function (x) { return [this.k, x] }, { k: yield 'k' }))
  log('aXb'.replace(/X/, () => { sum = 100; return '-' }), sum > 50, JSON.stringify({ a: 1 }, (k, v) => (k === 'a' ? sum : v)))
  yield
  log([1, 2, 3].reduce((a, b) => a + b, yield 10), Array.from({ length: 2 }, (_, i) => i + sum))
}
