// What runs: tasklets, frames, closures, channels, timers, generator objects. The copy goes on where the original stood.

import test from 'ava'
import { all, channel, Scheduler, type Channel, type Tasklet } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import { counter, dive, each, emptyOrders, hold, orders, polite, worker } from './code.ts'
import { sendAll } from './native.ts'

type Any = any

function world(): { scheduler: Scheduler; inbox: Channel<number>; tasklet: Tasklet } {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inbox = channel<number>()
  const tasklet = scheduler.spawn(worker as Any, inbox)
  scheduler.run()
  return { scheduler, inbox, tasklet }
}

const again = <T>(value: T): T => {
  const text = capture(value)
  const copy = restore(text)
  if (capture(copy) !== text) throw new Error('the copy gives another text')
  return copy as T
}

test('a worker that waits on a channel goes on in the copy, and the original is untouched', (t) => {
  const original = world()
  const copy = again(original)
  copy.scheduler.spawn(sendAll, copy.inbox, [1, 2, 3])
  copy.scheduler.run()
  checkInvariants(copy.scheduler)
  t.is((copy.tasklet.top as Any).s1, 6)
  t.is((original.tasklet.top as Any).s1, 0)
  checkInvariants(original.scheduler)
})

test('what tasklets share in memory they share again in the copy, and who has something of its own has it alone', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inbox = channel<number>()
  const tasklets = [1, 2, 3, 4].map(() => scheduler.spawn(worker as Any, inbox))
  scheduler.spawn(() => all([(tasklets[1] as Tasklet).join()]))
  void tasklets[2]?.promise() // is told of the end by code that no snapshot holds
  scheduler.run()
  const copies = again({ scheduler, tasklets }).tasklets as [Tasklet, Tasklet, Tasklet, Tasklet]
  const [one, joined, watched, other] = copies
  t.is(one.ties, watched.ties)
  t.is(one.ties, other.ties)
  t.is(joined.ties.joiners?.size, 1)
  t.is(one.ties.joiners, null)
  t.is(joined.ties.home, one.ties.home)
  checkInvariants(one.home as Scheduler)
})

test('frames of nested calls return to their callers in the copy', (t) => {
  const scheduler = new Scheduler()
  const inbox = channel<number>()
  const tasklet = scheduler.spawn(dive as Any, 50, inbox)
  scheduler.run()
  const copy = again({ scheduler, inbox, tasklet })
  copy.scheduler.spawn(sendAll, copy.inbox, [100])
  copy.scheduler.run()
  t.is(copy.tasklet.result, 150)
  t.is(copy.tasklet.status, 'done')
})

test('a tasklet that has not started starts in the copy', (t) => {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(polite as Any, 3)
  const copy = again({ scheduler, tasklet })
  copy.scheduler.run()
  t.is(copy.tasklet.result, 'done')
})

test('sleepers keep their due times and their order', (t) => {
  const scheduler = new Scheduler({ clock: { now: () => 0 } })
  const tasklets = [5, 6, 7].map((value) => scheduler.spawn(hold as Any, value))
  scheduler.run()
  const copy = again({ scheduler, tasklets })
  checkInvariants(copy.scheduler)
  t.is(copy.scheduler.nextDueMs, 1000)
  copy.scheduler.attach({ clock: 'virtual' })
  copy.scheduler.run()
  t.deepEqual(copy.tasklets.map((one) => one.result), [5, 6, 7])
  t.is(copy.scheduler.now, 1000)
})

test('the clock, random numbers and ids go on in the copy as they would have in the original', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual', seed: 7 })
  scheduler.random()
  scheduler.nextId()
  const copy = again(scheduler)
  t.is(copy.random(), scheduler.random())
  t.is(copy.nextId(), scheduler.nextId())
})

test('a tasklet captured without its scheduler joins another one', (t) => {
  const { tasklet } = world()
  const scheduler = new Scheduler()
  const sleeper = new Scheduler({ clock: 'virtual' })
  const held = sleeper.spawn(hold as Any, 'kept')
  sleeper.run({ maxSwitches: 1 })
  const copy = again({ tasklet, held: { tasklet: held } })
  t.is(copy.tasklet.home, null)
  scheduler.adopt(copy.tasklet)
  checkInvariants(scheduler)
  t.is(scheduler.alive, 1)
})

test('closures that share a variable share it in the copy', (t) => {
  const shared = counter(10)
  shared.bump()
  const copy = again(shared)
  t.is(copy.bump(), 12)
  t.is(copy.peek(), 12)
  t.is(shared.peek(), 11)
})

const iterables: [string, () => Iterable<unknown>, unknown[]][] = [
  ['an array', () => [1, 2, 3], [2, 3]],
  ['a Map', () => new Map([[1, 'a'], [2, 'b'], [3, 'c']]), [[2, 'b'], [3, 'c']]],
  ['a Set', () => new Set([1, 2, 3]), [2, 3]],
  ['a string', () => 'a😀c', ['😀', 'c']],
  ['a typed array', () => new Uint8Array([1, 2, 3]), [2, 3]],
  ['another generator object', () => each([1, 2, 3]), [2, 3]],
]
for (const [name, make, rest] of iterables) {
  test(`a loop over ${name} goes on with the next member`, (t) => {
    const generator = each(make())
    generator.next()
    const copy = again(generator)
    t.deepEqual([...copy], rest)
    t.deepEqual([...generator], rest)
  })
}

