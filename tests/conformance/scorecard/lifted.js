// What lifted files of test262 found: ordinary programs, suspended between their statements.

//! a target in parentheses gives no name
function* program(log) {
  let f, g, h
  yield 1
  ;(f) = function () {}
  g = function () {}
  ;(h) = class {}
  log(f.name, g.name, Object.hasOwn(h, 'name') && h.name)
  ;(f) = yield 2
  ;(f) ??= () => {}
  log(typeof f)
}

//! a generator method behind a field called get
class C {
  get
  *a() { yield 'a' }
  static set
  *b(x) { yield x }
}
function* program(log) {
  const c = new C()
  log(Object.hasOwn(c, 'get'), Object.hasOwn(C, 'set'))
  yield* c.a()
  log(yield* c.b(1))
}
