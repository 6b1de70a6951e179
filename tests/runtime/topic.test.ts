import test from 'ava'
import { select } from '@stillframe/runtime'
import { latest, topic } from '@stillframe/runtime/topics'
import { settle, world, type Task } from './world.ts'

test('a topic drops subscriptions that were closed, and counts no one', (t) => {
  const { scheduler } = world()
  const news = topic<number>()
  const boxes = [1, 2, 3].map(() => news.subscribe(1))
  boxes[1]?.close()
  const tasklet = scheduler.spawn(function* (): Task { yield* news.send(5) })
  settle(scheduler)
  t.is(tasklet.status, 'done')
  t.deepEqual(news.subscribers, [boxes[0], boxes[2]])
})

test('two publishers that both wait are heard by every subscriber in the same order', (t) => {
  const { scheduler } = world()
  const news = topic<string>()
  const boxes = [0, 1, 0, 2].map((capacity) => news.subscribe(capacity))
  for (const name of ['a', 'b', 'c']) scheduler.spawn(function* (): Task { for (const i of [1, 2]) yield* news.send(`${name}${i}`) })
  const heard = boxes.map((box) => scheduler.spawn(function* (): Task<string> {
    let all = ''
    for (let i = 0; i < 6; i++) all += `${yield* box.receive()} `
    return all
  }))
  t.is(settle(scheduler).reason, 'done')
  t.is(new Set(heard.map(({ result }) => result)).size, 1)
})

test('a topic with 10,000 lagging subscribers is published to when the last has taken the value', (t) => {
  const { scheduler } = world()
  const news = topic<number>()
  const boxes = Array.from({ length: 10_000 }, () => news.subscribe())
  const tasklet = scheduler.spawn(function* (): Task { yield* news.send(1) })
  scheduler.run()
  for (const [i, box] of boxes.entries()) {
    t.assert(tasklet.status === 'parked', `after ${i}`)
    box.poll()
  }
  t.is(scheduler.run().reason, 'done')
})

test('a latest value is told to who waits, to who subscribed, and to nobody after it is closed', (t) => {
  const { scheduler } = world()
  const price = latest(1)
  const changed = scheduler.spawn(function* (): Task<number> { return yield* price.changed() })
  const box = price.subscribe()
  settle(scheduler)
  price.set(2)
  price.set(3)
  t.is(price.value, 3)
  settle(scheduler)
  t.deepEqual([changed.result, box.poll(), box.poll()], [2, { value: 3, done: false }, undefined])
  price.close('over')
  t.throws(() => price.set(4), { code: 'CHANNEL_CLOSED' })
  t.deepEqual(price.subscribe().poll(), { value: 3, done: false })
})

test('a publish waits for the second of two subscriptions that one select waits for', (t) => {
  const { scheduler } = world()
  const news = topic<string>()
  const [one, other] = [news.subscribe(), news.subscribe()]
  const reader = scheduler.spawn(function* (): Task<unknown> { return yield* select({ one: one.receive(), other: other.receive() }) })
  const publisher = scheduler.spawn(function* (): Task { yield* news.send('x') })
  settle(scheduler)
  t.deepEqual([reader.result, publisher.status, other.balance], [{ key: 'one', value: 'x' }, 'parked', 1])
  t.deepEqual(other.poll(), { value: 'x', done: false })
  settle(scheduler)
  t.is(publisher.status, 'done')
})

test('subscriptions that come and go are forgotten, also if nobody publishes', (t) => {
  const news = topic<number>()
  const price = latest(1)
  const stays = [news.subscribe(), price.subscribe()]
  for (let i = 0; i < 1000; i++) for (const one of [news, price]) one.subscribe().close()
  t.true(news.subscribers.length < 10)
  t.true(price.subscribers.length < 10)
  t.deepEqual([news.subscribers[0], price.subscribers[0]], stays as never)
})
