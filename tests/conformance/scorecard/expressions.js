// Order of evaluation around a yield: operands, targets, keys.

//! an identifier is read before the yield to its right
function* program(log) {
  let a = 1
  const r = a + (a = 10, yield 5) + a
  log(r)
  let s = 'x'
  s += (s = 'y', yield 'z')
  log(s)
  log(a, (a = 3, yield 4), a)
}

//! a compound assignment to a name keeps the old value
function* program(log) {
  let x = 1
  const bump = () => { x = 100 }
  x += (bump(), yield 2)
  log(x)
  x -= yield 1
  x **= yield 2
  x <<= yield 1
  x >>>= yield 1
  x %= yield 7
  x |= yield 8
  log(x)
}

//! a member operand is read before the yield
function* program(log) {
  const o = { n: 1, get g() { log('get'); return o.n } }
  log(o.n + (o.n = 5, yield 2) + o.n)
  log(o.g * (o.n = 7, yield 3) + o.g)
  log(o['n'] + (delete o.n, yield 1) + o.n)
}

//! computed operands are evaluated once and in order
function* program(log) {
  const v = (x) => (log(x), x)
  const o = { a: { b: 1, c: 2 } }
  log(v(o)[v('a')][v('b')] + (yield v(10)) + v(o)[v('a')][v('c')])
}

//! a compound assignment to a[i++] moves i once
function* program(log) {
  const a = [1, 2, 3]
  let i = 0
  a[i++] += yield 10
  log(i, a)
  a[i++] += a[i++] += yield 5
  log(i, a)
  a[i -= 2] ||= yield 9
  a[3] ??= yield 8
  a[i++] &&= yield 7
  log(i, a)
}

//! the base of a compound assignment is evaluated once
function* program(log) {
  const o = { x: 1 }
  let calls = 0
  const f = () => { calls++; return o }
  f().x += yield 4
  log(calls, o.x)
  f().x = yield 5
  f()[(calls++, 'x')] *= yield 2
  log(calls, o)
}

//! the target is evaluated before the value
function* program(log) {
  let o = { name: 'first' }
  const first = o
  o.x = (o = { name: 'second' }, yield 1)
  log(first, o)
  o[(log('key'), 'k')] = (log('value'), yield 2)
  const list = [{}]
  let i = 0
  list[i].y = (i = 9, yield 3)
  log(list, o)
}

//! a missing base fails after the value of an assignment
function* program(log) {
  let o
  try { o.x = (log('value'), yield 1) } catch (error) { log(error) }
  try { o[log('key')] = (log('value'), yield 1) } catch (error) { log(error) }
  try { o.x += (log('not reached'), yield 1) } catch (error) { log(error) }
  try { o.x(log('not reached either'), yield 1) } catch (error) { log(error) }
  try { missing = yield 2 } catch (error) { log(error) }
  try { missing += yield 3 } catch (error) { log(error) }
}

//! a key is converted once, late in an assignment
function* program(log) {
  const key = (name) => ({ toString() { log('key', name); return name } })
  const o = {}
  o[key('a')] = (log('value'), yield 1)
  o[key('b')] = o[key('c')] = yield 2
  log(o)
  // (In a compound assignment this engine converts twice, against ECMA-262 6.2.5.5: not compared.)
  o[key('a')]++
  log(o[key('a')], key('b') in o, delete o[key('b')], o)
  yield
}

//! symbols and numbers stay keys
function* program(log) {
  const s = Symbol('s')
  const o = { [s]: 1, 5: 2, '-0': 3, 1e21: 4 }
  o[s] += yield 1
  o[5] += yield 1
  o[-0] = yield 6
  o[1e21] += yield 1
  o[0.1] = yield 7
  log(o[s], o)
  yield s.description
}

//! updates of members whose parts yield
function* program(log) {
  const o = { n: 1n, m: 5 }
  log((yield o).n++, (yield o).n--, --o[yield 'n'], o[yield 'm']++, -o[yield 'm'])
  log(++(yield o).m, o)
  log(typeof (yield o), void (yield o), !(yield o), +(yield '3'), ~(yield 4))
}

