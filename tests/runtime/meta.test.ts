import test from 'ava'
import fc from 'fast-check'
import { Meta, readCode, type Entry, type GeneratorEntry } from '../../packages/runtime/src/compiled/meta.ts'
import { writeCode } from '../../packages/compiler/src/metadata.ts'

const word = fc.oneof(fc.constantFrom('a|b', 'x:y', 'a,b', '%2C', '%', '%3B', '&', '%26', 'a#3', 'a#1', 'a#', '#1', 'a;b'), fc.string({ minLength: 1, maxLength: 6 }).filter((text) => !text.startsWith('*')))
const label = fc.oneof(fc.tuple(word, fc.integer({ min: 1, max: 30 })).map(([base, n]) => `${base}#${n}`), fc.constantFrom('approve', 'finally/undo', 'a:b'))
const scopes = ['main', 'main/a:b', 'other|x', '3'] as const
const capture = fc.oneof(word, fc.constantFrom(...scopes).map((path) => `*${path}`))
const common = { path: word, name: fc.oneof(word, fc.constant('')), known: fc.boolean(), made: fc.boolean(), captures: fc.array(capture, { maxLength: 3 }) }

const facts = fc.integer({ min: 0, max: 40 }).chain((count) => fc.record({
  body: fc.constantFrom('1x2y3z4', '0000000'), slots: fc.array(word, { minLength: count, maxLength: count }),
  places: fc.array(fc.nat(Math.max(0, count - 1)), { minLength: count, maxLength: count }).map((places) => (places.every((place, slot) => place === slot) ? [] : places)),
  others: fc.array(word, { maxLength: 3 }), around: fc.array(capture, { maxLength: 2 }),
  scopes: fc.array(fc.tuple(fc.nat(39), fc.constantFrom(...scopes)), { maxLength: 3 }),
  points: fc.tuple(fc.nat(9000), fc.array(fc.record({
    label, line: fc.nat(9000), column: fc.nat(200), site: fc.constantFrom('abcdef', '123456'), unset: fc.array(word, { maxLength: 2 }), callee: fc.constantFrom('', 'box.', '=a ?? b::c'), live: fc.subarray(Array.from({ length: count }, (_, i) => i)),
  }), { maxLength: 4 })).map(([line, rest]) => [
    { pc: 0, label: 'start', line, column: 3, live: [] }, ...rest.map(({ unset, callee, ...point }, i) => ({ ...point, pc: i + 1, ...callee === '' ? {} : { callee }, ...unset.length === 0 ? {} : { unset } })),
  ]),
}))

const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.record({ kind: fc.constant('scope' as const), path: fc.constantFrom(...scopes), known: fc.boolean(), names: fc.array(word, { maxLength: 3 }) }),
  fc.record({ kind: fc.constantFrom('function', 'class'), ...common }),
  fc.record({ kind: fc.constant('generator' as const), ...common, declared: fc.boolean(), guarded: fc.boolean(), length: fc.nat(9), makes: fc.nat(3), more: fc.nat(90), entry: fc.option(fc.nat(4), { nil: undefined }), facts }),
)

test('what is known of a module\'s code is read as it was written, whatever names it has', (t) => {
  fc.assert(fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
    const read = readCode(writeCode(entries))
    t.deepEqual(read.map((one) => (one.kind === 'generator' ? { ...one, facts: one.facts } : one)), entries)
  }))
})

test('the shape tells labels, slots, what points keep and scopes around apart, and nothing else', (t) => {
  const of = (change: Partial<GeneratorEntry['facts']>, variables = ['n']): string => {
    const written: GeneratorEntry = {
      kind: 'generator', path: 'f', name: 'f', known: false, made: false, makes: 0, captures: [], declared: true, guarded: false, length: 0, more: 0, entry: 0,
      facts: {
        body: 'bbbbbbb', slots: ['x', 'y'], around: ['*main'], scopes: [],
        points: [{ pc: 0, label: 'start', line: 1, column: 1, live: [0] }, { pc: 1, label: 'ask#1', line: 2, column: 1, live: [0], site: 'aaaaaa' }], ...change,
      },
    }
    const [read] = readCode(writeCode([written])) as [GeneratorEntry]
    return new Meta(read, 'shop.ts', [], () => variables, []).shape
  }
  const point = (live: number[], label = 'ask#1', line = 2): GeneratorEntry['facts']['points'] => [{ pc: 0, label: 'start', line: 1, column: 1, live: [0] }, { pc: 1, label, line, column: 9, live, site: 'bbbbbb' }]
  t.is(of({ body: 'ccccccc', others: ['z'], points: point([0], 'ask#1', 5) }), of({}))
  const changed = [of({}), of({ slots: ['x', 'z'] }), of({ points: point([0, 1]) }), of({ points: point([0], 'ask#2') }), of({ around: ['*other'] }), of({}, ['n', 'm'])]
  t.is(new Set(changed).size, changed.length)
})
