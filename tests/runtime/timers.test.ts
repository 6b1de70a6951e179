import test from 'ava'
import fc from 'fast-check'
import { channel, current, sleep, spawn, withTimeout, type Scheduler, type Tasklet } from '@stillframe/runtime'
import { Random } from '../../packages/runtime/src/scheduler/random.ts'
import { Sleep } from '../../packages/runtime/src/scheduler/sleep.ts'
import { Timers } from '../../packages/runtime/src/scheduler/timers.ts'
import { play, settle, world, type Task } from './world.ts'

test('sleep refuses what is no number of milliseconds', (t) => {
  for (const ms of ['x', -1, NaN, undefined, null, 5n]) t.throws(() => sleep(ms as never), { code: 'BAD_NUMBER' })
})

const somebody = {} as Tasklet

test('a heap of timers gives them back by due time, ties by arrival, also when some have left', (t) => {
  fc.assert(fc.property(fc.array(fc.nat(10), { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 10 }), (times, leaving) => {
    const timers = new Timers()
    const all = times.map((dueMs, order) => Object.assign(new Sleep(0), { dueMs, order, tasklet: somebody }))
    for (const timer of all) timers.add(timer)
    for (const where of leaving) {
      if (all.length > 0) leave(timers, all.splice(where % all.length, 1)[0] as Sleep)
    }
    all.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)
    for (const expected of all) {
      if (timers.times[0] !== expected.dueMs || timers.shift() !== expected) return false
    }
    return timers.heap.length === 0 && timers.times.length === 0
  }))
  t.pass()
})

function leave(timers: Timers, sleep: Sleep): void {
  timers.leave(sleep)
  sleep.tasklet = null
}

test('100,000 random additions, wake-ups and sleeps that are left leave the timers as a sorted list has them', (t) => {
  const timers = new Timers()
  const random = new Random(7)
  const model: Sleep[] = []
  const before = (a: Sleep, b: Sleep): number => a.dueMs - b.dueMs || a.order - b.order
  let now = 0
  let most = 0
  for (let order = 1; order <= 100_000; order++) {
    const what = random.below(10)
    if (what < (model.length < 300 ? 6 : 4)) {
      const sleep = Object.assign(new Sleep(0), { dueMs: now + random.below(50), order, tasklet: somebody })
      model.splice(model.findLastIndex((other) => before(other, sleep) < 0) + 1, 0, sleep)
      timers.add(sleep)
    } else if (model.length > 0) {
      const [gone] = model.splice(what === 9 ? random.below(model.length) : 0, 1) as [Sleep]
      if (what === 9) {
        leave(timers, gone)
      } else {
        now = Math.max(now, gone.dueMs)
        if (timers.shift() !== gone) t.fail(`another than the one due at ${gone.dueMs} was first`)
      }
    }
    if (timers.heap[0] !== model[0]) t.fail(`the first is due at ${timers.times[0]}, not at ${model[0]?.dueMs}`)
    most = Math.max(most, timers.heap.length - model.length)
  }
  t.deepEqual(timers.kept().heap.sort(before).map(({ order }) => order), model.map(({ order }) => order))
  t.true(most > 0 && most < 300, `${most} had left`)
})

test('who leaves a sleep leaves nothing behind in the long run: of 100,000 far deadlines that are not needed, a handful stay', (t) => {
  const { scheduler } = world()
  scheduler.spawn(function* (): Task {
    for (let i = 0; i < 100_000; i++) yield* withTimeout(60_000 + i, sleep(0))
  })
  let most = 0
  while (scheduler.alive > 0) {
    scheduler.run({ maxSwitches: 1000 })
    most = Math.max(most, scheduler.timers.heap.length)
  }
  t.true(most < 10, `${most} timers`)
})

test('timers taken from others, in their order, lie as they lay there: a restored world gives the same text, also with times and orders that are alike', (t) => {
  fc.assert(fc.property(fc.array(fc.record({ dueMs: fc.nat(3), order: fc.nat(2), stays: fc.boolean() }), { maxLength: 30 }), (all) => {
    const timers = new Timers()
    for (const { stays, ...one } of all) timers.add(Object.assign(new Sleep(0), one, { tasklet: stays ? somebody : null }))
    const before = timers.kept().heap
    const again = new Timers()
    for (const sleep of before) again.add(sleep)
    return before.every(({ tasklet }) => tasklet !== null) && again.heap.every((sleep, i) => sleep === before[i])
  }))
  t.pass()
})

test('a function of operations is no body', (t) => {
  const { scheduler } = world()
  for (const body of [sleep, channel().send]) t.throws(() => scheduler.spawn(body as never, 5 as never), { code: 'NOT_A_GENERATOR' })
  t.is(scheduler.alive, 0)
})

test('sleepers wake in order; those of one moment in the order in which they lay down', (t) => {
  const seen: string[] = []
  play(function* (): Task {
    for (const [name, ms] of [['c', 20], ['a', 10], ['b', 10], ['d', 20]] as const) {
      spawn(function* (): Task {
        yield* sleep(ms)
        seen.push(name)
      })
    }
    yield
  })
  t.deepEqual(seen, ['a', 'b', 'c', 'd'])
})

test('a sleep can be waited for again, and by two at once', (t) => {
  const { scheduler } = world()
  const nap = sleep(10)
  const body = function* (): Task<number> {
    yield* nap
    yield* nap
    return (current().home as Scheduler).now
  }
  const both = [scheduler.spawn(body), scheduler.spawn(body)]
  settle(scheduler)
  t.deepEqual(both.map((tasklet) => tasklet.result), [20, 20])
})

test('killing a sleeper takes its timer out of the heap', (t) => {
  const { scheduler } = world()
  const all = [30, 10, 20].map((ms) => scheduler.spawn(function* (): Task { yield* sleep(ms) }))
  scheduler.run({ maxSwitches: 3 })
  all[1]!.kill()
  t.is(scheduler.nextDueMs, 20)
  settle(scheduler)
  t.is(scheduler.nextDueMs, undefined)
})
