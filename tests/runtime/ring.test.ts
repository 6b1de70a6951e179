import test from 'ava'
import fc from 'fast-check'
import { Scheduler, type RunReport } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { nativeFrame } from '@stillframe/runtime/abi'
import { channel } from '../../packages/runtime/src/channels/channel.ts'
import { filled, membersOf, Ring } from '../../packages/runtime/src/scheduler/ring.ts'
import { noTies, Tasklet } from '../../packages/runtime/src/scheduler/tasklet.ts'

const ready = (id: number): Tasklet => new Tasklet(id, nativeFrame([][Symbol.iterator]() as never), noTies)
const ids = (list: { first: unknown; length: number }): number[] => membersOf<Tasklet>(list as Ring).map(({ id }) => id)

test('who is pushed comes last, who is pushed next comes first, and who was first is the last', (t) => {
  const ring = filled(new Ring(), [1, 2, 3].map(ready))
  ring.push(ready(4))
  ring.pushNext(ready(9))
  t.deepEqual(ids(ring), [9, 2, 3, 4, 1])
  const two = filled(new Ring(), [1].map(ready))
  two.pushNext(ready(9))
  t.deepEqual(ids(two), [9, 1])
})

test('a turn makes the first the last', (t) => {
  const ring = filled(new Ring(), [1, 2, 3].map(ready))
  ring.rotate()
  t.deepEqual(ids(ring), [2, 3, 1])
  const alone = filled(new Ring(), [ready(1)])
  alone.rotate()
  alone.push(ready(2))
  t.deepEqual(ids(alone), [1, 2])
})

test('a ring and the wait lists that its members go to do what arrays do, whatever the sequence of calls', (t) => {
  const kinds = ['push', 'pushNext', 'rotate', 'dies', 'parks', 'parks elsewhere', 'wakes', 'leaves'] as const
  const operation = fc.record({ kind: fc.constantFrom(...kinds), where: fc.nat(20) })
  fc.assert(fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
    const ring = new Ring()
    const { senders, receivers } = channel<never>()
    const lists = [senders, receivers]
    let model: Tasklet[] = []
    const waiting: Tasklet[][] = [[], []]
    let next = 0
    for (const { kind, where } of operations) {
      while (ring.first?.top === null) { // as the scheduler does (R4)
        ring.length++
        ring.shift()
      }
      const fresh = ready(next++)
      const list = lists[where % 2]!
      const members = waiting[where % 2]!
      if (kind === 'push') {
        ring.push(fresh)
        model.push(fresh)
      } else if (kind === 'pushNext' && model.length > 0) {
        ring.pushNext(fresh)
        model = [fresh, ...model.slice(1), ...model.slice(0, 1)]
      } else if (kind === 'rotate' && model.length > 0) {
        ring.rotate()
        model.push(model.shift()!)
      } else if (kind === 'dies' && model.length > 1) { // anybody but the first, who runs
        const [dead] = model.splice(1 + (where % (model.length - 1)), 1)
        dead!.top = null
        ring.length--
      } else if (kind.startsWith('parks') && model.length > 0) {
        const at = kind === 'parks' ? 0 : 1
        lists[at]!.push(ring.shift())
        waiting[at]!.push(model.shift()!)
      } else if (kind === 'wakes' && members.length > 0) {
        const woken = list.shift() as Tasklet
        t.is(woken, members.shift() as Tasklet)
        ring.push(woken)
        model.push(woken)
      } else if (kind === 'leaves' && members.length > 0) {
        const [left] = members.splice(where % members.length, 1)
        list.remove(left as Tasklet)
        t.deepEqual([left!.next, left!.previous], [null, null])
      }
      t.is(ring.length, model.length)
      t.deepEqual(ids(ring), model.map(({ id }) => id))
      lists.forEach((one, i) => t.deepEqual(ids(one), waiting[i]!.map(({ id }) => id)))
    }
    for (const list of lists) while (list.shift() !== null) {}
    t.deepEqual(lists.map(({ first, length }) => [first, length]), [[null, 0], [null, 0]])
  }))
})

test('who is killed before the first turn is no more ready, wherever it stands, and nobody else loses a turn', (t) => {
  for (const shuffle of [false, true]) {
    const scheduler = new Scheduler({ shuffle, seed: 7 })
    const log: number[] = []
    const turns = (): RunReport => {
      checkInvariants(scheduler)
      return scheduler.run({ maxSwitches: 1 })
    }
    const all = Array.from({ length: 12 }, (_, i) => scheduler.spawn(function* () {
      log.push(i)
      yield
      log.push(i)
    }))
    for (const i of [0, 3, 4, 11]) all[i]!.kill()
    t.is(turns().ready, 8)
    t.is(log.length, 1)
    const unstarted = all.findIndex((tasklet, i) => tasklet.alive && !log.includes(i))
    all[unstarted]!.kill()
    checkInvariants(scheduler)
    while (scheduler.alive > 0) turns()
    const lived = [1, 2, 5, 6, 7, 8, 9, 10].filter((i) => i !== unstarted)
    t.deepEqual([...log].sort((a, b) => a - b), lived.flatMap((i) => [i, i]))
    if (!shuffle) t.deepEqual(log, [...lived, ...lived])
    t.is(turns().ready, 0)
  }
})

test('when all who are ready are killed before their first turn, whoever is spawned then runs', (t) => {
  const scheduler = new Scheduler()
  for (let i = 0; i < 3; i++) scheduler.spawn(function* () { t.fail() }).kill()
  t.is(scheduler.run().reason, 'done')
  for (let i = 0; i < 3; i++) scheduler.spawn(function* () { t.fail() }).kill()
  const tasklet = scheduler.spawn(function* () { return 'ran' })
  checkInvariants(scheduler)
  t.is(scheduler.run().switches, 1)
  t.is(tasklet.result, 'ran')
})

test('a hundred thousand who are killed before their first turn take no time each', (t) => {
  const scheduler = new Scheduler()
  const all = Array.from({ length: 100_000 }, () => scheduler.spawn(function* () { t.fail() }))
  for (let i = 0; i < all.length; i++) all[(i * 7919) % all.length]!.kill() // in no order: a walk to each would be 5,000,000,000 steps
  t.is(scheduler.alive, 0)
  t.is(scheduler.run().switches, 0)
})

test('who is killed before the first turn is let go by the next run, also if nobody else is ready', (t) => {
  const scheduler = new Scheduler()
  scheduler.spawn(function* () { t.fail() }).kill()
  t.is(scheduler.run().reason, 'done')
  t.is(scheduler.ring.first, null)
})