//! templates convert each substitution before the next is evaluated
function* program(log) {
  const s = (name) => ({ toString() { log('string', name); return name } })
  log(`${s('a')}-${(log('between'), yield 1)}-${s('b')}-${yield s('c')}-${s('d')}`)
  log(`${yield 1}${yield 2}${'x'}`, `a${yield}b`)
  try { log(`${Symbol('x')} ${yield 'not reached'}`) } catch (error) { log(error) }
  log(`\u{41}\n${yield `in ${yield 'deep'} side`}\``)
}

//! templates prefer toString, concatenation valueOf
function* program(log) {
  const o = { toString() { return 'string' }, valueOf() { return 'value' }, [Symbol.toPrimitive]: undefined }
  log(`${o}${yield 1}`, o + (yield 2), `${yield o}`)
  const p = { [Symbol.toPrimitive](hint) { log(hint); return hint } }
  log(`${p}${yield 1}`, p + (yield 2), `${yield p}`, p * (yield 3))
}

//! a tagged template has one strings object for each place
function* program(log) {
  const seen = new Map()
  const tag = (strings, ...values) => { seen.set(strings, (seen.get(strings) ?? 0) + 1); return `${strings.raw.join('|')}:${values.join()}` }
  for (let i = 0; i < 3; i++) log(tag`a${yield i}b\n${i}`)
  for (let i = 0; i < 2; i++) log(tag`a${i}b`)
  const text = () => tag`plain`
  text(); text()
  log([...seen.values()])
  log(Object.isFrozen([...seen.keys()][0]), [...seen.keys()][0])
}

//! a tag keeps its this and is fixed before the substitutions
function* program(log) {
  const o = { name: 'o', tag(strings, ...values) { return [this?.name, strings.length, ...values] } }
  log(o.tag`x${(o.tag = null, yield 1)}`)
  const { tag } = { tag() { return this } }
  log(tag`x${yield 2}`)
  log((yield o)['name'], ((yield 1), (s) => s.raw[0])`\u`)
  try { (yield null)`x` } catch (error) { log(error) }
}

//! a tag of invalid escapes gets undefined
function* program(log) {
  const tag = (strings, ...values) => [...strings, strings.raw[0], ...values]
  log(tag`\u{zz}${yield 1}\x`)
  log(tag`\u{zz}${2}\x`)
}

//! comma, conditional and logical operators branch around yields
function* program(log) {
  log((yield 1, yield 2))
  log((yield false) ? yield 'yes' : yield 'no')
  log((yield 0) || (yield 'or'), (yield 1) || (yield 'skipped'))
  log((yield 0) && (yield 'skipped'), (yield 1) && (yield 'and'))
  log((yield null) ?? (yield 'nullish'), (yield 0) ?? (yield 'skipped'))
  log(((yield 1), (yield 0) ? 1 : (yield 3), 4))
  const x = (yield 0) || ((yield '') && (yield 5)) || (yield 6)
  log(x)
}

//! logical assignments skip the right side and the write
function* program(log) {
  const o = { get a() { log('get a'); return 1 }, set a(v) { log('set a', v) }, get n() { log('get n'); return null }, set n(v) { log('set n', v) } }
  log(o.a ||= yield 'skipped', o.a &&= yield 2, o.a ??= yield 'skipped')
  log(o.n ||= yield 3, o.n &&= yield 'skipped', o.n ??= yield 4)
  let x = 0, y = 1, z
  log(x ||= yield 5, y &&= yield 6, z ??= yield 7, x, y, z)
  x ||= yield 'skipped'
  const f = Object.freeze({ v: 1 })
  log(f.v ||= yield 'skipped')
  try { f.v &&= yield 8 } catch (error) { log(error) }
}

//! logical assignments name anonymous functions
function* program(log) {
  let a, b = 1, c = 0
  a ??= () => {}
  b &&= function () {}
  c ||= class {}
  log(a.name, b.name, c.name)
  let d, e
  d ??= (yield, () => {})
  e ??= yield 1
  log(d.name, e)
  const o = {}
  o.f ??= () => {}
  o.g ??= (yield, () => {})
  log(o.f.name === '', o.g.name === '')
}

