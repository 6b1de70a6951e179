import test from 'ava'
import { compile } from '@stillframe/compiler'
import { explore, report } from '@stillframe/explore'
import { Scheduler } from '@stillframe/runtime'
import { restore } from '@stillframe/snapshot'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type * as Programs from './programs.ts'

const folder = new URL('../.scratch/', import.meta.url)
mkdirSync(folder, { recursive: true })
const file = new URL(`explore-${process.pid}.ts`, folder)
const source = readFileSync(new URL('programs.ts', import.meta.url), 'utf8')
writeFileSync(file, compile(source, { id: 'tests/programs.ts', runtime: '@stillframe/runtime/abi', sourceMap: false }).code)
const { philosophers, lostUpdate, noLostUpdate, lock, mailbox, pairs, served, chooses, slowly, counted, sharing, increment, results, flaky, lucky, chosen } = (await import(file.href)) as typeof Programs
test.after.always(() => rmSync(file, { force: true }))

const alone = (room: { inside: number }): boolean => room.inside <= 1

test('philosophers who all take the left fork first starve; the shortest way is one turn for each, and a second', (t) => {
  const found = explore(philosophers(3, 1, false))
  t.is(found.failure?.kind, 'deadlock')
  t.regex(found.failure?.message ?? '', /philosopher \(1\) waits: receive on channel "fork 1"; .*fork 2.*fork 0/)
  t.is(found.failure?.schedule.length, 6)
  t.false(found.ok || found.complete)
})

test('philosophers of whom one takes the right fork first never starve, in no schedule', (t) => {
  for (const [count, meals] of [[2, 2], [3, 1], [4, 1]] as const) {
    const found = explore(philosophers(count, meals, true))
    t.deepEqual([found.ok, found.complete, found.failure], [true, true, undefined])
    t.true(found.states > 20)
  }
})

test('what is reduced does not change what is found, and saves turns', (t) => {
  const full = explore(philosophers(3, 1, true), { reduce: false })
  const reduced = explore(philosophers(3, 1, true))
  t.true(full.ok && reduced.ok)
  t.true(reduced.transitions <= full.transitions)
  const apart = explore(pairs(3))
  const all = explore(pairs(3), { reduce: false })
  t.true(apart.ok && all.ok)
  t.true(apart.states * 8 < all.states, `${apart.states} of ${all.states} states`)
  const seen = explore(pairs(2), { invariant: () => true })
  t.is(seen.states, explore(pairs(2), { reduce: false }).states)
  t.true(seen.transitions < explore(pairs(2), { reduce: false }).transitions)
})

test('a lost update is found, with the error that was thrown', (t) => {
  const found = explore(lostUpdate)
  t.is(found.failure?.kind, 'error')
  t.regex(found.failure?.message ?? '', /^6 updates gave \d$/)
  t.true(explore(noLostUpdate).ok)
})

test('a broken lock lets two in; a lock that looks and takes at once does not', (t) => {
  const found = explore(lock(true), { invariant: alone })
  t.is(found.failure?.kind, 'invariant')
  t.is(found.failure?.schedule.length, 4)
  t.true(explore(lock(false), { invariant: alone }).ok)
})

test('a lost wake-up is a deadlock, or, while others go on for ever, a tasklet that is lost', (t) => {
  const stuck = explore(mailbox(0, false))
  t.is(stuck.failure?.kind, 'deadlock')
  const lost = explore(mailbox(0, true))
  t.is(lost.failure?.kind, 'lost')
  t.regex(lost.failure?.message ?? '', /^consumer \(1\) waits for ever, while others go on: receive on channel "bell"$/)
  t.true(explore(mailbox(1, false)).ok)
  t.true(explore(mailbox(1, true)).ok)
})

test('a server may wait for ever, if its name is given', (t) => {
  t.is(explore(served).failure?.kind, 'deadlock')
  const found = explore(served, { daemons: ['server'], invariant: (seen) => seen.every((value, i) => value === i) })
  t.true(found.ok)
})

test('the snapshot before the failure takes the failing turn', (t) => {
  const { failure } = explore(lostUpdate)
  const [scheduler] = restore(failure!.before) as [Scheduler, unknown]
  t.throws(() => scheduler.run({ maxSwitches: 1 }), { message: failure!.message })
})

test('the snapshot before the failure takes the failing turn also where chance decided', (t) => {
  for (let want = 0; want < 6; want++) {
    const { failure } = explore(chosen(want))
    const [scheduler] = restore(failure!.before) as [Scheduler, unknown]
    t.throws(() => scheduler.run({ maxSwitches: 1 }), { message: 'chosen' }, String(want))
  }
})

test('a turn may end at any operation, if that is asked for', (t) => {
  t.true(explore(counted).ok)
  t.is(explore(counted, { interruptible: true }).failure?.message, 'lost update')
})

for (const name of sharing) {
  test(`two tasklets share ${name}: turns of theirs do not change places unseen`, (t) => {
    t.is(explore(increment(name)).failure?.message, 'lost update')
    t.is(explore(increment(name), { reduce: false }).failure?.message, 'lost update')
  })
}

test('what somebody has returned is shared by who holds the tasklet', (t) => {
  t.is(explore(results).failure?.message, 'seen halfway')
})

test('a program that looks at the clock sees it go on', (t) => {
  t.is(explore(flaky).failure, undefined)
})

test('whoever may be answered by chance is not lost', (t) => {
  t.is(explore(lucky, { invariant: () => true }).failure, undefined)
})

test('chance is explored: every choice of a fair select', (t) => {
  const { failure } = explore(chooses)
  t.is(failure?.message, 'the last was chosen')
  t.deepEqual(failure?.schedule.at(-1)?.choices, [2])
})

test('time passes when all wait, or at any moment', (t) => {
  t.true(explore(slowly).ok)
  t.is(explore(slowly, { timers: 'any' }).failure?.message, 'time passed meanwhile')
})

test('a limit is said, and is no proof', (t) => {
  const found = explore(philosophers(4, 2, true), { maxStates: 100 })
  t.deepEqual([found.ok, found.complete, found.failure], [false, false, undefined])
  t.regex(report(found), /^no failure so far, and not all schedules were seen: 1\d\d states/)
})

test('the report has a line for each turn', (t) => {
  const text = report(explore(philosophers(2, 1, false)))
  t.regex(text, /^deadlock: philosopher \(1\) waits: receive on channel "fork 1"; philosopher \(2\) waits: receive on channel "fork 0"\nafter 4 turns \(\d+ states, \d+ turns taken, \d+ pruned, depth \d\):\n/)
  t.regex(text, / {3}1\. philosopher \(\d\) {2}tests\/programs\.ts:\d+ start -> ready\n/)
  t.is(text.split('\n').length, 6)
  t.regex(report(explore(philosophers(2, 1, true))), /^no failure in any schedule: \d+ states/)
})

test('a program that was not compiled is refused by the capture', (t) => {
  t.throws(() => explore(function* (): Generator<undefined, void, unknown> { yield undefined }), { code: 'NATIVE_FRAME' })
})
