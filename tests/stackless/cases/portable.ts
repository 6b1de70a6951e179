// stackless-testsuite, the portable suite: S1 to S58.

import * as stackless from '@stillframe/stackless'
import {
  Bomb, Channel, channel, getCurrent, getMain, getRuncount, run, RuntimeError, schedule, scheduleRemove, StopIteration, Tasklet, tasklet,
  TaskletExit, ValueError,
} from '@stillframe/stackless'
import { raises, refuses, type Case, type Cases, type Check } from '../case.ts'

type Body<R = void> = Generator<unknown, R, unknown>

const idle = function* (): Body {}
const pausing = function* (): Body { yield* scheduleRemove() }

const FUNCTIONS = [
  'atomic', 'channel', 'getChannelCallback', 'getCurrent', 'getMain', 'getRuncount', 'getScheduleCallback', 'run', 'schedule', 'scheduleRemove',
  'setChannelCallback', 'setErrorHandler', 'setScheduleCallback', 'switchTrap', 'tasklet', 'bomb', 'TaskletExit',
]
const TASKLET_METHODS = ['bind', 'setup', 'insert', 'remove', 'run', 'switch', 'raiseException', 'throw', 'kill', 'setAtomic']
const TASKLET_ATTRIBUTES = [
  'alive', 'paused', 'blocked', 'scheduled', 'restorable', 'atomic', 'blockTrap', 'isMain', 'isCurrent', 'next', 'prev', 'frame', 'tempval',
  'nestingLevel', 'recursionDepth',
]
const CHANNEL_METHODS = ['send', 'receive', 'sendException', 'sendThrow', 'sendSequence', 'next', 'close', 'open']
const CHANNEL_ATTRIBUTES = ['preference', 'scheduleAll', 'balance', 'closing', 'closed', 'queue']

interface State {
  alive: boolean
  paused: boolean
  blocked: boolean
  scheduled: boolean
}

const DEAD: State = { alive: false, paused: false, blocked: false, scheduled: false }
const PAUSED: State = { alive: true, paused: true, blocked: false, scheduled: false }
const SCHEDULED: State = { alive: true, paused: false, blocked: false, scheduled: true }
const BLOCKED: State = { alive: true, paused: false, blocked: true, scheduled: true }

/** The state of a tasklet that is neither current nor main. */
function stateIs(t: Check, one: Tasklet, state: State, tempval?: unknown): void {
  t.deepEqual({ alive: one.alive, paused: one.paused, blocked: one.blocked, scheduled: one.scheduled }, { ...state })
  t.deepEqual([one.atomic, one.blockTrap, one.isCurrent, one.isMain], [false, false, false, false])
  if (one.frame === null || t.compiled) t.true(one.restorable)
  if (tempval !== undefined) t.is(one.tempval, tempval)
}

/** What a tasklet sees of itself while it runs. */
const noting = (t: Check, notes: string[]) => function* (): Body {
  const me = getCurrent()
  notes.push(`${me.alive} ${me.paused} ${me.blocked} ${me.scheduled} ${me.isCurrent}`)
  t.is(me.isMain, false)
  yield* idle()
}
const RUNNING = 'true false false true true'

/** A paused tasklet runs, by `how`; main is scheduled meanwhile, or not. */
function* toCurrent(t: Check, make: (body: () => Body) => Tasklet, how: (one: Tasklet) => Body, callerIsScheduled: boolean): Body {
  const me = getCurrent()
  const notes: string[] = []
  let scheduled: boolean | undefined
  const note = noting(t, notes)
  const target = make(function* () {
    yield* note()
    scheduled = me.scheduled
    if (!me.scheduled) me.insert()
  })
  yield* how(target)
  t.deepEqual(notes, [RUNNING])
  t.is(scheduled, callerIsScheduled)
  stateIs(t, target, DEAD)
}

