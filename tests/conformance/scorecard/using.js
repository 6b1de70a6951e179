// `using`: disposal on every way out.

//! disposes in reverse order on every way out
// needs: { using x = null }
function* program(log) {
  const r = (name) => ({ name, [Symbol.dispose]() { log('dispose', name) } })
  { using a = r('a'), b = r('b'); using c = null; log(a.name, b.name, c, yield 1) }
  for (using x of [r('x'), r('y')]) { yield x.name; if (x.name === 'y') break }
  for (const x of [1, 2]) { using d = r(`d${x}`); if (x === 1) continue; yield x }
  const g = function* () { using e = r('e'); yield e.name; return 'r' }
  log(yield* g())
  try { using f = r('f'); yield; throw new Error('x') } catch (error) { log(error) }
}

//! suppressed errors
// needs: { using x = null }
function* program(log) {
  const bad = (name) => ({ [Symbol.dispose]() { throw new Error(name) } })
  try { using a = bad('a'), b = bad('b'); yield; throw new Error('body') } catch (error) { log(error) }
  try { using a = bad('a'); yield } catch (error) { log(error) }
  try { using a = 5; yield 'no' } catch (error) { log(error) }
  try { using a = {}; yield 'no' } catch (error) { log(error) }
}

//! using in untouched blocks, switch-free functions and closures
// needs: { using x = null }
function* program(log) {
  const r = (name) => ({ name, [Symbol.dispose]() { log('dispose', name) } })
  { using a = r('a'); log(a.name) }
  const f = () => { using b = r('b'); return b.name }
  log(f(), yield)
  { using c = r('c'); const g = () => c.name; yield g(); log(g()) }
}

//! using in the head of a for loop, and names that are not there yet
// needs: { using x = null }
function* program(log) {
  const r = (name) => ({ name, [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() { log('dispose', name) } })
  let i = 0
  for (using a = r('a'), b = r('b'); i < 3; i++) { if (i === 1) continue; log(a.name, yield i) }
  { using x = r('x'); log(x.name) }
  const late = () => c.name
  try { late() } catch (error) { log(error) }
  using c = r('c')
  log(late())
  try { c = 1 } catch (error) { log(error) }
  yield
  log(late())
}

//! using in plain functions around generators that use its names
// needs: { using x = null }
function* program(log) {
  const r = (name) => ({ name, [Symbol.dispose]() { log('dispose', name) } })
  const one = () => { using a = r('a'), b = r(`b of ${a.name}`), c = null; return [...(function* () { yield a.name; yield b.name; yield c })()] }
  log(one(), yield)
  function two() {
    for (using d of [r('d'), r('e')]) log([...(function* () { yield d.name })()])
    try {
      using f = r('f')
      const g = () => f.name
      log([...(function* () { yield g() })()])
      throw new Error('out')
    } catch (error) { log(error) }
    return 'end'
  }
  log(two(), yield)
  async function three() {
    await using h = { name: 'h', async [Symbol.asyncDispose]() { log('dispose h') } }
    return [...(function* () { yield h.name })()]
  }
  three()
}
