// The same with code the compiler emitted: a program that goes on with a copy of itself after each switch.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import test from 'ava'

const run = (name: string, mode = '', input = ''): any => JSON.parse(execFileSync(process.execPath, ['--import', 'stillframe/register', `tests/snapshot/programs/${name}.ts`, mode], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)), encoding: 'utf8', input,
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

test('what a world leaves in channels of its modules goes with it, whoever waits there; a tasklet alone does not take it along', (t) => {
  const written = run('left', 'write')
  t.deepEqual(run('left', 'read', written.text), { result: ['order-1', true, 5], untouched: 0 })
  t.true(written.again, 'the same state gives the same text')
  t.false(written.alone)
  t.is(written.shared, 0, 'a fork has them in common with the original')
  t.false(written.text.includes('untouched'), 'nothing is in it')
  t.is(written.path, 'tests/snapshot/programs/boxes.ts#orders > buffer > [1] > .socket')
})
