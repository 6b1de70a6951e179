// switch: the order of tests, falling through, scopes.

//! tests are evaluated in order until one fits, default last
function* program(log) {
  for (const x of [1, 2, 3, 4]) {
    switch ((log('subject'), x)) {
      case (log('test 1'), 1): log('one'); yield 1; break
      default: log('default'); yield 'd'
      case (log('test 2'), 2): log('two'); yield 2
      case (log('test 3'), 3): log('three'); break
    }
  }
}

//! tests and subjects that yield
function* program(log) {
  for (const x of ['a', 'b', 'c']) switch (yield x) { case yield 'a': log('is a'); case yield 'b': log('is b'); break; default: log('none', yield) }
}

//! strict equality, NaN, -0
function* program(log) { for (const x of [NaN, -0, '1', null]) { switch (x) { case NaN: log('NaN'); case 1: log('number'); break; case 0: log('zero'); yield 0; break; case undefined: log('undefined'); default: yield 'default'; case null: log('null') } } }

//! no cases, only default, default first, empty cases
function* program(log) {
  switch (yield 'subject') {}
  switch (1) { default: yield 'only' }
  switch (2) { default: log('no'); yield; case 2: log('two'); yield 2 }
  switch (3) { case 1: case 3: case 4: log('three or four'); yield 3; case 5: }
  switch (log('evaluated'), 9) { case yield 'test': }
}

//! one scope for all clauses, closures over it
function* program(log) {
  for (const x of [1, 2]) {
    switch (x) {
      case 1: let a = 'a'; const f = () => a; yield f(); a = 'b'; log(f()); function g() { return a } log(g()); break
      case 2: a = 'c'; log(a)
    }
  }
}

//! break, continue, return and labels from clauses with finally
function* program(log) {
  outer: for (const x of [1, 2, 3, 4, 5]) {
    try { switch (x) { case 1: continue; case 2: yield x; break; case 3: try { break } finally { yield 'f' } case 4: continue outer; case 5: return 'r' } log('after', x) } finally { log('finally', x) }
  }
}

//! nested switches and loops
function* program(log) {
  for (let i = 0; i < 4; i++) switch (i) { case 0: switch (yield i) { case 0: log('in'); break; default: log('no') } log('out'); break; case 1: for (const y of [1, 2]) { switch (y) { case 1: continue; default: yield y } break } case 2: log('fell', i); default: { let z = yield i; log(z) } }
}

//! a big switch
function* program(log) {
  for (let i = 0; i < 40; i++) switch (i) { case 0: case 1: yield i; break; case 2: log(2); case 3: yield 3; break; case 4: continue; case 5: case 6: case 7: log(i); break; case 8: yield 8; case 9: yield 9; case 10: log(10); break; case 11: { const x = yield 11; log(x); break } case 12: try { yield 12 } finally { log('f12') } break; case 13: l: { yield 13; break l } case 14: log(14); break; case 15: if (yield 15) break; log('no'); default: if (i % 7 === 0) yield i; break; case 20: yield 20; case 21: break; case 30: return yield 30 }
}
