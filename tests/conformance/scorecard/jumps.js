// Labels, break and continue.

//! labelled jumps through several finallys
function* program(log) {
  outer: for (let i = 0; i < 4; i++) {
    try {
      middle: for (let j = 0; j < 3; j++) {
        try {
          try { yield `${i}${j}`; if (i === 0) continue outer; if (i === 1 && j === 1) continue middle; if (i === 2) break middle; if (i === 3) break outer } finally { log('a', i, j); if (j === 1) yield 'a' }
        } finally { log('b', i, j) }
        log('tail', i, j)
      }
    } finally { log('c', i); yield 'c' }
    log('after', i)
  }
  log('end')
}

//! blocks, ifs, switches and tries with labels
function* program(log) {
  a: { yield 1; b: { if (yield 2) break a; log('no') } log('no') }
  c: if (log) { yield 3; break c } else { yield 'no' }
  d: switch (yield 4) { case 4: e: switch (5) { case 5: yield 5; break d } log('no') }
  f: try { yield 6; break f } finally { log('f') }
  g: h: for (;;) { yield 7; for (;;) { break g } }
  i: j: for (let n = 0; n < 2; n++) { yield n; for (;;) { continue i } }
  k: for (const x of [1, 2]) l: { if (x === 1) break l; yield x; continue k }
  m: yield 8
  n: { const x = yield 9; log(x) }
  o: do { yield 10; continue o } while (false)
  p: while (true) q: for (;;) { yield 11; break p }
}

//! labels that look like names in use
function* program(log) {
  const a = 1
  a: for (;;) { b: for (const b of [a, 2]) { yield b; if (b === 1) continue b; break a } }
  async: for (;;) { yield 'async'; break async }
  of: for (const of of [1]) { yield of; break of }
  log: { yield 'label'; break log }
  log(a)
}

//! continue in every kind of loop evaluates what it must
function* program(log) {
  let n = 0
  do { n++; if (n < 3) continue; yield n } while ((log('test', n), n < 4))
  while ((log('while', n), n-- > 2)) { if (n === 3) continue; yield n }
  for (; (log('for test', n), n < 4); log('update', n), n++) { if (n === 2) continue; yield n }
  for (const x of [1, 2, 3]) { if (x === 2) continue; yield x }
  for (const k in { a: 1, b: 2, c: 3 }) { if (k === 'b') continue; yield k }
}

//! heads that yield in all positions
function* program(log) {
  for (let i = yield 'init'; (yield 'test', i < 3); i += yield 1) log(i)
  for (yield 'only init'; ;) break
  for (; yield 0;) log('no')
  while (yield 0) log('no')
  let n = 0
  do log('do', n); while ((yield n++) < 2)
  if (yield 1) log('if'); else log('else')
  if (yield 0) log('if'); else if (yield 2) log('else if'); else log('else')
  for (var x = yield 1, y = yield 2; x < y; x++) yield [x, y]
}

//! empty loops and statements
function* program(log) {
  let i = 0
  for (; i < 3; i++);
  while (i-- > 0);
  do; while (yield 0)
  for (const x of (yield [1, 2]));
  for (const k in yield { a: 1 });
  ;;;
  {} {}
  if (yield 1);
  else;
  log(i)
}

//! break out of deep nesting in one go
function* program(log) {
  let r = ''
  top: while (true) { for (const a of [1, 2]) { switch (a) { case 1: for (const k in { x: 1, y: 2 }) { do { try { if (k === 'y') break top; r += k; yield r; break } finally { r += '!' } } while (true); continue } } } }
  log(r)
}

//! infinite loop left by return
function* program(log) { let i = 0; for (;;) { if (i++ > 3) return i; if (i === 2) continue; yield i } }

//! jumps from catch and finally into loops
function* program(log) {
  for (let i = 0; i < 5; i++) {
    try { if (i % 2) throw i; yield i; if (i === 4) break } catch (e) { log(e); if (e === 1) continue; yield ['c', e] } finally { log('f', i); if (i === 3) continue }
    log('tail', i)
  }
}

//! switch in a loop: break leaves the switch, continue the iteration
function* program(log) {
  for (const x of [0, 1, 2, 3]) { switch (x) { case 0: continue; case 1: yield x; break; case 2: if (yield x) break; log('no'); default: log('default', x) } log('tail', x) }
}

//! conditions that do not yield beside bodies that do
function* program(log) {
  for (let i = 0; i < 3; i++) if (i === 1) { yield i } else if (i === 2) log('two'); else { log('zero'); yield 'zero' }
  const x = log ? 1 : 2
  log ? yield x : 0
  log && (yield 2)
}
