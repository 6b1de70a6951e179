// Async functions, async generators and arrows inside of generators.


//! async functions see the generator's variables
function* program(log) {
  let n = 0
  const f = async (x) => { n += await x; log('f', n); return n }
  async function g() { for await (const x of [1, Promise.resolve(2)]) { n += x } log('g', n) }
  const o = { async m() { await null; log('m', this === o, n) }, async *ag() { yield n; yield await f(1) } }
  f(yield 1); g(); o.m()
  ;(async () => { for await (const x of o.ag()) log('ag', x) })()
  yield n
  n = 100
}

//! async arrows keep this and arguments
function* g(log) { const f = async () => { await null; log(this.x, arguments.length) }; f(); yield 1 }
function* program(log) {
  yield* g.call({ x: 5 }, log, 2)
}

//! an async function beside yields in one expression
function* program(log) {
  // not roundtrip: promises can't be saved
  const wait = async (x) => x
  const p = [wait(yield 1), wait(yield 2)]
  Promise.all(p).then((all) => log('all', all), (error) => log(error))
  const r = yield wait(3)
  r.then((x) => log('then', x))
  class C { async m() { return await (async () => this.x)() } x = 7 }
  new C().m().then(log)
  try { yield } finally { wait(9).then(log) }
}

//! async generators are not touched, but may hold compiled generators
function* inner(n) { yield n; yield n + 1 }
async function* outer() { yield* inner(1); for (const x of inner(5)) { await null; yield x } }
function* program(log) {
  (async () => { const all = []; for await (const x of outer()) all.push(x); log(all) })()
  yield
}
