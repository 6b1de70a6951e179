// test_channel, test_chan_cb, test_sched_cb of Stackless: T1 to T21.

import {
  Channel, channel, getChannelCallback, getCurrent, getMain, getScheduleCallback, run, RuntimeError, schedule, setChannelCallback,
  setScheduleCallback, StopIteration, tasklet, ValueError, type ChannelCallback, type ScheduleCallback, type Tasklet,
} from '@stillframe/stackless'
import { raises, refuses, type Cases } from '../case.ts'

export const cases: Cases = {
  * 'T1 a tasklet that sends with nobody waiting is blocked when run comes back'(t) {
    const ch = channel()
    const sender = tasklet(function* () { yield* ch.send(1) }).setup()
    yield* sender.run()
    t.is(ch.balance, 1)
    t.true(sender.blocked)
    t.is(yield* ch.receive(), 1)
    yield* run()
  },

  * 'T2 a tasklet that receives with nobody waiting is blocked when run comes back'(t) {
    const ch = channel()
    const receiver = tasklet(function* () { yield* ch.receive() }).setup()
    yield* receiver.run()
    t.is(ch.balance, -1)
    t.true(receiver.blocked)
    yield* ch.send(1)
  },

  * 'T3 with blockTrap set one can send to a waiting receiver'(t) {
    const ch = channel()
    let got: unknown
    yield* tasklet(function* () { got = yield* ch.receive() }).setup().run()
    getCurrent().blockTrap = true
    yield* ch.send(1)
    getCurrent().blockTrap = false
    t.is(got, 1)
  },

  * 'T4 with blockTrap set one can receive from a waiting sender'(t) {
    const ch = channel()
    const sender = tasklet(function* () { yield* ch.send(1) }).setup()
    yield* sender.run()
    getCurrent().blockTrap = true
    t.is(yield* ch.receive(), 1)
    getCurrent().blockTrap = false
    yield* sender.kill()
    t.false(sender.alive)
  },

  * 'T5 the last runnable tasklet can not receive'(t) {
    yield* raises(t, RuntimeError, /^Deadlock: the last runnable tasklet cannot be blocked\.$/, channel().receive())
  },

  * 'T6 sendException builds the error from its arguments'(t) {
    class Wrong extends Error {
      readonly args: unknown[]
      constructor(...args: unknown[]) {
        super()
        this.args = args
      }
    }
    const ch = channel()
    const sender = tasklet(function* () { yield* ch.sendException(Wrong, 1, 2, 3) }).setup()
    const first = yield* raises(t, Wrong, /^$/, ch.receive())
    t.deepEqual((first as Wrong).args, [1, 2, 3])
    yield* run()
    t.false(sender.alive)
    yield* tasklet(function* () { yield* ch.sendException(Wrong, 4) }).setup().run()
    const second = yield* raises(t, Wrong, /^$/, ch.receive())
    t.deepEqual((second as Wrong).args, [4])
    yield* run()
    refuses(t, TypeError, /exceptions must be classes deriving from Error, not number/, () => ch.sendException(3 as never))
  },

  * 'T7 sendThrow forwards an error with its stack'(t) {
    const ch = channel()
    function failingFunction(): never {
      throw new RangeError('from here')
    }
    tasklet(function* () {
      try {
        failingFunction()
      } catch (error) {
        yield* ch.sendThrow(error)
      }
    }).setup()
    const error = yield* raises(t, RangeError, /^from here$/, ch.receive())
    t.regex(error.stack ?? '', /failingFunction/)
    yield* run()
  },

  * 'T8 send throws under blockTrap, and the tasklet goes on'(t) {
    const ch = channel()
    const attempt = function* (): Generator<unknown, void, unknown> {
      getCurrent().blockTrap = true
      yield* raises(t, RuntimeError, /^this tasklet does not like to be blocked\.$/, ch.send(1))
      getCurrent().blockTrap = false
    }
    yield* attempt()
    const other = tasklet(attempt).setup()
    yield* other.run()
    t.false(other.alive)
    t.is(ch.balance, 0)
  },

  * 'T9 receive throws under blockTrap, and the tasklet goes on'(t) {
    const ch = channel()
    const attempt = function* (): Generator<unknown, void, unknown> {
      getCurrent().blockTrap = true
      yield* raises(t, RuntimeError, /^this tasklet does not like to be blocked\.$/, ch.receive())
      getCurrent().blockTrap = false
    }
    yield* attempt()
    const other = tasklet(attempt).setup()
    yield* other.run()
    t.false(other.alive)
  },

  * 'T10 a receiver that loops is not woken by close: the sender pumps until the channel is closed'(t) {
    const ch = channel<number | null>()
    const got: unknown[] = []
    tasklet(function* () {
      yield* ch.sendSequence([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      ch.close()
      while (!ch.closed) yield* ch.send(null)
    }).setup()
    const receiver = tasklet(function* () {
      for (let item = yield* ch.next(); !item.done; item = yield* ch.next()) if (item.value !== null) got.push(item.value)
    }).setup()
    yield* run()
    t.false(receiver.alive)
    t.deepEqual(got, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    t.true(ch.closed)
  },

  * 'T11 sendSequence gives the number of items, and StopIteration ends a loop'(t) {
    const ch = channel<number>()
    let count = 0
    const got: number[] = []
    tasklet(function* () {
      count = yield* ch.sendSequence(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
      yield* ch.sendException(StopIteration)
      ch.close()
    }).setup()
    tasklet(function* () {
      for (let item = yield* ch.next(); !item.done; item = yield* ch.next()) got.push(item.value)
    }).setup()
    yield* run()
    t.is(count, 10)
    t.is(got.length, 10)
    t.true(ch.closed)
  },

  * 'T12 send on a closed channel throws ValueError'(t) {
    const ch = channel()
    ch.close()
    yield* raises(t, ValueError, /^Send\/receive operation on a closed channel$/, ch.send(1))
  },

  * 'T13 receive on a closed channel throws ValueError'(t) {
    const ch = channel()
    ch.close()
    yield* raises(t, ValueError, /closed channel/, ch.receive())
  },

  * 'T14 next on a closed, empty channel is the end'(t) {
    const ch = channel()
    ch.close()
    t.deepEqual(yield* ch.next(), { value: undefined, done: true })
  },

  * 'T15 a channel can be extended, with arguments of its own'(t) {
    class Named extends Channel {
      readonly label: string
      constructor(label: string) {
        super()
        this.label = label
      }
    }
    const ch = new Named('jobs')
    tasklet(function* () { yield* ch.send(5) }).setup()
    t.is(yield* ch.receive(), 5)
    t.is(ch.label, 'jobs')
    yield* run()
  },

  * 'T16 the channel callback sees the value in the tempval of the sender'(t) {
    const ch = channel()
    const seen: [boolean, boolean, unknown][] = []
    setChannelCallback((_, who, sending, willBlock) => void seen.push([sending, willBlock, sending ? who.tempval : null]))
    tasklet(function* () { for (const value of [1, 2, 3]) yield* ch.send(value) }).setup()
    for (let i = 0; i < 3; i++) yield* ch.receive()
    yield* run()
    setChannelCallback(null)
    t.deepEqual(seen.filter(([sending]) => sending).map(([, , value]) => value), [1, 2, 3])
    t.is(seen.length, 6)
  },

  * 'T17 the channel callback can be read, and setting one gives the old one'(t) {
    const one: ChannelCallback = () => {}
    t.is(getChannelCallback(), null)
    t.is(setChannelCallback(one), null)
    t.is(getChannelCallback(), one)
    t.is(setChannelCallback(null), one)
    t.is(getChannelCallback(), null)
    refuses(t, TypeError, /channel callback must be a callable or None/, () => setChannelCallback(3 as never))
    t.is(yield* tasklet(() => {}).setup().run(), undefined)
  },

  * 'T18 the schedule callback is called for switches alone'(t) {
    let calls = 0
    setScheduleCallback(() => { calls++ })
    const work = function* (): Generator<unknown, void, unknown> { for (let i = 0; i < 3; i++) yield* schedule() }
    tasklet(work).setup()
    tasklet(work).setup()
    t.is(calls, 0)
    yield* run()
    setScheduleCallback(null)
    t.true(calls >= 6)
  },

  * 'T19 another schedule callback takes the place of the first'(t) {
    const calls: string[] = []
    const work = function* (): Generator<unknown, void, unknown> { yield* schedule() }
    setScheduleCallback(() => { calls.push('one') })
    setScheduleCallback(() => { calls.push('two') })
    yield* tasklet(work).setup().run()
    yield* run()
    t.true(calls.length > 0 && !calls.includes('one'))
    setScheduleCallback(null)
    const before = calls.length
    yield* tasklet(work).setup().run()
    yield* run()
    t.is(calls.length, before)
  },

  * 'T20 while the schedule callback runs, the previous tasklet is current'(t) {
    const pairs: [Tasklet, Tasklet, Tasklet][] = []
    setScheduleCallback((previous, next) => { pairs.push([previous, next, getCurrent()]) })
    const worker = tasklet(function* () { yield* schedule() }).setup()
    yield* run()
    setScheduleCallback(null)
    for (const [previous, next, current] of pairs) {
      t.is(current, previous)
      t.true(next !== previous)
    }
    const me = getCurrent()
    t.deepEqual(pairs.map(([previous, next]) => [previous === me, next === me]), [[true, false], [false, true]])
    t.false(worker.alive)
    t.true(me === getMain() || t.inTasklet)
  },

  * 'T21 the schedule callback can be read, and setting one gives the old one'(t) {
    const one: ScheduleCallback = () => {}
    t.is(getScheduleCallback(), null)
    t.is(setScheduleCallback(one), null)
    t.is(getScheduleCallback(), one)
    t.is(setScheduleCallback(null), one)
    refuses(t, TypeError, /schedule callback must be a callable or None/, () => setScheduleCallback('x' as never))
    t.is(yield* tasklet(() => {}).setup().run(), undefined)
  },
}