//! in, instanceof, power and relational operators
function* program(log) {
  const o = { k: 1 }
  log((yield 'k') in o, 'k' in (yield o), (yield []) instanceof Array, [] instanceof (yield Array))
  log((yield 2) ** (yield 3) ** (yield 2), (-(yield 2)) ** 2, 2 ** -(yield 1))
  log((yield 1) < (yield 2), (yield 3) <= 2, 'a' < (yield 'b'), (yield 1) == (yield '1'), (yield 1) === (yield '1'), (yield NaN) !== NaN)
  log((yield 7) % 4, (yield 7) & 3, (yield 7) | 8, (yield 7) ^ 2, (yield 7) << 1, (yield -7) >> 1, (yield -7) >>> 28)
  log(2n ** (yield 64n))
}

//! operands are converted from left to right
function* program(log) {
  const n = (x) => ({ valueOf() { log('value', x); return x } })
  log(n(1) + (yield n(2)), n(5) < (yield n(6)), n(5) > (yield n(6)), (yield n(2)) ** n(3))
  log(n(1) == (yield 1))
}

//! delete and typeof of members
function* program(log) {
  const o = { a: 1, b: { c: 2 } }
  log(delete o[yield 'a'], delete (yield o).b.c, delete (yield o)?.b, o)
  log(typeof o[yield 'a'], typeof (yield o).b, typeof undeclared)
  const frozen = Object.freeze({ x: 1 })
  try { log(delete frozen[yield 'x']) } catch (error) { log(error) }
  try { log(delete (yield frozen).x) } catch (error) { log(error) }
}

//! yield in odd places
function* program(log) {
  yield yield yield 1
  log(yield [yield 2, yield 3])
  if (yield 4) yield 5; else yield 6
  ;(yield)
  ;[yield]
  log([yield, yield, , yield].length)
  return yield (yield 7) + (yield 8)
}

//! fresh literals for each evaluation
function* program(log) {
  const seen = new Set()
  for (let i = 0; i < 3; i++) seen.add(/x/g).add([yield]).add({}).add(() => {}).add(class {})
  log(seen.size)
  const r = /a/g
  log(r.test('aa'), yield r, r.lastIndex)
}

//! new with suspending callee and arguments
function* program(log) {
  class C { constructor(...args) { this.args = args; log(new.target === C) } }
  log(new C(yield 1, ...(yield [2, 3])), new (yield C)(4), new (yield C), new ((yield 1), C)(5))
  try { new (yield 5)(log('argument')) } catch (error) { log(error) }
  const o = { C }
  log(new o.C(yield 1), new (yield o).C(2), new o[yield 'C'](yield 3))
  log((new C(yield 1)).args, new Date(yield 0).getTime())
}

//! assignments are expressions
function* program(log) {
  let a, b, c
  log(a = b = c = yield 1, a, b, c)
  const o = {}
  log(o.x = o.y = yield 2, o, (o.z = yield 3) + 1)
  log([a, b] = yield [4, 5], { c } = yield { c: 6 }, a, b, c)
  a = [b = yield 7, c = yield 8]
  log(a, b, c)
}

//! property reads happen where they stand
function* program(log) {
  const o = { get a() { log('a'); return 1 }, get b() { log('b'); return 2 } }
  log([o.a, yield 'x', o.b], { a: o.a, y: yield 'y', b: o.b })
  const f = (...args) => args
  log(f(o.a, yield 'z', o.b))
  log(o.a ? (yield o.b) : 0, (o.a, yield, o.b))
}

//! a global that is missing is a ReferenceError at its place
function* program(log) {
  try { log(undeclared + (yield 'not reached')) } catch (error) { log(error) }
  try { log((yield 1) + undeclared) } catch (error) { log(error) }
  try { undeclared((yield 'not reached')) } catch (error) { log(error) }
  globalThis.shortLived = 1
  log(shortLived + (delete globalThis.shortLived, yield 2))
}
