import test from 'ava'
import { channel, current, request, schedule, Scheduler, sleep, spawn, withTimeout } from '@stillframe/runtime'
import { call } from '@stillframe/runtime/interop'
import { checkInvariants } from '@stillframe/runtime/testing'
import { play, settle, world, type Task } from './world.ts'

function* turns(count: number): Task {
  for (let i = 0; i < count; i++) yield
}

test('run gives back who is left, and why it stopped', (t) => {
  const { scheduler } = world()
  t.is(scheduler.run().reason, 'done')
  const gate = channel<void>()
  scheduler.spawn(function* (): Task { yield* gate.receive() })
  t.like(scheduler.run(), { reason: 'deadlock', alive: 1, ready: 0, switches: 1 })
})

test('maxSwitches limits the slices of a run', (t) => {
  const { scheduler } = world()
  scheduler.spawn(turns, 10)
  scheduler.spawn(turns, 10)
  t.like(scheduler.run({ maxSwitches: 3 }), { reason: 'switches', switches: 3, alive: 2, ready: 2 })
  t.like(scheduler.run({ maxSwitches: 0 }), { reason: 'switches', switches: 0 })
  t.like(scheduler.run(), { reason: 'done', switches: 19 })
})

test('budgetMs gives the host its thread back while somebody is ready', (t) => {
  const { scheduler } = world()
  scheduler.spawn(turns, Infinity)
  const report = scheduler.run({ budgetMs: 1 })
  t.is(report.reason, 'budget')
  t.true(report.switches > 0)
  checkInvariants(scheduler)
})

test('run within run is refused, and the tasklet goes on', (t) => {
  t.is(play(function* (): Task<string> {
    try {
      ;(current().home as Scheduler).run()
    } catch (error) {
      yield
      return (error as { code: string }).code
    }
    return 'ran'
  }), 'ALREADY_RUNNING')
})

test('another scheduler can be run within a tasklet', (t) => {
  const inner = new Scheduler({ clock: 'virtual' })
  t.is(play(function* (): Task<string> {
    const tasklet = inner.spawn(function* (): Task<string> {
      yield
      return current().name
    })
    inner.run()
    yield
    return `${tasklet.result}, ${current().status}`
  }), 'anonymous, running')
})

test('the free functions are refused outside of tasklets', (t) => {
  t.throws(() => spawn(turns, 1), { code: 'NO_SCHEDULER' })
  t.throws(() => current(), { code: 'NO_SCHEDULER' })
  t.throws(() => call(turns, 1), { code: 'NO_SCHEDULER' })
})

test('spawn refuses what is no generator function', (t) => {
  const { scheduler } = world()
  for (const body of [() => 5, 'x', undefined, null, {}, class {}]) {
    t.throws(() => scheduler.spawn(body as never), { message: /generator function|without 'new'/ })
  }
  t.is(scheduler.alive, 0)
  checkInvariants(scheduler)
})

test('an uncaught error is thrown by run without onUncaught, and the others can go on', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const seen: number[] = []
  scheduler.spawn(function* (): Task { throw new Error('uncaught') })
  scheduler.spawn(function* (): Task { seen.push(1) })
  t.throws(() => scheduler.run(), { message: 'uncaught' })
  checkInvariants(scheduler)
  t.is(scheduler.run().reason, 'done')
  t.deepEqual(seen, [1])
})

test('tasklets are listed oldest first', (t) => {
  const { scheduler } = world()
  const all = [1, 2, 3].map((count) => scheduler.spawn(turns, count))
  t.deepEqual(scheduler.tasklets(), all)
  scheduler.run({ maxSwitches: 5 })
  t.deepEqual(scheduler.tasklets(), all.slice(1))
})

test('who has ended is swept out of the list of who has parked, and found in no other', (t) => {
  const { scheduler } = world()
  const stays = scheduler.spawn(function* (): Task { while (true) yield })
  for (let wave = 0; wave < 50; wave++) {
    for (let i = 0; i < 100; i++) scheduler.spawn(turns, 3)
    scheduler.run({ maxSwitches: 500 })
    t.true(scheduler.ring.parked.length <= 4 * scheduler.alive + 64)
    checkInvariants(scheduler)
  }
  t.deepEqual(scheduler.tasklets(), [stays])
  t.true(scheduler.ring.parked.length <= 68)
})

test('who only sleeps, yields or ends is found, and is in no list of those who have parked', (t) => {
  const { scheduler } = world()
  const gate = channel<number>()
  const all = [
    scheduler.spawn(turns, 5),
    scheduler.spawn(function* (): Task { for (;;) yield* sleep(10) }),
    scheduler.spawn(function* (): Task { for (;;) yield* gate.receive() }),
    scheduler.spawn(function* (): Task { yield* sleep(Infinity) }),
  ]
  for (let i = 0; i < 4; i++) {
    scheduler.run({ maxSwitches: 5 })
    checkInvariants(scheduler)
    gate.offer(i)
  }
  t.deepEqual(scheduler.tasklets(), all.slice(1))
  t.deepEqual(scheduler.ring.parked, all.slice(2))
})

