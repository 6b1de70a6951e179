import test from 'ava'
import { baseName, internalFault, isInternal, isTemporary, pair, type Pairing, type Saved, type Wanted } from '../../packages/snapshot/src/upgrade/variables.ts'

const saved = (...names: string[]): Saved[] => names.map((name, cell) => ({ name, source: { cell } }))
const wanted = (...names: string[]): Wanted[] => names.map((name, slot) => ({ name, target: { slot } }))
const pairing = (from: string[], to: string[]): Pairing => pair(saved(...from), wanted(...to))
const shown = ({ pairs, left, missing, unclear }: Pairing): unknown => [
  pairs.map(([from, to]) => `${from.name} > ${to.name}`), left.map(({ name }) => name), missing.map(({ name }) => name), unclear,
]

test('namesakes are pairs, whatever the order', (t) => {
  t.deepEqual(shown(pairing(['a', 'b'], ['b', 'a'])), [['a > a', 'b > b'], [], [], []])
})

test('numbers of variables of one name do not count, their order does', (t) => {
  t.deepEqual(shown(pairing(['x~2'], ['x'])), [['x~2 > x'], [], [], []])
  t.deepEqual(shown(pairing(['x', 'x~2'], ['x~2', 'x~3'])), [['x > x~2', 'x~2 > x~3'], [], [], []])
})

test('another number of variables of one name is no pair but unclear', (t) => {
  t.deepEqual(shown(pairing(['x'], ['x', 'x~2'])), [[], [], [], ['x']])
  t.deepEqual(shown(pairing(['x', 'x~2', 'y'], ['x~2', 'y'])), [['y > y'], [], [], ['x']])
})

test('what only one side has is left behind, or missing', (t) => {
  t.deepEqual(shown(pairing(['a', 'b'], ['b', 'c', 'c~2'])), [['b > b'], ['a'], ['c', 'c~2'], []])
})

test('names the lowering gives are told from those of the author', (t) => {
  t.is(baseName('cursor^~3'), 'cursor')
  t.true(isInternal('cursor', ['cursor', 'x']))
  t.true(isInternal('finally.kind~2', []))
  t.false(isInternal('cursor', ['cursor', 'cursor^']), 'the author has a variable of that name')
  t.true(isInternal('cursor^', ['cursor', 'cursor^']))
  t.true(isInternal('cursor^~2', ['cursor', 'cursor^', 'cursor^~2']))
  t.false(isInternal('total', []))
  t.true(isTemporary('%1'))
  t.false(isTemporary('x'))
})

test('of the lowering\'s own, nothing that is pending is left behind, and nothing is made up', (t) => {
  const fault = (from: string[], to: string[]): string | undefined => internalFault(pairing(from, to))
  t.is(fault(['cursor', 'finally.kind', 'finally.value'], ['cursor', 'finally.kind', 'finally.value']), undefined)
  t.is(fault(['cursor', 'keys', 'this', 'super', 'arguments', 'finally.value'], []), undefined, 'can be missed')
  t.regex(fault(['using'], []) ?? '', /"using"\) has no place/)
  t.regex(fault(['finally.kind'], []) ?? '', /"finally.kind"\) has no place/)
  t.regex(fault([], ['cursor']) ?? '', /keeps "cursor" there now, which was not saved/)
  t.is(fault([], ['finally.value']), undefined)
  t.regex(fault(['cursor'], ['cursor', 'cursor~2']) ?? '', /"cursor" in another number/)
})
