// What changed since the last text: deltas are small, and put together they are what a whole snapshot would be.

import test from 'ava'
import { channel, Scheduler } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, check, compare, describe, History, restore, SnapshotError } from '@stillframe/snapshot'
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

const crowdOf = (count: number): { world: { scheduler: Scheduler; inboxes: Any[] }; tasklets: Any[] } => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inboxes = Array.from({ length: count }, () => channel<number>())
  const tasklets = inboxes.map((inbox) => scheduler.spawn(worker as Any, inbox))
  scheduler.run()
  return { world: { scheduler, inboxes }, tasklets }
}

const changesOfOne: Record<string, (world: ReturnType<typeof crowdOf>['world'], tasklets: Any[]) => void> = {
  'that got a message and waits again': ({ scheduler, inboxes }) => {
    scheduler.spawn(sendAll as Any, inboxes[77], [5])
    scheduler.run()
  },
  'that was spawned': ({ scheduler, inboxes }) => {
    scheduler.spawn(worker as Any, inboxes[77])
    scheduler.run()
  },
  'that was killed': ({ scheduler }, tasklets) => {
    tasklets[77].kill()
    scheduler.run()
  },
}

for (const [what, change] of Object.entries(changesOfOne)) {
  test(`one tasklet ${what}, in a world of many, is less than a kilobyte`, (t) => {
    const { world, tasklets } = crowdOf(5000)
    const since = new History()
    const base = capture(world, { since })
    change(world, tasklets)
    const delta = capture(world, { since })
    t.log(`base ${base.length}, delta ${delta.length}`)
    t.true(delta.length < 1000, delta)
    const copy = restore<typeof world>(base, delta)
    checkInvariants(copy.scheduler)
    t.is(capture(copy), capture(world))
  })
}

test('long lists, Maps and objects are edited, again and again', (t) => {
  const since = new History()
  const root: Any = { list: Array.from({ length: 500 }, (_, i) => ({ i })), map: new Map(Array.from({ length: 200 }, (_, i) => [`key ${i}`, { i }])) }
  root.record = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, i]))
  const texts = [capture(root, { since })]
  const changes: (() => void)[] = [
    () => root.list.push({}), () => root.list.splice(20, 3), () => root.list.unshift(root.list.pop()), () => root.map.set('key 7', root), () => root.map.delete('key 100'),
    () => { root.record.k50 = root.list }, () => root.list.sort((a: Any, b: Any) => (b.i ?? 0) - (a.i ?? 0)), () => Object.freeze(root.list),
  ]
  for (const change of changes) {
    change()
    texts.push(capture(root, { since }))
    const [base, first, ...rest] = texts as [string, string, ...string[]]
    t.is(capture(restore(base, first, ...rest)), capture(root))
  }
  t.deepEqual(texts.map((text) => text.includes('"edit"')), [false, true, true, true, true, true, true, false, false])
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
  t.is(orders.balance, 0)
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

test('what is neither text nor options is refused, wherever it stands', (t) => {
  const since = new History()
  const root = { n: 0 }
  const base = capture(root, { since })
  root.n = 1
  const one = capture(root, { since })
  root.n = 2
  const two = capture(root, { since })
  const given: unknown[][] = [[[one, two]], [Buffer.from(one)], [one, Buffer.from(two)], [{}, one], [one, {}, two], [undefined, one], [null], [7], [one, since], [Promise.resolve(one)], [() => one]]
  for (const rest of given) t.is(codeOf(t, () => (restore as Any)(base, ...rest)), 'DELTA_ORDER', String(rest))
  const error = t.throws(() => (restore as Any)(base, Buffer.from(one)), { message: /^a Uint8Array stands where a delta or the options should/ }) as unknown as SnapshotError
  t.regex(error.hint, /restore\(base, \.\.\.deltas, options\)/)
  t.deepEqual([restore(base, one, two, {}), (restore as Any)(base, one, undefined), restore(base, Object.create(null) as object), restore(base, undefined)], [{ n: 2 }, { n: 1 }, { n: 0 }, { n: 0 }])
  for (const read of [check, describe] as Any[]) for (const options of [one, [one], Buffer.from(one)]) t.is(codeOf(t, () => read(base, options)), 'DELTA_ORDER')
})

test('who reads a delta without its snapshot is told how', (t) => {
  const since = new History()
  const base = capture([1], { since })
  const delta = capture([2], { since })
  for (const read of [() => restore(delta), () => describe(delta), () => compare(base, delta), () => check(delta)]) {
    const error = t.throws(read, { instanceOf: SnapshotError, code: 'MALFORMED', message: /it is a delta/ }) as SnapshotError
    t.regex(error.hint, /restore\(base, \.\.\.deltas\) puts it together/)
  }
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
