// Completions: try, catch, finally and what overrides what.

//! return in finally discards a throw, a return, a break and a continue
function* throws() { try { yield 1; throw new Error('lost') } finally { yield 2; return 'kept' } }
function* returns() { try { yield 1; return 'lost' } finally { yield 2; return 'kept' } }
function* breaks() { for (;;) { try { yield 1; break } finally { yield 2; return 'kept' } } }
function* continues() { for (;;) { try { yield 1; continue } finally { yield 2; return 'kept' } } }
function* program(log) { log(yield* throws()); log(yield* returns()); log(yield* breaks()); log(yield* continues()) }

//! break and continue in finally discard a throw and a return
function* program(log) {
  for (let i = 0; i < 3; i++) { try { yield i; throw new Error('lost') } finally { if (i < 2) continue; break } }
  l: try { yield 'a'; throw new Error('lost') } finally { yield 'b'; break l }
  const g = function* () { for (const x of [1, 2, 3]) { try { return yield x } finally { if (x < 3) continue } } }
  log(yield* g())
  outer: for (const x of [1, 2]) { for (;;) { try { return 'lost' } finally { yield x; continue outer } } }
  log('end')
}

//! a throw in finally replaces everything
function* program(log) {
  const g = function* (how) { for (const x of [1]) { try { yield 'in'; if (how === 'throw') throw new Error('first'); if (how === 'return') return 'r'; if (how === 'break') break } finally { yield 'fin'; throw new Error('second') } } }
  for (const how of ['throw', 'return', 'break', 'normal']) { try { yield* g(how) } catch (error) { log(how, error) } }
}

//! the value of return is evaluated before finally
function* program(log) {
  const g = function* () { let x = 1; try { return x } finally { x = yield 2; log('x', x) } }
  log(yield* g())
  const h = function* () { const o = { n: 1 }; try { return o } finally { o.n = yield 5 } }
  log(yield* h())
  const k = function* () { try { return yield 'value' } finally { yield 'finally' } }
  log(yield* k())
}

//! finally runs once on each way
function* program(log) {
  for (const how of ['normal', 'throw', 'break', 'continue']) {
    try {
      do {
        try {
          try { yield how; if (how === 'throw') throw how; if (how === 'break') break; if (how === 'continue') continue; log('through') } finally { log('inner'); yield 'inner' }
          log('after inner')
        } finally { log('outer'); yield 'outer' }
      } while (false)
      log('after', how)
    } catch (error) { log('caught', error) }
  }
}

//! nested finallys, each with a yield, in order
function* program(log) {
  try { try { try { yield 1; return 'value' } finally { yield 2; log('a') } } finally { yield 3; log('b') } } finally { yield 4; log('c') }
}

//! a finally in a finally
function* program(log) {
  try { yield 1 } finally { try { yield 2; throw new Error('x') } catch (error) { yield 3; log(error) } finally { yield 4; log('deep') } log('still') }
  try { throw new Error('first') } catch (e) { try { yield 5; throw new Error('second') } catch (f) { log(e, f) } finally { try { yield 6 } finally { log('last') } } }
}

//! catch rethrows through finally
function* program(log) {
  const g = function* () { try { try { yield 1; throw new Error('a') } catch (error) { log('catch', error); yield 2; throw new Error('b') } finally { log('finally'); yield 3 } } catch (error) { log('outer', error); yield 4; throw error } finally { log('end') } }
  try { yield* g() } catch (error) { log('out', error) }
}

//! errors in catch parameters and in finally tests
function* program(log) {
  try { try { throw null } catch ({ x }) { log('no') } finally { log('f'); yield 1 } } catch (error) { log(error) }
  try { try { throw [5] } catch ([a, b = (() => { throw new Error('default') })()]) { log('no') } finally { yield 2 } } catch (error) { log(error) }
  try { try { throw {} } catch ({ x = yield 3, y = missing }) { log('no') } } catch (error) { log(error) }
}

//! return and throw while suspended in try, catch and finally
function* program(log) {
  try {
    log('try', yield 'try')
    throw new Error('own')
  } catch (error) {
    log('catch', error)
    log('resumed', yield 'catch')
  } finally {
    log('finally')
    log('resumed', yield 'finally')
  }
  log('after', yield 'after')
  return 'end'
}

//! return answered by a return, a throw and a yield
function* program(log) {
  const make = { *value() { try { yield 1 } finally { return 'mine' } }, *error() { try { yield 1 } finally { throw new Error('mine') } }, *more() { try { yield 1 } finally { yield 2; yield 3 } }, *caught() { try { yield 1 } catch (e) { log('never', e) } }, *loop() { for (;;) { try { yield 1 } finally { continue } } } }
  for (const [name, g] of Object.entries(make)) {
    const it = g()
    it.next()
    try { log(name, it.return('asked'), it.next('x'), it.next('y'), it.return('again')) } catch (error) { log(name, error, it.next()) }
    yield name
  }
}

//! throw answered by a yield, a return and another throw
function* program(log) {
  function* g() { for (;;) { try { log('got', yield) } catch (error) { log('caught', error); if (error === 'stop') return 'stopped'; if (error === 'other') throw new Error('other'); yield 'caught' } } }
  for (const last of ['stop', 'other']) {
    const it = g()
    log(it.next(), it.next(1), it.throw('once'), it.next(), it.next(2))
    try { log(it.throw(last), it.next()) } catch (error) { log(error, it.next()) }
    yield last
  }
}

//! values kept through finallys that yield
function* program(log) {
  const f = function* () { const kept = { n: 1 }; try { for (const x of [1, 2]) { try { if (x === 2) return kept; yield x } finally { yield kept.n++ } } } finally { yield kept } }
  const a = yield* f()
  log(a)
}

//! a try in a loop, entered again and again
function* program(log) {
  let n = 0
  while (n < 5) { try { n++; if (n === 2) throw n; if (n === 3) continue; if (n === 5) break; yield n } catch (error) { yield ['caught', error] } finally { log('finally', n) } log('tail', n) }
}

//! catch without finally, finally without catch, empty ones
function* program(log) {
  try { yield 1 } catch {}
  try { yield 2 } finally {}
  try {} finally { yield 3 }
  try { throw 1 } catch { yield 4 }
  try { throw 2 } catch (e) {} finally { yield 5 }
  try { throw (yield 6) } catch (e) { log(e) }
  throw yield 7
}

//! untouched try statements inside one that suspends
function* program(log) {
  const g = function* (how) {
    try {
      try { if (how === 1) throw new Error('a'); if (how === 2) return 'r'; log('in') } catch (error) { log('caught', error); if (how === 1) throw new Error('b') } finally { log('f') }
      yield how
      for (const x of [1, 2, 3]) { try { if (x === 1) continue; if (how === 3) break; if (how === 4) return x } finally { log('x', x) } }
      yield 'end'
    } catch (error) { log('outer', error) } finally { log('done', yield 'fin') }
  }
  for (let i = 0; i < 5; i++) log(yield* g(i))
}

//! an error thrown by a callee frame is caught by its caller
function* inner(log) { try { yield 'inner'; throw new Error('from inner') } finally { log('inner finally'); yield 'cleaning' } }
function* program(log) { try { yield* inner(log) } catch (error) { log('outer', error); yield 'recovered' } finally { log('outer finally') } return 5 }

//! jumps out of untouched code inside a try
function* program(log) {
  a: for (const x of [1, 2, 3]) {
    try {
      for (const y of [1, 2]) { if (x === 1) continue a; if (x === 3) break a; log(x, y) }
      yield x
    } finally { log('leaving', x); yield 'fin' }
  }
  log('end')
}
