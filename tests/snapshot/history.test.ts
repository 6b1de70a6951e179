// What changed since the last text: deltas are small, and put together they are what a whole snapshot would be.

import test from 'ava'
import { channel, Scheduler } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, describe, History, restore, SnapshotError } from '@stillframe/snapshot'
import { counter, hold, Money, orders, worker } from './code.ts'
import { difference } from './isomorphic.ts'
import { sendAll } from './native.ts'

type Any = any

const codeOf = (t: Any, action: () => unknown): string => (t.throws(action, { instanceOf: SnapshotError }) as SnapshotError).code

test('the first text is a whole snapshot, and nothing changed is next to nothing', (t) => {
  const since = new History()
  const root = { list: [1, 2, 3], money: new Money(5, 'EUR') }
  const base = capture(root, { since })
  t.is(base, capture(root))
  const delta = capture(root, { since })
  t.true(delta.length < 150, delta)
  t.is(difference(restore(base, delta), root), '')
})

test('whatever changes, base and deltas give what is there now', (t) => {
  const since = new History()
  const symbol = Symbol('s')
  const root: Any = { a: [1], map: new Map<unknown, unknown>([['k', {}]]), odd: Object.defineProperty({}, 'hidden', { value: 1, configurable: true }), ...counter(1) }
  const texts = [capture(root, { since })]
  const changes: (() => void)[] = [
    () => root.a.push({ fresh: root.map }),
    () => root.map.set(root, root.a),
    () => Object.defineProperty(root.odd, 'hidden', { value: [root] }),
    () => root.bump(),
    () => { root.a = [symbol, new Date(5), new Uint8Array(3)] },
    () => { delete root.map },
    () => { root.map = new Map([[1, root.a]]) },
    () => { root.big = Array.from({ length: 40 }, (_, i) => ({ i })) },
    () => Object.freeze(root),
  ]
  for (const change of changes) {
    change()
    texts.push(capture(root, { since }))
    const [base, ...deltas] = texts as [string, ...string[]]
    const copy = restore<Any>(base, deltas[0] as string, ...deltas.slice(1))
    t.is(capture(copy), capture(root))
    t.is(copy.peek(), root.peek())
  }
})

test('one changed tasklet in a world of many is less than a kilobyte', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inboxes = Array.from({ length: 5000 }, () => channel<number>())
  for (const inbox of inboxes) scheduler.spawn(worker as Any, inbox)
  scheduler.run()
  const world = { scheduler, inboxes }
  const since = new History()
  const base = capture(world, { since })
  scheduler.spawn(sendAll as Any, inboxes[77], [5])
  scheduler.run()
  const delta = capture(world, { since })
  t.log(`base ${base.length}, delta ${delta.length}`)
  t.true(delta.length < 1000)
  const copy = restore<typeof world>(base, delta)
  checkInvariants(copy.scheduler)
  t.is(capture(copy), capture(world))
})

test('tasklets that end, begin and wait elsewhere are followed, channels of modules too', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const since = new History()
  const texts: string[] = []
  const note = (): void => {
    scheduler.run({ maxSwitches: 20 })
    texts.push(capture(scheduler, { since }))
    const whole = capture(scheduler)
    const [base, ...deltas] = texts as [string, ...string[]]
    const copy = deltas.length === 0 ? restore<Scheduler>(base) : restore<Scheduler>(base, deltas[0] as string, ...deltas.slice(1))
    t.is(capture(copy), whole)
    restore(whole) // the module's channel has one state: that of the last world restored
  }
  scheduler.spawn(worker as Any, channel())
  note()
  const second = scheduler.spawn(hold as Any, new Money(1, 'EUR'))
  note()
  second.kill()
  note()
  scheduler.spawn(worker as Any, channel())
  note()
  t.is(orders.waiting.length, 0)
})

test('deltas are refused out of order, twice, alone, and after another snapshot', (t) => {
  const since = new History()
  const root = { n: 0 }
  const base = capture(root, { since })
  root.n = 1
  const one = capture(root, { since })
  root.n = 2
  const two = capture(root, { since })
  t.deepEqual(restore(base, one, two), { n: 2 })
  t.deepEqual(restore(base, one), { n: 1 })
  t.deepEqual(restore(base, one, { limits: {} }), { n: 1 })
  t.is(codeOf(t, () => restore(base, two)), 'DELTA_ORDER')
  t.is(codeOf(t, () => restore(base, one, one)), 'DELTA_ORDER')
  t.is(codeOf(t, () => restore(capture({ n: 7 }), one)), 'DELTA_ORDER')
  t.is(codeOf(t, () => restore(base, capture(1))), 'DELTA_ORDER')
  t.is(codeOf(t, () => restore(one)), 'MALFORMED')
  t.is(codeOf(t, () => restore(one, two)), 'MALFORMED')
})

test('a capture that fails leaves the history as it was', (t) => {
  const since = new History()
  const root: Any = { n: 0 }
  const base = capture(root, { since })
  root.bad = new WeakMap()
  t.throws(() => capture(root, { since }))
  root.bad = 1
  t.throws(() => capture(root, { since, limits: { bytes: 3 } }))
  t.deepEqual(restore(base, capture(root, { since })), { n: 0, bad: 1 })
  t.is(describe(base).objects, 1)
})
