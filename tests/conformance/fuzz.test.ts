// Random programs, native against compiled and restored: a few thousand of them, always the same.

import { setImmediate } from 'node:timers/promises'
import test from 'ava'
import { explain } from './differential.ts'
import { fuzz, judge, reduce } from './fuzz.ts'
import { print, programOf, type Tree } from './programs.ts'

/** Seconds in all; `fuzz.ts --programs 100000` runs more. */
const PROGRAMS = 2000
const AT_ONCE = 50

for (let seed = 1_000_000; seed < 1_000_000 + PROGRAMS; seed += AT_ONCE) {
  test.serial(`random programs from seed ${seed} on do the same compiled, and restored after each move`, async (t) => {
    await setImmediate() // so that AVA hears of the one before
    const { same, refused, different } = fuzz(seed, AT_ONCE)
    t.deepEqual(different.map(({ seed: culprit, program, difference }) => `seed ${culprit}\n${program}\n${explain(difference)}`), [])
    t.true(same + refused > AT_ONCE * 0.7, 'most programs run')
    t.true(refused < AT_ONCE * 0.1, 'few programs can\'t be captured')
  })
}

test('a seed names a program', (t) => {
  t.is(print(programOf(7)), print(programOf(7)))
  t.not(print(programOf(7)), print(programOf(8)))
})

test('a program that differs is told, and made smaller as long as it differs', (t) => {
  const statement = (...parts: Tree['parts']): Tree => ({ sort: 'statement', parts })
  const inner = statement('if (log) {\n', [statement('yield 2\n'), statement('log(4)\n'), statement('yield 5\n')], '}\n')
  const tree = statement('function* program(log) {\n', [statement('yield 1\n'), inner, statement('yield 3\n')], '}\n')
  const wrong = (source: string): string => source.replace('log(4)', 'log(5)')
  t.is(judge(print(tree), ['compiled']).status, 'same')
  t.is(judge(print(tree), ['compiled'], wrong).status, 'different')
  t.is(print(reduce(tree, ['compiled'], wrong)), 'function* program(log) {\nlog(4)\n}\n')
})

test('a program that never ends, or is none, says nothing', (t) => {
  t.is(judge('function* program() { for (;;) ; }', ['compiled'], undefined, 100).status, 'invalid')
  t.is(judge('function* program() { let a; let a }', ['compiled']).status, 'invalid')
})
