import test from 'ava'
import { channel, request, schedule, select, sleep, type Channel, type Operation } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { topic } from '@stillframe/runtime/topics'
import { play, settle, world, type Task } from './world.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <T extends true>(value?: T): T | undefined => value

test('the result is a union by key that narrows', (t) => {
  const numbers = channel<number>(1)
  const words = channel<string>(1)
  play(function* (): Task {
    yield* numbers.send(7)
    const got = yield* select({ n: numbers.receive(), w: words.receive(), sent: words.send('x'), late: sleep(1), off: null as Operation<Date> | null })
    holds<Same<typeof got,
      | { readonly key: 'n'; readonly value: number } | { readonly key: 'w'; readonly value: string } | { readonly key: 'sent'; readonly value: void }
      | { readonly key: 'late'; readonly value: void } | { readonly key: 'off'; readonly value: Date }>>()
    if (got.key === 'n') t.is(got.value.toFixed(), '7')
    else t.fail()
    const tuple = yield* select([words.next(), sleep(1)])
    holds<Same<typeof tuple, { readonly key: 0; readonly value: IteratorResult<string, undefined> } | { readonly key: 1; readonly value: void }>>()
    const many = yield* select([numbers, numbers].map((one) => one.next()), { default: true })
    holds<Same<typeof many, { readonly key: number; readonly value: IteratorResult<number, undefined> } | { readonly key: 'default'; readonly value: undefined }>>()
    t.is(many.key, 'default')
  })
})

test('what is no operation, an inner select and a publish are refused as arms', (t) => {
  const box = channel<number>()
  for (const arm of [box, 5, 'x', select({ box: box.receive() }), topic<number>().send(1)]) t.throws(() => select({ arm: arm as never }), { code: 'BAD_ARM' })
  t.notThrows(() => select([null, undefined, false]))
})

test('a select of nothing waits for ever', (t) => {
  const { scheduler } = world()
  scheduler.spawn(function* (): Task { yield* select({ off: null }) })
  t.is(settle(scheduler).reason, 'deadlock')
})

test('a select over 1,000 channels leaves all of them when one is answered, when it is killed, and when one is closed', (t) => {
  const { scheduler, errors } = world()
  const boxes = Array.from({ length: 1000 }, () => channel<number>())
  const body = function* (): Task<unknown> { return yield* select(boxes.map((box, i) => (i % 2 === 0 ? box.next() : box.send(i)))) }
  const left = (): number => boxes.reduce((sum, { balance }) => sum + Math.abs(balance), 0)
  const first = scheduler.spawn(body)
  const second = scheduler.spawn(body)
  settle(scheduler)
  t.is(left(), 2000)
  t.true(boxes[600]?.offer(5))
  t.is(left(), 1000)
  settle(scheduler)
  t.deepEqual(first.result, { key: 600, value: { value: 5, done: false } })
  second.kill()
  t.is(left(), 0)
  settle(scheduler)
  const third = scheduler.spawn(body)
  settle(scheduler)
  boxes[998]?.close()
  t.is(left(), 0)
  settle(scheduler)
  t.deepEqual(third.result, { key: 998, value: { value: undefined, done: true } })
  t.is(errors.length, 0)
})

test('of 100,000 selects on one channel, each value wakes one, in the order of arrival', (t) => {
  const { scheduler } = world()
  const box = channel<number>()
  const other = channel<number>()
  const got: number[] = []
  for (let i = 0; i < 100_000; i++) {
    scheduler.spawn(function* (): Task {
      const { value } = yield* select([other.receive(), box.receive()])
      got.push(value)
    })
  }
  scheduler.run()
  t.is(box.balance, -100_000)
  checkInvariants(scheduler)
  scheduler.spawn(function* (): Task { for (let i = 0; i < 100_000; i++) yield* box.send(i) })
  t.is(scheduler.run().reason, 'done')
  t.deepEqual([got.length, got[0], got[99_999], box.balance, other.balance], [100_000, 0, 99_999, 0, 0])
})

test('an unbounded channel takes and gives 300,000 values in linear time', (t) => {
  const box = channel<number>(Infinity)
  const sum = play(function* (): Task<number> {
    for (let i = 0; i < 300_000; i++) yield* box.send(1)
    box.close()
    let total = 0
    for (let item = yield* box.next(); !item.done; item = yield* box.next()) total += item.value
    return total
  })
  t.is(sum, 300_000)
})

test('a fair select takes each arm that can go on about as often, and the same ones for the same seed', (t) => {
  const choices = (seed: number): number[] => play(function* (): Task<number[]> {
    const boxes = Array.from({ length: 4 }, () => channel<number>(Infinity))
    for (const box of boxes.slice(1)) for (let i = 0; i < 3000; i++) box.offer(i)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 3000; i++) counts[(yield* select(boxes.map((box) => box.receive()), { fair: true })).key]!++
    return counts
  }, { seed })
  const counts = choices(5)
  t.is(counts[0], 0)
  for (const count of counts.slice(1)) t.true(count > 900 && count < 1100, String(counts))
  t.deepEqual(choices(5), counts)
  t.notDeepEqual(choices(6), counts)
})

test('close, in the middle of a fight for one channel, wakes every select once', (t) => {
  const { scheduler, errors } = world()
  const box = channel<number>()
  let ends = 0
  for (let i = 0; i < 50; i++) {
    scheduler.spawn(function* (): Task {
      for (;;) {
        const { value } = yield* select([box.next(), box.next(), sleep(1000 + i)])
        if (value?.done) break
      }
      ends++
    })
  }
  scheduler.spawn(function* (): Task {
    for (let i = 0; i < 20; i++) yield* box.send(i)
    box.close()
  })
  t.is(settle(scheduler).reason, 'done')
  t.deepEqual([ends, errors.length, scheduler.timers.heap.length, box.balance], [50, 0, 0, 0])
})

test('requests and timers of arms that lost are gone', (t) => {
  const { scheduler } = world({ handlers: { ask: () => new Promise(() => {}) } })
  const box = channel<number>()
  const tasklet = scheduler.spawn(function* (): Task<unknown> { return yield* select({ ask: request('ask'), time: sleep(50), box: box.receive() }) })
  settle(scheduler)
  t.deepEqual([scheduler.requests.size, scheduler.timers.heap.length], [1, 1])
  box.offer(3)
  t.deepEqual([scheduler.requests.size, scheduler.timers.heap.length], [0, 0])
  t.is(settle(scheduler).reason, 'done')
  t.deepEqual(tasklet.result, { key: 'box', value: 3 })
})

test('schedule as an arm is always possible', (t) => {
  const box = channel<number>()
  t.deepEqual(play(function* (): Task<unknown> { return yield* select({ box: box.receive(), now: schedule() }) }), { key: 'now', value: undefined })
})

test('a select says what it waits for', (t) => {
  const { scheduler } = world()
  const box: Channel<number> = channel({ name: 'jobs' })
  const tasklet = scheduler.spawn(function* (): Task { yield* select({ job: box.receive(), time: sleep(Infinity) }) })
  settle(scheduler)
  t.is(tasklet.parkedOn?.describe(), 'select of job: receive on channel "jobs", time: sleep of Infinity ms')
})

test('a select of what is no record and no list is refused', (t) => {
  for (const arms of [null, 5]) t.throws(() => select(arms as never), { code: 'BAD_ARM' })
})
