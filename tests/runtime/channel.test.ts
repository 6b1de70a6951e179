import test from 'ava'
import { Channel, channel, ChannelClosed, race, select, spawn, withTimeout, type Operation } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { play, settle, world, type Task } from './world.ts'

test('a channel refuses a capacity that is no whole number >= 0', (t) => {
  for (const capacity of [-1, 1.5, NaN, 'x']) t.throws(() => channel(capacity as number), { code: 'BAD_NUMBER' })
})

test('a new channel is open and empty', (t) => {
  const box = channel<number>()
  t.true(box instanceof Channel)
  t.deepEqual([box.capacity, box.balance, box.buffered, box.closed, box.preference], [0, 0, 0, false, -1])
})

test('with preference -1 the receiver goes on at once, and the sender after those who are ready', (t) => {
  const seen: string[] = []
  play(function* (): Task {
    const box = channel<number>()
    spawn(function* (): Task { seen.push(`got ${yield* box.receive()}`) })
    yield
    spawn(function* (): Task { seen.push('other') })
    yield* box.send(1)
    seen.push('sender')
  })
  t.deepEqual(seen, ['got 1', 'other', 'sender'])
})

test('a preference does not count on a buffered channel', (t) => {
  const seen: string[] = []
  play(function* (): Task {
    const box = channel<number>(1)
    spawn(function* (): Task { seen.push(`got ${yield* box.receive()}`) })
    yield
    yield* box.send(1)
    seen.push('sender')
  })
  t.deepEqual(seen, ['sender', 'got 1'])
})

test('a closed channel wakes every receiver with ChannelClosed, and answers next() with the end', (t) => {
  const { scheduler, errors } = world()
  const box = channel<number>()
  const receivers = [1, 2].map(() => scheduler.spawn(function* (): Task<number> { return yield* box.receive() }))
  const reader = scheduler.spawn(function* (): Task<unknown> { return yield* box.next() })
  settle(scheduler)
  t.is(box.balance, -3)
  box.close('cause')
  t.is(box.balance, 0)
  settle(scheduler)
  t.is(errors.length, 2)
  for (const tasklet of receivers) {
    t.true(tasklet.error instanceof ChannelClosed)
    t.is((tasklet.error as Error).cause, 'cause')
  }
  t.deepEqual(reader.result, { value: undefined, done: true })
})

test('a channel can be closed, and sent to, between two runs', (t) => {
  const { scheduler } = world()
  const box = channel<number>(1)
  const sum = scheduler.spawn(function* (): Task<number> {
    let total = 0
    for (let item = yield* box.next(); !item.done; item = yield* box.next()) total += item.value
    return total
  })
  scheduler.spawn(function* (): Task { yield* box.send(3) })
  settle(scheduler)
  scheduler.spawn(function* (): Task { yield* box.send(4) })
  settle(scheduler)
  box.close()
  t.is(settle(scheduler).reason, 'done')
  t.is(sum.result, 7)
})

test('sender and receiver of two schedulers meet: the other one is ready in its own world', (t) => {
  const a = world()
  const b = world()
  const box = channel<string>()
  const receiver = a.scheduler.spawn(function* (): Task<string> { return yield* box.receive() })
  settle(a.scheduler)
  b.scheduler.spawn(function* (): Task { yield* box.send('from b') })
  t.is(settle(b.scheduler).reason, 'done')
  t.is(receiver.status, 'ready')
  settle(a.scheduler)
  t.is(receiver.result, 'from b')
})

test('values arrive in the order in which they were sent, whatever the capacity and the number of senders', (t) => {
  for (const capacity of [0, 1, 2, 7]) {
    const got = play(function* (): Task<number[]> {
      const box = channel<number>(capacity)
      for (let i = 0; i < 5; i++) spawn(function* (): Task { yield* box.send(i) })
      yield
      const all: number[] = []
      for (let i = 0; i < 5; i++) all.push(yield* box.receive())
      return all
    })
    t.deepEqual(got, [0, 1, 2, 3, 4])
  }
})

test('an overflow needs a name that exists, and room', (t) => {
  for (const options of [{ overflow: 'slide' }, { capacity: 0, overflow: 'drop' }, { capacity: 3, overflow: 'spill' as 'drop' }] as const) {
    t.throws(() => channel(options), { code: 'BAD_OVERFLOW' })
  }
  t.is(channel({ capacity: Infinity, overflow: 'slide' }).capacity, Infinity)
})

test('100,000 receivers on one channel are served in order, and killed in any order', (t) => {
  const { scheduler } = world()
  const box = channel<number>()
  let sum = 0
  const all = Array.from({ length: 100_000 }, () => scheduler.spawn(function* (): Task {
    const value = yield* box.receive()
    sum += value
  }))
  scheduler.run()
  for (let i = 0; i < all.length; i += 2) all[i]?.kill()
  t.is(box.balance, -50_000)
  scheduler.spawn(function* (): Task { for (let i = 0; i < 50_000; i++) yield* box.send(1) })
  t.is(scheduler.run().reason, 'done')
  t.deepEqual([sum, box.balance], [50_000, 0])
})

test('a send that nobody performed is not sent, and an operation kept aside is performed with its own value', (t) => {
  const box = channel<number>(9)
  play(function* (): Task {
    const [one, two] = [box.send(1), box.send(2)]
    yield* box.send(3)
    yield* two
    yield* box.send(4)
    yield* two
    yield* one
  })
  t.deepEqual(box.buffer?.toArray(), [3, 2, 4, 2, 1])
})

test('what a tasklet is parked on may be waited in by others, alone, in a select and in a race: they stand behind it', (t) => {
  const { scheduler } = world()
  const [box, other] = [channel<number>(), channel<string>()]
  const seen: unknown[] = []
  const first = scheduler.spawn(function* (): Task { seen.push(['first', yield* box.receive()]) })
  scheduler.run()
  const place = first.parkedOn as Operation<number>
  const takes: [string, () => Operation<unknown>][] = [
    ['alone', () => place], ['select', () => select({ place })], ['timeout', () => withTimeout(Infinity, place)], ['race', () => race([other.receive(), place])],
  ]
  for (const [name, take] of takes) {
    scheduler.spawn(function* (): Task { seen.push([name, yield* take()]) })
    scheduler.run()
    checkInvariants(scheduler)
  }
  t.deepEqual([box.balance, place.tasklet], [-5, null])
  other.offer('won')
  scheduler.run()
  t.is(box.balance, -4) // who lost took nothing
  scheduler.spawn(function* (): Task { for (let i = 1; i < 5; i++) yield* box.send(i) })
  settle(scheduler)
  t.deepEqual(seen, [['race', 'won'], ['first', 1], ['alone', 2], ['select', { key: 'place', value: 3 }], ['timeout', 4]])
})