test('a generator object is a proper one after a restore, at each point of its life', (t) => {
  const fresh = again(each([1]))
  t.is(Object.prototype.toString.call(fresh), '[object Generator]')
  t.true(fresh instanceof (each as Any))
  t.deepEqual(fresh.next(), { value: 1, done: false })
  const finished = each([])
  finished.next()
  t.deepEqual(again(finished).next(), { value: undefined, done: true })
  const running = each([1, 2])
  running.next()
  t.deepEqual(again(running).return('early'), { value: 'early', done: true })
})

test('a channel keeps its buffer, its waiting tasklets and their order', (t) => {
  const scheduler = new Scheduler()
  const buffered = channel<number>(2)
  const sender = scheduler.spawn(sendAll, buffered, [])
  scheduler.run()
  t.false(sender.alive)
  buffered.offer(1)
  buffered.offer(2)
  const copy = again(buffered)
  t.is(copy.buffered, 2)
  t.is(copy.capacity, 2)
  const waiting = channel<number>()
  const tasklets = [1, 2].map(() => scheduler.spawn(worker as Any, waiting))
  scheduler.run()
  const second = again({ scheduler, waiting, tasklets })
  t.is(second.waiting.balance, -2)
  t.is(second.waiting.receivers.first, second.tasklets[0])
})

test('a channel that is a binding of a module gets its state back in place', (t) => {
  const scheduler = new Scheduler()
  scheduler.spawn(worker as Any, orders)
  scheduler.run()
  const text = capture(scheduler)
  t.is(orders.balance, -1)
  emptyOrders()
  const copy = restore(text) as Scheduler
  t.is(orders.balance, -1)
  t.is(orders.receivers.first, copy.tasklets()[0])
  t.is(capture(copy), text)
  emptyOrders()
})

test('who waited on a channel of a module before a restore put others there is killed without a trace', (t) => {
  const worlds = [0, 1].map(() => {
    const scheduler = new Scheduler()
    for (let i = 0; i < 4; i++) scheduler.spawn(worker as Any, orders)
    scheduler.run()
    const text = capture(scheduler)
    emptyOrders()
    return text
  })
  const [before, after] = worlds.map((text) => restore(text) as Scheduler)
  for (const tasklet of before!.tasklets()) tasklet.kill()
  checkInvariants(after!)
  t.is(orders.balance, -4)
  after!.tasklets().reverse().forEach((tasklet) => tasklet.kill())
  t.is(orders.balance, 0)
  emptyOrders()
})

test('a restore that fails leaves the channels of modules alone', (t) => {
  const scheduler = new Scheduler()
  scheduler.spawn(worker as Any, orders)
  scheduler.run()
  const text = capture({ scheduler, db: settingsLike }, { permanents: { db: settingsLike } })
  emptyOrders()
  t.throws(() => restore(text), { instanceOf: SnapshotError, code: 'PERMANENT_MISSING' })
  t.is(orders.balance, 0)
})

const settingsLike = { host: 'db' }

test('skipped tasklets are left out of every list, and come back as killed ones', (t) => {
  const { scheduler, inbox, tasklet } = world()
  const other = scheduler.spawn(worker as Any, inbox)
  scheduler.run()
  const text = capture({ scheduler, inbox, tasklet, other }, { skip: (one) => one === tasklet })
  const copy = restore(text) as { scheduler: Scheduler; inbox: Channel<number>; tasklet: Tasklet; other: Tasklet }
  checkInvariants(copy.scheduler)
  t.is(copy.scheduler.alive, 1)
  t.is(copy.inbox.balance, -1)
  t.is(copy.tasklet.status, 'killed')
  t.is(copy.other.status, 'parked')
  t.true(tasklet.alive)
})

test('a running tasklet can\'t be captured from inside, and nothing has changed', (t) => {
  const scheduler = new Scheduler()
  const seen: unknown[] = []
  scheduler.spawn(function* (): Generator {
    for (const what of [scheduler, scheduler.current]) {
      try {
        capture(what)
      } catch (error) {
        seen.push((error as SnapshotError).code)
      }
    }
  })
  scheduler.run()
  t.deepEqual(seen, ['SCHEDULER_RUNNING', 'TASKLET_RUNNING'])
  t.is(scheduler.alive, 0)
})

test('one suspended one-frame tasklet takes at most 300 bytes, and each of 100,000 alike at most 100', (t) => {
  const one = new Scheduler()
  const tasklet = one.spawn(polite as Any, 3)
  one.run({ maxSwitches: 1 })
  t.true(capture(tasklet).length <= 300)
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inbox = channel<number>()
  for (let i = 0; i < 100_000; i++) scheduler.spawn(worker as Any, inbox)
  scheduler.run()
  const text = capture(scheduler)
  t.log(`one: ${capture(tasklet).length} bytes; of 100,000 that wait on a channel, each: ${(text.length / 100_000).toFixed(1)}`)
  t.true(text.length / 100_000 <= 100)
  t.is((restore(text) as Scheduler).alive, 100_000)
})
