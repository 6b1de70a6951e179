// Optional chains around yields.

//! a link that finds nothing skips all the rest
function* program(log) {
  const n = null, u = undefined, o = { a: { b: 1, n: null, f: (...args) => args } }
  log(n?.[yield 'skipped'], n?.a.b[yield 'skipped'].c(yield 'skipped'), u?.(yield 'skipped'), u?.a(yield 'skipped')?.b)
  log(o?.a[yield 'b'], o.a?.[yield 'n']?.[yield 'skipped'], o.a.f?.(yield 1), o.a.g?.(yield 'skipped'), o?.a?.f(yield 2, ...(yield [3]))[yield 1])
  log(o.x?.y.z(yield 'skipped'), (yield o)?.a.b, (yield n)?.a.b[yield 'skipped'], (yield u)?.(yield 'skipped'))
  try { o.x.y?.(yield 'no') } catch (error) { log(error) }
  try { o?.x.y(yield 'no') } catch (error) { log(error) }
  try { o.a?.b(yield 'argument') } catch (error) { log(error) }
}

//! this is kept along the chain
function* program(log) {
  const o = { name: 'o', m(...args) { return [this?.name, ...args] }, p: { name: 'p', m(...args) { return [this?.name, ...args] } }, get self() { return this } }
  log(o?.m(yield 1), o?.p.m(yield 2), o.p?.m?.(yield 3), o?.[yield 'm'](4), o?.[yield 'p']?.[yield 'm']?.(yield 5), o.self?.m(yield 6))
  log((o?.m)(yield 7), (o?.p.m)(yield 8), (o.p)?.m(yield 9), (yield o)?.m?.(10), (0, o?.m)(yield 11), (o.m)?.(yield 12))
  const f = o.m
  log(f?.(yield 13), (yield f)?.(14))
}

//! parentheses end the chain
function* program(log) {
  const o = { a: { b: { c: 1 } } }
  let n
  log((o?.a)[yield 'b'].c, (o?.[yield 'a']).b)
  try { (n?.a).b[yield 'no'] } catch (error) { log(error) }
  try { (n?.[yield 'skipped']).b } catch (error) { log(error) }
  try { (n?.a)(yield 'argument') } catch (error) { log(error) }
  try { (yield, n?.a).b } catch (error) { log(error) }
}

//! delete in chains
function* program(log) {
  const o = { a: { b: 1, c: 2, d: { e: 3 } }, f: 4 }
  log(delete o?.a?.[yield 'b'], delete (yield o)?.a.c, delete o?.x?.[yield 'skipped'], delete o.a?.d[yield 'e'], delete (yield null)?.x, delete o?.[yield 'f'], o)
  log(delete o?.a?.d?.e, delete o.x?.y(yield 'skipped'), typeof o?.[yield 'a'], typeof (yield null)?.a, void o?.a[yield 'd'])
  const frozen = Object.freeze({ x: 1 })
  try { delete frozen?.[yield 'x'] } catch (error) { log(error) }
}

//! getters on the way run once
function* program(log) {
  const o = { get a() { log('a'); return { get f() { log('f'); return (...args) => args } } } }
  log(o?.a?.f?.(yield 1), o.a.f(yield 2), o?.a[(log('key'), yield 'f')](3), o.a.f`${yield 4}`.length)
}

//! chains in tests, templates, spreads and operands
function* program(log) {
  const o = { list: [1, 2], n: null }
  if (o?.list?.[yield 0]) log('if')
  log(`${o?.n?.[yield 'skipped']}${o?.list[yield 1]}`, [...(o?.list ?? []), ...(o?.none?.(yield 'skipped') ?? [])], { ...o?.[yield 'list'] })
  log((o?.list[yield 0] ?? 'no') + (o?.x?.[yield 'skipped'] ?? 'none'), o?.n?.x || (yield 'or'), o?.list && (yield 'and'))
  for (const x of o?.[yield 'list']) yield x
  o.n ??= o?.list?.[yield 1]
  o.list[o?.[yield 'none'] ?? 0] += yield 5
  log(o)
}

//! falsy values are not nullish
function* program(log) { for (const x of [0, '', false, NaN, 0n]) log(x?.[yield 'constructor'].name, x?.constructor.name, x?.toString?.(...(yield [])), (yield x) ?? 'nullish') }

//! super, private names and import.meta in chains
class A { m(...args) { return args } }
class B extends A { #p = { q: 1 }; #n = null; *g(log) { log(super.m?.(yield 1), super.none?.(yield 'skipped'), super.m?.(2)?.[yield 0], this?.#p.q, this.#p?.[yield 'q'], this.#n?.x[yield 'skipped'], (yield this)?.#p?.q, (yield null)?.#p) } }
function* program(log) { yield* new B().g(log); log(typeof import.meta?.url, import.meta?.[yield 'none']?.x) }
// not roundtrip: private fields of an instance can't be seen