/** The current tasklet blocks, is blocked, and is scheduled again when its partner comes. */
function* toBlocked(t: Check, preference: number, act: (ch: Channel) => Iterable<unknown>, partner: (ch: Channel) => Iterable<unknown>): Body<{ one: Tasklet; atOnce: boolean }> {
  const ch = channel()
  ch.preference = preference
  let finished = false
  const one = tasklet(function* () {
    yield* act(ch)
    finished = true
  }).setup()
  stateIs(t, one, SCHEDULED)
  yield* one.run()
  stateIs(t, one, BLOCKED)
  try {
    yield* partner(ch)
  } catch (error) {
    t.true(error instanceof RangeError)
  }
  const atOnce = finished
  if (!atOnce) stateIs(t, one, SCHEDULED)
  yield* run()
  stateIs(t, one, DEAD)
  return { one, atOnce }
}

const returnsSelf = (act: (one: Tasklet) => Tasklet): Case => function* (t) {
  const one = tasklet(idle)
  t.is(act(one), one)
  one.remove()
  if (!one.alive) one.bind(idle, [])
  yield* one.run()
}

export const cases: Cases = {
  * 'S1 the module has the functions of Stackless'(t) {
    const exported = new Map<string, unknown>(Object.entries(stackless))
    for (const name of FUNCTIONS) t.is(typeof exported.get(name), 'function', name)
    yield* run()
  },

  * 'S2 a tasklet has the methods and attributes of Stackless'(t) {
    const one = tasklet() as unknown as Record<string, unknown>
    for (const name of TASKLET_METHODS) t.is(typeof one[name], 'function', name)
    for (const name of TASKLET_ATTRIBUTES) t.true(name in one && typeof one[name] !== 'function', name)
    yield* run()
  },

  * 'S3 a channel has the methods and attributes of Stackless'(t) {
    const ch = channel() as unknown as Record<string, unknown>
    for (const name of CHANNEL_METHODS) t.is(typeof ch[name], 'function', name)
    for (const name of CHANNEL_ATTRIBUTES) t.true(name in ch && typeof ch[name] !== 'function', name)
    yield* run()
  },

  * 'S4 run of an empty ring gives nothing, with any arguments'(t) {
    for (const options of [undefined, {}, { timeout: 0 }, { timeout: 100 }, { timeout: 100, soft: true }, { timeout: 100, totalTimeout: true }]) {
      t.is(yield* run(options), undefined)
    }
  },

  * 'S5 schedule gives the tasklet itself, or what it is given'(t) {
    const value = {}
    t.is(yield* schedule(), getCurrent())
    t.is(yield* schedule(value), value)
    t.is(yield* schedule(undefined), undefined)
    t.is((yield) as unknown, getCurrent())
  },

  * 'S6 scheduleRemove gives the tasklet itself, or what it is given'(t) {
    const me = getCurrent()
    const inserting = function* (): Body { me.insert() }
    const value = {}
    tasklet(inserting).setup()
    t.is(yield* scheduleRemove(), me)
    tasklet(inserting).setup()
    t.is(yield* scheduleRemove(value), value)
  },

  * 'S7 getCurrent takes no arguments'(t) {
    t.is(getCurrent.length, 0)
    t.true(getCurrent() instanceof Tasklet)
    yield* run()
  },

  * 'S8 getMain takes no arguments'(t) {
    t.is(getMain.length, 0)
    t.true(getMain().isMain)
    yield* run()
  },

  * 'S9 getRuncount takes no arguments'(t) {
    t.is(getRuncount.length, 0)
    t.is(getRuncount(), 1)
    yield* run()
  },

  * 'S10 main is the same from everywhere'(t) {
    const main = getMain()
    let seen: Tasklet | undefined
    yield* tasklet(() => { seen = getMain() }).setup().run()
    t.is(seen, main)
  },

  * 'S11 the current tasklet says that it is'(t) {
    t.true(getCurrent().isCurrent)
    t.is(getCurrent(), getCurrent())
    yield* run()
  },

  * 'S12 inside a tasklet, it is the current one'(t) {
    let seen: Tasklet | undefined
    const one = tasklet(() => { seen = getCurrent() }).setup()
    yield* one.run()
    t.is(seen, one)
  },

  * 'S13 main is current at the start'(t) {
    t.is(getCurrent() === getMain(), !t.inTasklet)
    t.is(stackless.runMain(function* () { return getCurrent() === getMain() }), true)
    yield* run()
  },

  * 'S14 runcount counts who is set up, until they end'(t) {
    const one = tasklet(idle).setup()
    t.is(getRuncount(), 2)
    yield* one.run()
    t.is(getRuncount(), 1)
  },

  * 'S15 a tasklet sees main, itself, and both of them counted'(t) {
    let seen: unknown[] = []
    const one = tasklet(() => { seen = [getMain(), getCurrent(), getRuncount()] }).setup()
    yield* one.run()
    t.deepEqual(seen.slice(2), [2])
    t.true(seen[0] === getMain() && seen[1] === one)
  },

  * 'S16 the constructor takes a function, arguments and options'(t) {
    let got: unknown
    const one = new Tasklet(function* (...args: unknown[]) { got = args }, [1], { two: 2 })
    yield* one.run()
    t.deepEqual(got, [1, { two: 2 }])
  },

  'S17 bind gives the tasklet': returnsSelf((one) => one.bind(idle, [])),
  'S18 setup gives the tasklet': returnsSelf((one) => one.setup(1, 2)),
  'S20 insert gives the tasklet': returnsSelf((one) => one.bind(null, []).insert()),
  'S21 remove gives the tasklet': returnsSelf((one) => one.setup().remove()),

  * 'S22 run gives the tempval of the caller'(t) {
    const me = getCurrent()
    t.is(yield* tasklet(idle).setup().run(), undefined)
    t.is(yield* tasklet(() => { me.tempval = 7 }).setup().run(), 7)
  },

  * 'S23 switch gives the tempval of the caller'(t) {
    const me = getCurrent()
    t.is(yield* tasklet(() => { me.insert().tempval = 7 }).setup().switch(), 7)
  },

  * 'S24 raiseException gives nothing'(t) {
    const one = tasklet(pausing).setup()
    yield* one.run()
    t.is(yield* one.raiseException(TaskletExit), undefined)
  },

  * 'S25 throw gives nothing'(t) {
    const one = tasklet(pausing).setup()
    yield* one.run()
    t.is(yield* one.throw(TaskletExit, 'text', false), undefined)
    t.false(one.alive)
  },

  * 'S26 kill gives nothing'(t) {
    for (const pending of [false, true]) {
      const one = tasklet(pausing).setup()
      yield* one.run()
      t.is(yield* one.kill(pending), undefined)
      yield* run()
      t.false(one.alive)
    }
  },

  * 'S27 setAtomic gives a boolean'(t) {
    t.is(tasklet().setAtomic(true), false)
    yield* run()
  },

  * 'S28 next and prev are the neighbours in the ring'(t) {
    const me = getCurrent()
    const one = tasklet()
    t.deepEqual([one.next, one.prev], [null, null])
    one.bind(idle)
    t.deepEqual([one.next, one.prev], [null, null])
    one.setup()
    t.true(one.next === me && one.prev === me && me.next === one && me.prev === one)
    const two = tasklet(idle).setup()
    t.true(one.next === two && two.prev === one && two.next === me && me.prev === two)
    yield* run()
    t.true(me.next === me && me.prev === me)
  },

  * 'S29 a new tasklet is not alive'(t) {
    stateIs(t, tasklet(), DEAD)
    yield* run()
  },

  * 'S30 a new tasklet with a function is not alive, and its tempval is the function'(t) {
    stateIs(t, tasklet(idle), DEAD, idle)
    yield* run()
  },

  * 'S31 not alive, then bound'(t) {
    stateIs(t, tasklet().bind(idle), DEAD, idle)
    yield* run()
  },

  * 'S32 bound, then not alive'(t) {
    for (const one of [tasklet(idle).bind(null), tasklet(idle).bind()]) {
      stateIs(t, one, DEAD)
      t.is(one.tempval, undefined)
      refuses(t, RuntimeError, /not bound/, () => one.setup())
    }
    yield* run()
  },

  * 'S33 bound, then scheduled'(t) {
    const one = tasklet(idle).setup()
    stateIs(t, one, SCHEDULED)
    yield* run()
  },

  * 'S34 scheduled, then paused'(t) {
    const one = tasklet(idle).setup().remove()
    stateIs(t, one, PAUSED)
    yield* one.run()
  },

  * 'S35 scheduled, then dead'(t) {
    const one = tasklet(idle).setup()
    yield* one.kill()
    stateIs(t, one, DEAD)
  },

  * 'S36 paused, then scheduled'(t) {
    const one = tasklet(idle, []).insert()
    stateIs(t, one, SCHEDULED)
    const two = tasklet(idle, [])
    yield* two.kill(true)
    stateIs(t, two, SCHEDULED)
    t.true(two.tempval instanceof Bomb)
    yield* run()
    stateIs(t, one, DEAD)
  },

  * 'S37 not alive, then paused'(t) {
    for (const one of [tasklet().bind(idle, []), tasklet().bind(idle, null, {}), tasklet(idle).bind(null, [])]) {
      stateIs(t, one, PAUSED)
      yield* one.run()
    }
  },

  * 'S38 paused, then dead'(t) {
    stateIs(t, tasklet(idle, []).bind(), DEAD)
    stateIs(t, tasklet(idle, []).bind(null), DEAD)
    const one = tasklet(idle, [])
    yield* one.kill()
    stateIs(t, one, DEAD)
  },

  * 'S39 paused, then current, then dead'(t) {
    yield* toCurrent(t, (body) => tasklet(body, []), function* (one) { yield* one.run() }, true)
    yield* toCurrent(t, (body) => tasklet(body, []), function* (one) { yield* one.switch() }, false)
  },

  * 'S40 scheduled, then current, then dead'(t) {
    yield* toCurrent(t, (body) => tasklet(body).setup(), function* (one) { yield* one.run() }, true)
    yield* toCurrent(t, (body) => tasklet(body).setup(), function* (one) { yield* one.switch() }, false)
    yield* toCurrent(t, (body) => tasklet(body).setup(), function* () { yield* run() }, false)
  },

  * 'S41 current, then dead by a kill of its own'(t) {
    const one = tasklet(function* () {
      yield* getCurrent().kill()
      t.fail('not reached')
    }).setup()
    yield* one.run()
    stateIs(t, one, DEAD)
  },

  * 'S42 current, then blocked, then scheduled'(t) {
    const receive = (ch: Channel): Iterable<unknown> => ch.receive()
    for (const send of [(ch: Channel) => ch.send(1), (ch: Channel) => ch.sendThrow(RangeError, 'x'), (ch: Channel) => ch.sendException(RangeError)]) {
      t.false((yield* toBlocked(t, -1, send, receive)).atOnce)
    }
    t.false((yield* toBlocked(t, 1, receive, (ch) => ch.send(1))).atOnce)
  },

  * 'S43 blocked, then current'(t) {
    t.true((yield* toBlocked(t, -1, (ch) => ch.receive(), (ch) => ch.send(1))).atOnce)
    t.true((yield* toBlocked(t, 1, (ch) => ch.send(1), (ch) => ch.receive())).atOnce)
  },

  * 'S44 a scheduled tasklet can not be unbound'(t) {
    const one = tasklet(idle).setup()
    refuses(t, RuntimeError, /scheduled/, () => one.bind(null))
    yield* run()
  },

  * 'S45 the constructor of a channel ignores its arguments'(t) {
    const make = Channel as unknown as new (...args: unknown[]) => Channel
    t.is(new make(1, 2, { three: 3 }).balance, 0)
    yield* run()
  },

  * 'S46 send gives nothing'(t) {
    const ch = channel()
    tasklet(function* () { yield* ch.receive() }).setup()
    yield* schedule()
    t.is(yield* ch.send(1), undefined)
  },

  * 'S47 sendException gives nothing'(t) {
    const ch = channel()
    tasklet(function* () { yield* raises(t, RangeError, /^x$/, ch.receive()) }).setup()
    yield* schedule()
    t.is(yield* ch.sendException(RangeError, 'x'), undefined)
  },

  * 'S48 sendThrow gives nothing'(t) {
    const ch = channel()
    tasklet(function* () { yield* raises(t, RangeError, /^x$/, ch.receive()) }).setup()
    yield* schedule()
    t.is(yield* ch.sendThrow(RangeError, 'x'), undefined)
  },

  * 'S49 sendSequence gives the length'(t) {
    const ch = channel<number>()
    tasklet(function* () { for (;;) yield* ch.receive() }).setup()
    yield* schedule()
    t.is(yield* ch.sendSequence(Array.from({ length: 42 }, (_, i) => i)), 42)
    yield* ch.sendException(TaskletExit)
    refuses(t, TypeError, /iterable/, () => ch.sendSequence(3 as never))
  },

  * 'S51 next gives the values, and then the end'(t) {
    const ch = channel<number>()
    tasklet(function* () {
      yield* ch.sendSequence([1, 2])
      yield* ch.sendException(StopIteration)
    }).setup()
    t.deepEqual(yield* ch.next(), { value: 1, done: false })
    t.deepEqual(yield* ch.next(), { value: 2, done: false })
    t.deepEqual(yield* ch.next(), { value: undefined, done: true })
    yield* run()
  },

  * 'S52 open gives nothing'(t) {
    const ch = channel()
    ch.close()
    t.is(ch.open(), undefined)
    t.false(ch.closing)
    yield* run()
  },

  * 'S53 close gives nothing'(t) {
    const ch = channel()
    t.is(ch.close(), undefined)
    t.true(ch.closing)
    yield* raises(t, ValueError, /closed/, ch.receive())
  },

  * 'S54 the preference is cut to -1, 0 and 1'(t) {
    const ch = channel()
    t.is(ch.preference, -1)
    for (const [set, is] of [[2, 1], [-2, -1], [0, 0], [1, 1], [true, 1]] as const) {
      ch.preference = set
      t.is(ch.preference, is)
    }
    refuses(t, TypeError, /^preference must be set to an integer$/, () => { ch.preference = 2.5 })
    refuses(t, TypeError, /^preference must be set to an integer$/, () => { ch.preference = 'x' as never })
    yield* run()
  },

  * 'S55 scheduleAll is a boolean'(t) {
    const ch = channel()
    t.is(ch.scheduleAll, false)
    for (const [set, is] of [[2, true], [0, false], [true, true], [-1, true]] as const) {
      ch.scheduleAll = set
      t.is(ch.scheduleAll, is)
    }
    refuses(t, TypeError, /^scheduleAll must be set to an integer$/, () => { ch.scheduleAll = 2.5 })
    yield* run()
  },

  * 'S56 the balance counts who waits'(t) {
    const ch = channel()
    const receivers = [1, 2].map(() => tasklet(function* () { yield* ch.receive() }).setup())
    yield* run()
    t.is(ch.balance, -2)
    yield* (receivers[0] as Tasklet).kill()
    t.is(ch.balance, -1)
    yield* ch.send(1)
    t.is(ch.balance, 0)
    const senders = [1, 2].map(() => tasklet(function* () { yield* ch.send(1) }).setup())
    yield* run()
    t.is(ch.balance, 2)
    yield* ch.receive()
    t.is(ch.balance, 1)
    yield* (senders[1] as Tasklet).kill()
    t.is(ch.balance, 0)
  },

  * 'S57 closing, and closed when nobody waits any more'(t) {
    const ch = channel()
    t.deepEqual([ch.closing, ch.closed], [false, false])
    const one = tasklet(function* () { yield* ch.receive() }).setup()
    yield* run()
    ch.close()
    t.deepEqual([ch.closing, ch.closed], [true, false])
    yield* one.kill()
    t.deepEqual([ch.closing, ch.closed], [true, true])
    ch.open()
    t.deepEqual([ch.closing, ch.closed], [false, false])
  },

  * 'S58 the queue is who waits first, and its next the second'(t) {
    const ch = channel()
    t.is(ch.queue, null)
    const [first, second] = [1, 2].map(() => tasklet(function* () { yield* ch.receive() }).setup()) as [Tasklet, Tasklet]
    yield* run()
    t.true(ch.queue === first && first.next === second && second.prev === first)
    t.deepEqual([first.prev, second.next], [null, null])
    yield* first.kill()
    yield* second.kill()
  },
}