test('a sleeper that is killed is found while it cleans up, on a channel as well as in another sleep', (t) => {
  const { scheduler } = world()
  const gate = channel<void>()
  const sleeper = scheduler.spawn(function* (): Task {
    try {
      yield* sleep(10)
    } finally {
      yield* sleep(10)
      yield* gate.receive()
    }
  })
  scheduler.run({ maxSwitches: 1 })
  sleeper.kill()
  t.deepEqual(scheduler.tasklets(), [sleeper])
  scheduler.run({ maxSwitches: 1 })
  t.deepEqual([scheduler.tasklets(), scheduler.ring.parked], [[sleeper], []])
  scheduler.run()
  t.deepEqual([scheduler.tasklets(), scheduler.ring.parked], [[sleeper], [sleeper]])
  gate.offer()
  t.is(scheduler.run().reason, 'done')
  t.is(sleeper.status, 'killed')
})

test('who waits in a scope is found when its deadline is over, and its tasklets clean up', (t) => {
  const { scheduler } = world()
  const gate = channel<void>()
  const waiter = scheduler.spawn(function* (): Task {
    yield* withTimeout(10, function* (): Task {
      try {
        yield* sleep(100)
      } finally {
        yield* gate.receive()
      }
    })
  })
  t.like(scheduler.run(), { reason: 'deadlock', alive: 2 })
  t.is(scheduler.tasklets()[0], waiter as never)
  checkInvariants(scheduler)
  gate.offer()
  t.is(scheduler.run().reason, 'done')
  t.like(waiter.error, { code: 'TIMEOUT' })
})

test('a virtual clock starts at 0 and jumps to the next timer', (t) => {
  const { scheduler } = world()
  scheduler.spawn(function* (): Task { yield* sleep(86_400_000) })
  t.is(scheduler.now, 0)
  t.is(scheduler.run().reason, 'done')
  t.is(scheduler.now, 86_400_000)
})

test('with a clock of the host, run waits for it', (t) => {
  let now = 1000
  const scheduler = new Scheduler({ clock: { now: () => now } })
  scheduler.spawn(function* (): Task { yield* sleep(50) })
  t.like(scheduler.run(), { reason: 'waiting', nextDueMs: 1050 })
  now = 1049
  t.is(scheduler.run().reason, 'waiting')
  now = 1050
  t.is(scheduler.run().reason, 'done')
})

test('time does not run backwards', (t) => {
  let now = 100
  const scheduler = new Scheduler({ clock: { now: () => now } })
  t.is(scheduler.now, 100)
  now = 50
  t.is(scheduler.now, 100)
})

test('shuffle runs any ready tasklet next, by the seed', (t) => {
  const order = (seed: number): string => {
    const { scheduler } = world({ shuffle: true, seed })
    const seen: number[] = []
    for (let i = 0; i < 8; i++) scheduler.spawn(function* (): Task { seen.push(i) })
    settle(scheduler)
    return seen.join()
  }
  t.is(order(1), order(1))
  const orders = new Set([1, 2, 3, 4, 5].map(order))
  t.true(orders.size > 1)
  for (const each of orders) t.is(each.split(',').length, 8)
})

test('ids and random numbers come from the scheduler', (t) => {
  const a = new Scheduler({ seed: 5 })
  const b = new Scheduler({ seed: 5 })
  t.deepEqual([a.nextId(), a.nextId(), a.random()], [b.nextId(), b.nextId(), b.random()])
})

test('schedule and a bare yield give way alike', (t) => {
  const seen: string[] = []
  play(function* (): Task {
    spawn(function* (): Task {
      seen.push('a')
      yield* schedule()
      seen.push('a again')
    })
    spawn(function* (): Task {
      seen.push('b')
      yield
      seen.push('b again')
    })
  })
  t.deepEqual(seen, ['a', 'b', 'a again', 'b again'])
})

test('drive runs on the event loop until nobody is alive', async (t) => {
  const scheduler = new Scheduler({ handlers: { ask: (args) => Promise.resolve(args) } })
  const tasklet = scheduler.spawn(function* (): Task<unknown> {
    yield* sleep(1)
    return yield* request('ask', 'answer')
  })
  t.is((await scheduler.drive()).reason, 'done')
  t.is(tasklet.result, 'answer')
})

test('drive ends when nothing can wake anyone', async (t) => {
  const scheduler = new Scheduler()
  scheduler.spawn(function* (): Task { yield* channel<void>().receive() })
  t.like(await scheduler.drive(), { reason: 'deadlock', alive: 1 })
})

test('drive ends when its signal aborts, and the world can be driven again', async (t) => {
  const scheduler = new Scheduler()
  const abort = new AbortController()
  const tasklet = scheduler.spawn(function* (): Task<string> {
    yield* sleep(20)
    return 'slept'
  })
  const driven = scheduler.drive({ signal: abort.signal })
  abort.abort()
  t.is((await driven).reason, 'waiting')
  await scheduler.drive()
  t.is(tasklet.result, 'slept')
})

test('drive gives other work of the event loop its turn', async (t) => {
  const scheduler = new Scheduler()
  let stop = false
  scheduler.spawn(function* (): Task { while (!stop) yield })
  setTimeout(() => { stop = true }, 5)
  t.is((await scheduler.drive({ sliceMs: 1 })).reason, 'done')
})

test('a world is driven once at a time', async (t) => {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(function* (): Task { yield* sleep(20) })
  const driven = scheduler.drive()
  await t.throwsAsync(scheduler.drive(), { code: 'ALREADY_RUNNING' })
  t.is((await driven).reason, 'done')
  t.is(tasklet.status, 'done')
  t.is((await scheduler.drive()).reason, 'done')
})
