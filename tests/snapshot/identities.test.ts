// Who is who in a capture: what the runtime's objects say of themselves must never make one of two, or two of one.

import test from 'ava'
import { channel, Scheduler, select, sleep, type Channel, type Tasklet } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import { membersOf } from '../../packages/runtime/src/scheduler/ring.ts'
import { define, each, worker } from './code.ts'
import { signed } from './mutants.ts'
import { sendAll } from './native.ts'

type Any = any

const proxied = define({
  id: 'shop.ts#proxied', params: ['operation'], slots: ['operation'], points: [['start', 1, 'operation'], ['operation#1', 2]],
  run: ({ pc, slots, go }) => (pc === 0 ? go(1, slots['operation']) : 1),
}).fn

const again = <T>(value: T): T => {
  const text = capture(value)
  const copy = restore<T>(text)
  if (capture(copy) !== text) throw new Error('the copy gives another text')
  return copy
}

function waiting(count: number, inbox: () => Channel<number> = () => channel<number>()): { scheduler: Scheduler; tasklets: Tasklet[]; inboxes: Channel<number>[] } {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const inboxes = Array.from({ length: count }, inbox)
  const tasklets = inboxes.map((one) => scheduler.spawn(worker as Any, one) as Tasklet)
  scheduler.run()
  return { scheduler, tasklets, inboxes }
}

test('tasklets of two schedulers that have the same ids stay apart', (t) => {
  const copy = again([waiting(3), waiting(3)])
  const all = copy.flatMap(({ tasklets }) => tasklets)
  t.deepEqual(all.map(({ id }) => id), [1, 2, 3, 1, 2, 3])
  t.is(new Set(all).size, 6)
  t.is(new Set(all.map(({ top }) => top)).size, 6)
  for (const { scheduler, tasklets } of copy) {
    t.true(tasklets.every(({ home }) => (home as unknown) === scheduler))
    checkInvariants(scheduler)
  }
})

test('thousands of tasklets with ids far apart are found again', (t) => {
  const { scheduler, tasklets, inboxes } = waiting(5000)
  tasklets.forEach((tasklet, i) => { (tasklet as { id: number }).id = i * 4096 })
  const copy = again({ inboxes, scheduler, tasklets })
  t.is(new Set(copy.tasklets).size, 5000)
  copy.tasklets.forEach((tasklet, i) => t.true((tasklet.parkedOn as Any).channel === copy.inboxes[i] && copy.inboxes[i]?.receivers.first === tasklet || t.fail(String(i))))
  checkInvariants(copy.scheduler)
})

test('a channel that is met before who waits on it is the channel they wait on', (t) => {
  const shared = channel<number>()
  const { scheduler, tasklets } = waiting(3, () => shared)
  const idle = channel<number>()
  const copy = again({ shared, idle, idleAgain: idle, waiting: membersOf(shared.receivers), scheduler, tasklets, sharedAgain: shared })
  t.is(copy.shared, copy.sharedAgain)
  t.is(copy.idle, copy.idleAgain)
  t.true(copy.tasklets.every((tasklet, i) => tasklet === copy.waiting[i] && (tasklet.parkedOn as Any).channel === copy.shared))
  copy.scheduler.spawn(sendAll, copy.shared, [1, 2, 3])
  copy.scheduler.run()
  checkInvariants(copy.scheduler)
})

test('the arms of a select are as many operations as they were', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const [a, b] = [channel<number>(), channel<number>()]
  const operation = select({ a: a.receive(), b: b.receive() })
  const tasklet = scheduler.spawn(worker as Any, a)
  scheduler.run()
  const copy = again({ operation, arms: (operation as Any).arms, a, b, tasklet, scheduler })
  t.is((copy.operation as Any).arms[0], copy.arms[0])
  t.is((copy.operation as Any).arms[0].channel, copy.a)
  t.is(copy.arms[0] === (copy.tasklet as Any).parkedOn, (operation as Any).arms[0] === (tasklet as Any).parkedOn)
  t.not(copy.arms[1], (copy.tasklet as Any).parkedOn)
})

test('a frame that is met in two ways is one frame', (t) => {
  const { tasklets } = waiting(2)
  const [first, second] = tasklets as [Tasklet, Tasklet]
  const before = again([{ frame: second.top }, first, second] as Any)
  t.is(before[0].frame, before[2].top)
  const after = again([first, second, { deep: [{ frame: second.top }] }] as Any)
  t.is(after[2].deep[0].frame, after[1].top)
  const generator = (each as Any)([1, 2, 3])
  generator.next()
  const copy = again([first, generator, second, { deep: [first.top] }] as Any)
  t.is(copy[3].deep[0], copy[0].top)
  t.is(copy[1].next().done, false)
})

test('a Proxy of a tasklet is refused without asking it', (t) => {
  const { tasklets } = waiting(1)
  const asked: PropertyKey[] = []
  const proxy = new Proxy(tasklets[0] as object, { get: (_target, key) => asked.push(key), getPrototypeOf: () => { throw new Error('asked') } })
  const error = t.throws(() => capture([proxy]), { instanceOf: SnapshotError }) as SnapshotError
  t.is(error.code, 'NOT_SAVABLE')
  t.deepEqual(asked, [])
})

test('a Proxy of an operation, in which a tasklet is parked, is refused without asking it', (t) => {
  const asked: PropertyKey[] = []
  const operation = new Proxy(sleep(Infinity), {
    getPrototypeOf: (target) => (asked.push('prototype'), Reflect.getPrototypeOf(target)), get: (target, key, self) => (asked.push(key), Reflect.get(target, key, self)),
  })
  const scheduler = new Scheduler({ clock: 'virtual' })
  const tasklet = scheduler.spawn(proxied as Any, operation) as Tasklet
  scheduler.run()
  t.is(tasklet.status, 'parked')
  for (const root of [scheduler, [tasklet]]) {
    asked.length = 0
    t.is((t.throws(() => capture(root), { instanceOf: SnapshotError }) as SnapshotError).code, 'NOT_SAVABLE')
    t.deepEqual(asked, [])
  }
})

test('a frame that two tasklets hold is refused', (t) => {
  const { tasklets } = waiting(2)
  const text = capture(tasklets)
  const parts = JSON.parse(text) as Any
  const type = parts.types.findIndex(([tag]: string[]) => tag === 'Tasklet')
  const fields = parts.types[type][1].split(' ')
  const group = parts.objects.find((group: number[]) => group[0] === -2 && group[1] === type)
  t.deepEqual(Object.keys(group[2 + fields.indexOf('top')]), ['r'])
  group[2 + fields.indexOf('top')].r[1] = group[2 + fields.indexOf('top')].r[0]
  const error = t.throws(() => restore(signed(JSON.stringify(parts))), { instanceOf: SnapshotError }) as SnapshotError
  t.regex(error.message, /F5/)
})
