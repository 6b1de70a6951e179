// A suspended tasklet goes on twice; what is shared is one object, everything else two.

import test from 'ava'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { channel, Scheduler, type Tasklet } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { fork, SnapshotError } from '@stillframe/snapshot'
import { ask, counter, each, hold, orders, worker } from './code.ts'
import { sendAll } from './native.ts'
import { chooser } from './waiters.ts'

type Any = any

/** A tasklet that waits on `shared`, and its copy, which waits there, too. */
function forkedOn(body: unknown, shared: object): { scheduler: Scheduler; original: Tasklet; copy: Tasklet } {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const original = scheduler.spawn(body as Any, shared) as Tasklet
  scheduler.run()
  const copy = scheduler.adopt(fork(original, { share: [shared] }))
  checkInvariants(scheduler)
  return { scheduler, original, copy }
}

test('a copy of a tasklet goes on independently, in the same scheduler or another', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const reply = { text: 'yes' }
  const original = scheduler.spawn(hold as Any, reply) as Tasklet
  scheduler.run({ maxSwitches: 1 })
  const same = scheduler.adopt(fork(original))
  const other = new Scheduler({ clock: 'virtual' })
  const elsewhere = other.adopt(fork(original))
  checkInvariants(scheduler)
  scheduler.run()
  other.run()
  t.is(original.result, reply)
  for (const copy of [same, elsewhere]) {
    t.deepEqual(copy.result, reply)
    t.not(copy.result, reply)
  }
})

test('what is shared is the same object in both, whatever its kind', (t) => {
  const list: unknown[] = []
  const { bump } = counter(1)
  const symbol = Symbol('local')
  const inbox = channel<number>()
  const copy = fork({ list, bump, symbol, inbox, own: [list] }, { share: [list, bump, inbox] })
  t.is(copy.list, list)
  t.is(copy.bump, bump)
  t.is(copy.symbol, symbol)
  t.is(copy.inbox, inbox)
  t.is(copy.own[0], list)
  t.not(fork({ list }).list, list)
  t.is(fork({ list }, { share: Array.isArray }).list, list)
})

test('a copy that waits on a shared channel stands in its list behind the original', (t) => {
  const inbox = channel<number>()
  const { scheduler, original, copy } = forkedOn(worker, inbox)
  t.is(inbox.balance, -2)
  scheduler.spawn(sendAll as Any, inbox, [1, 2])
  scheduler.run()
  t.is(inbox.balance, -2)
  original.kill()
  copy.kill()
  scheduler.run()
  t.is(inbox.balance, 0)
})

test('who waits both to send and to receive on a shared channel meets its copy', (t) => {
  const both = channel<unknown>()
  const { scheduler, original, copy } = forkedOn(chooser, both)
  t.is(both.balance, 0)
  scheduler.run()
  t.deepEqual([original.result, copy.result], [{ key: 'give', value: undefined }, { key: 'take', value: 'mine' }])
  t.is(both.balance, 0)
})

test('channels of modules are the program\'s: a fork leaves them as they are', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const original = scheduler.spawn(worker as Any, orders) as Tasklet
  scheduler.run()
  const copy = scheduler.adopt(fork(original))
  t.is(orders.balance, -2)
  original.kill()
  copy.kill()
  scheduler.run()
  t.is(orders.balance, 0)
})

test('a generator object is forked in the middle of its loop', (t) => {
  const one = each(['a', 'b', 'c'])
  one.next()
  const two = fork(one)
  t.deepEqual([...one], ['b', 'c'])
  t.deepEqual([...two], ['b', 'c'])
})

test('who waits for a request can\'t be forked: it is answered once', (t) => {
  const scheduler = new Scheduler({ clock: 'virtual', handlers: { price: () => new Promise(() => {}) } })
  const tasklet = scheduler.spawn(ask as Any)
  scheduler.run()
  t.is((t.throws(() => fork(tasklet)) as SnapshotError).code, 'FORK_REQUEST')
})

test('what a tasklet is parked on may be shared with its channel: the copy stands behind the original', (t) => {
  const inbox = channel<number>()
  const scheduler = new Scheduler()
  const original = scheduler.spawn(worker as Any, inbox)
  scheduler.run()
  const copy = scheduler.adopt(fork(original, { share: [inbox, original.parkedOn!] }))
  checkInvariants(scheduler)
  t.is(copy.parkedOn, original.parkedOn)
  t.is(inbox.balance, -2)
})

test('what can\'t be saved can\'t be forked, unless it is shared', (t) => {
  const weak = new WeakMap()
  t.is((t.throws(() => fork({ weak })) as SnapshotError).code, 'NOT_SAVABLE')
  t.is(fork({ weak }, { share: [weak] }).weak, weak)
})

test('the queens of the example are found by forking', async (t) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'stillframe/register', 'examples/queens/main.ts', '5'])
  t.regex(stdout, /5 queens: 10 solutions, 220 forks\n$/)
})
