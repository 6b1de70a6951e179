// The same with code the compiler emitted: a program that goes on with a copy of itself after each switch.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import test from 'ava'

const run = (name: string): any => JSON.parse(execFileSync(process.execPath, ['--import', 'stillframe/register', `tests/snapshot/programs/${name}.ts`], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)), encoding: 'utf8',
}))

const found = run('world')

test('a world that is restored after each switch ends as one that never was', (t) => {
  t.deepEqual(found.resumed.total, [12 + 5 + 6 + 7, [12 + 5 + 6 + 7]])
  t.true(found.resumed.same, 'the same state gives the same text')
  t.true(found.resumed.switches > 10)
})

test('generator objects that are restored after each next() give what they would have given', (t) => {
  t.deepEqual(found.generators, { numbers: [0, 1, 1, 2, 3, 5, 8, 13, 21], entries: [['a', 1], ['b', 2]], method: ['1:y'] })
})

test('compiled tasklets are small', (t) => {
  t.log(found.sizes)
  t.true(found.sizes.one <= 300)
  t.true(found.sizes.each <= 100)
  t.is(found.sizes.described, 'while/yield#1')
})

test('refusals in compiled code name tasklet, line, label and local', (t) => {
  t.regex(found.refusals[0], /^tasklet "buy" \(tests\/snapshot\/programs\/world\.ts:\d+, at "schedule#1"\) > local reply > \.answer$/)
})
