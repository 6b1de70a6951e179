// Text: line ends without semicolons, comments, regular expressions.

//! if without a semicolon before an expression statement
function* program(log) {
  if (log) log('a')
  log('b')
  if (!log) throw log
  log('c')
  do log('d'); while (!log) log('e')
  yield
  if (log) yield 1
  ;[1, 2].forEach((x) => log(x))
}

//! a removed function declaration does not join its neighbours
const list = [1]
const a = list
function* gone() { yield 1 }
[0].concat()
function plain() {
  const f = () => 1
  let b = a
  function g() { return f }
  [0].concat()
  const keep = g
  var c = b
  function* h() { yield c }
  (log7) => log7
  return [keep(), h, c]
}
let log7
function* program(log) {
  log(a, [...gone()], plain().length)
  const b = a
  function inner() { return b }
  [0].concat(inner())
  const c = () => b
  function* more() { yield c }
  /x/.test('x')
  yield b
}

//! statements that start with brackets, templates and regular expressions
function* program(log) {
  let a = yield 1
  ;[a] = [yield 2]
  ;(() => { log(a) })()
  ;`${yield 3}`
  ;/x/g.test('x')
  ;+(yield 4)
  let b
  ;({ b } = { b: 5 })
  var c = b
  ;(function () { log(c) })()
  class D {}
  (log(D.name))
  const e = 1
  /2/1
  yield
  ++a
  yield
  /re/g
}

//! yield at the ends and starts of lines
function* program(log) {
  const a = yield
  log(a)
  yield
  ;[1].concat()
  yield (
    1
  )
  yield [
    yield,
    // comment
    2,
  ]
  const b = (yield
  )
  const c = [yield, yield
  ]
  const d = log
    ? yield 'line'
    : yield
  return yield
}

//! comments everywhere
function /* a */ * /* b */ program /* c */ ( /* d */ log /* e */ ) /* f */ { // g
  /* h */ let /* i */ a /* j */ = /* k */ yield /* l */ 1 /* m */ ; // n
  log(/* o */ a /* p */, // q
    yield /* r */ 2 // s
  )
  if /* t */ (/* u */ yield /* v */ 0 /* w */) /* x */ log('no') /* y */; else /* z */ log('else') // end
  for (/* a */ const /* b */ x /* c */ of /* d */ [1, /* e */ 2] /* f */) /* g */ yield /* h */ x // i
  a /* a */ += /* b */ yield /* c */ 3
  const f = /* a */ (/* b */ x /* c */) /* d */ => /* e */ x /* f */ + a // no semicolon
  log(f(1) /* end */)
  return /* a */ a /* b */
  // last
} // after

//! html-like comments, slashes and stars in strings and regular expressions
function* program(log) {
  const r = /[/*]\/(?<n>\*\/)/u, s = '/* no */ // no', t = `/* ${yield '*/'} // ${1 /* yes */}`
  log(r.test('*/*/'), s, t, 'a\
b', "\u2028", 4 / 2 / 1, yield /x*/.source)
  const a = 8, g = 2
  log(a / g / (yield 2), a /g/ 1)
}

//! numbers with dots, separators and members
function* program(log) { log(1..toFixed(yield 1), 1_000.5.toFixed(1), 0xff.toString(yield 16), 1e3.toFixed(), (5).constructor.name, 5n.toString(), .5.toFixed(yield 0)) }

//! arrows with odd bodies
function* program(log) {
  const f = () => ({}), g = () => ({ a: 1 }).a, h = () => [], i = async () => ({}), j = x => y => x + y, k = (x) => (yield_, x), l = () => (({ a }) => a)({ a: 5 }), m = () =>
    // comment
    7
  const yield_ = 0
  log(f(), g(), h(), j(1)(2), k(3), l(), m(), yield)
  const n = (a) => (
    a // (
  ), o = (a) => ((a)), p = (a, b = () => (a)) => (b())
  log(n(1), o(2), p(3))
}

//! directives and strings at the start
function* program(log) {
  'use strict'
  'another string'
  log(this === undefined || typeof this)
  yield 'x'
  'not a directive'
}

//! strings with line ends and quotes pass as they are
function* program(log) { const x = 'it\'s', y = "q\"uote", z = `a
b \${no} ${yield 'c'}
d`; log(x, y, z, '\x41\u0042\n\0', 'a\r\nb', String.raw`\n${yield 1}\t`) }
