import test from 'ava'
import fc from 'fast-check'
import { Meta, writeMeta, type Written } from '../../packages/runtime/src/meta.ts'

const word = fc.oneof(fc.constantFrom('a|b', 'x:y', 'a,b', '%2C', '%', 'a#3', 'a#1', '#1', 'a;b'), fc.string({ minLength: 1, maxLength: 6 }))
const label = fc.tuple(word, fc.integer({ min: 1, max: 30 })).map(([base, n]) => `${base}#${n}`)

const about: fc.Arbitrary<Written> = fc.integer({ min: 0, max: 40 }).chain((count) => fc.record({
  module: fc.constant('shop.ts'), body: fc.constant('1x2y3z'), slots: fc.array(word, { minLength: count, maxLength: count }),
  others: fc.array(word, { maxLength: 3 }), around: fc.array(word, { maxLength: 2 }),
  scopes: fc.array(fc.tuple(fc.nat(39), fc.constantFrom('shop.ts#main', 'shop.ts#main/a:b', 'shop.ts#other|x')), { maxLength: 3 }),
  points: fc.array(fc.record({ label, line: fc.nat(9000), column: fc.nat(200), site: fc.constantFrom('', '1abc2'), unset: fc.array(word, { maxLength: 2 }), live: fc.subarray(Array.from({ length: count }, (_, i) => i)) }), { maxLength: 4 })
    .map((rest) => [{ pc: 0, label: 'start', line: 7, column: 3, live: [] }, ...rest.map((point, i) => ({ ...point, pc: i + 1 }))]),
}))

test('what is known of a function is read as it was written, whatever names it has', (t) => {
  fc.assert(fc.property(about, (written) => {
    const { body, slots, points, others, scopes } = new Meta('', written.module, 'main', writeMeta(written, 'main', true, 3), [])
    t.is(body, written.body)
    t.deepEqual(slots, written.slots)
    t.deepEqual(others, written.others)
    t.deepEqual(scopes, written.scopes)
    t.deepEqual(points, written.points.map(({ site, unset, ...point }) => ({ ...point, ...site ? { site } : {}, ...unset === undefined || unset.length === 0 ? {} : { unset } })))
  }))
})

test('the shape tells labels, slots, what points keep and scopes around apart, and nothing else', (t) => {
  const of = (change: Partial<Written>): string => {
    const written: Written = {
      module: 'shop.ts', body: 'b', slots: ['x', 'y'], around: ['main:n'],
      points: [{ pc: 0, label: 'start', line: 1, column: 1, live: [0] }, { pc: 1, label: 'ask#1', line: 2, column: 1, live: [0], site: 'aaaaa' }], ...change,
    }
    return new Meta('f', 'shop.ts', 'f', writeMeta(written, 'f', false, 0), []).shape
  }
  const point = (live: number[], label = 'ask#1', line = 2): Written['points'] => [{ pc: 0, label: 'start', line: 1, column: 1, live: [0] }, { pc: 1, label, line, column: 9, live, site: 'bbbbb' }]
  t.is(of({ body: 'c', others: ['z'], points: point([0], 'ask#1', 5) }), of({}))
  const changed = [of({}), of({ slots: ['x', 'z'] }), of({ points: point([0, 1]) }), of({ points: point([0], 'ask#2') }), of({ around: ['main:n,m'] })]
  t.is(new Set(changed).size, changed.length)
})
