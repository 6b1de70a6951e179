// Size: many locals, many yields, deep nesting.

//! fifty locals, some captured, all used after the yields
function* program(log) {
  let a0 = 0, a1 = 1, a2 = 2, a3 = 3, a4 = 4, a5 = 5, a6 = 6, a7 = 7, a8 = 8, a9 = 9, b0 = 10, b1 = 11, b2 = 12, b3 = 13, b4 = 14, b5 = 15, b6 = 16, b7 = 17, b8 = 18, b9 = 19
  let c0 = 20, c1 = 21, c2 = 22, c3 = 23, c4 = 24, c5 = 25, c6 = 26, c7 = 27, c8 = 28, c9 = 29, d0 = 30, d1 = 31, d2 = 32, d3 = 33, d4 = 34, d5 = 35, d6 = 36, d7 = 37, d8 = 38, d9 = 39
  let e0 = 40, e1 = 41, e2 = 42, e3 = 43, e4 = 44, e5 = 45, e6 = 46, e7 = 47, e8 = 48, e9 = 49
  const f = () => (e0++, b0++, a9 += 2, [a9, b0, e0, e9])
  yield 1
  a0 += yield a5; b5 += a0; [c0, c1] = [c1, c0]
  log(f())
  try { d0 = yield d1; if (d0 > 5) throw d9; d2 = 0 } catch (error) { d3 = error } finally { d4 = yield d5 }
  for (const x of [a1, a2]) { e1 += x; e2 = yield e1 }
  log([a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9])
}

//! forty locals alive in different parts, through loops and errors
function* program(log) {
  var v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, v30, v31, v32, v33, v34, v35
  for (let i = 0; i < 3; i++) {
    let x = i, y
    if (i === 1) { v33 = yield x; y = v33 } else { v32 = i; v34 = (v34 ?? 0) + 1 }
    try { if (i === 2) throw v33; v35 = yield y } catch (error) { v31 = [error, v32, v35] } finally { v30 = [v30, x, y] }
  }
  v1 = yield; v0 = v1
  log(v0, v1, v30, v31, v32, v33, v34, v35, v29)
}

//! deep nesting of everything
function* program(log) {
  a: for (const i of [1, 2]) for (let j = 0; j < 2; j++) { try { while (true) { do { switch (j) { case 0: if (i === 1) { { let k = yield [i, j]; try { log(k); if (j === 0) break; } finally { yield 'f' } } } default: for (const k in { x: 1, y: 2 }) { if (k === 'x') continue; const f = () => () => [i, j, k]; yield f()(); if (i === 2 && j === 1) break a } } } while (yield 0); break } } catch (error) { log('caught', error) } finally { log('end', i, j) } }
}

//! deep expressions
function* program(log) {
  const x = (((((yield 1) + (yield 2)) * (yield 3)) - (yield 4)) || (yield 5)) && [yield 6, { a: { b: [yield 7, (yield 8) ? yield 9 : yield 10] } }]
  log(x ?? (yield 11), ((a, b) => a + b)(((a) => a)(yield 12), [yield 13][0]) + `${`${`${yield 14}`}`}`)
}

//! a hundred yields in a row and in one call
function* program(log) {
  const f = (...args) => args.reduce((a, b) => a + b)
  log(f(yield 0, yield 1, yield 2, yield 3, yield 4, yield 5, yield 6, yield 7, yield 8, yield 9, yield 10, yield 11, yield 12, yield 13, yield 14, yield 15, yield 16, yield 17, yield 18, yield 19, yield 20, yield 21, yield 22, yield 23, yield 24, yield 25, yield 26, yield 27, yield 28, yield 29, yield 30, yield 31, yield 32, yield 33, yield 34, yield 35, yield 36, yield 37, yield 38, yield 39))
}

//! many closures and scopes
function* program(log) {
  const all = []
  { let a = 1; all.push(() => a++); { let b = 2; all.push(() => a + b++); { let c = 3; all.push(() => [a, b, c++]); yield; for (let d = 0; d < 2; d++) { let e = d * 10; all.push(() => [a, b, c, d, e++]); yield; { const f = e; all.push(() => f + e) } } c = 30 } b = 20 } a = 10 }
  for (let i = 0; i < 3; i++) { log(all.map((f) => f())); yield }
}
