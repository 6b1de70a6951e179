// test_miscell of Stackless: throw, kill, switch_trap, the error handler: T22, T32 to T65.

import {
  Bomb, channel, getCurrent, getMain, getRuncount, run, RuntimeError, schedule, scheduleRemove, setErrorHandler, switchTrap, tasklet,
  TaskletExit, type Channel, type Tasklet,
} from '@stillframe/stackless'
import { raises, refuses, type Check, type Cases } from '../case.ts'

/** A tasklet that waits in receive, and notes what is thrown into it. */
function* waiting(): Generator<unknown, { target: Tasklet; ch: Channel; errors: unknown[] }, unknown> {
  const ch = channel()
  const errors: unknown[] = []
  const target = tasklet(function* () {
    try {
      yield* ch.receive()
    } catch (error) {
      errors.push(error)
    }
  }).setup()
  yield* target.run()
  return { target, ch, errors }
}

/** The two versions of a throw: at once, and when its turn comes. Gives both errors. */
function* bothWays(t: Check, exception: unknown, value?: unknown): Generator<unknown, Error[], unknown> {
  const now = yield* waiting()
  yield* now.target.throw(exception, value)
  t.false(now.target.alive)
  const later = yield* waiting()
  yield* later.target.throw(exception, value, true)
  t.true(later.target.alive)
  t.is(later.errors.length, 0)
  yield* later.target.run()
  t.false(later.target.alive)
  t.is(now.ch.balance + later.ch.balance, 0)
  return [...now.errors, ...later.errors] as Error[]
}

/** `attempt` throws under the switch trap, and works without it. */
function* trapped<R>(t: Check, attempt: () => Iterable<unknown>): Generator<unknown, R, unknown> {
  switchTrap(1)
  try {
    yield* raises(t, RuntimeError, /^switch_trap$/, attempt())
  } finally {
    switchTrap(-1)
  }
  return (yield* attempt()) as R
}

const idle = function* (): Generator<unknown, void, unknown> {}

class ArgsError extends Error {
  readonly args: unknown[]
  constructor(...args: unknown[]) {
    super(args.join(' '))
    this.args = args
  }
}

function failing(): Error {
  try {
    throw new RangeError('origin')
  } catch (error) {
    return error as Error
  }
}

export const cases: Cases = {
  * 'T22 a TaskletExit has an accessible message'(t) {
    const error = yield* raises(t, TaskletExit, /^bye$/, getCurrent().raiseException(TaskletExit, 'bye'))
    t.is(error.message, 'bye')
  },

  * 'T32 raiseException arrives in a tasklet that is blocked in receive'(t) {
    const { target, ch, errors } = yield* waiting()
    t.is(ch.balance, -1)
    yield* target.raiseException(RangeError, 'index')
    t.is((errors[0] as Error).message, 'index')
    t.is(ch.balance, 0)
    t.false(target.alive)
  },

  * 'T33 run runs a tasklet at once'(t) {
    const done: number[] = []
    tasklet(function* () { done.push(1) }).setup()
    const second = tasklet(function* () { done.push(2) }).setup()
    yield* second.run()
    t.deepEqual(done, [2])
    yield* run()
    t.deepEqual(done, [2, 1])
  },

  * 'T34 a switch to the current tasklet is harmless'(t) {
    yield* getCurrent().switch()
    yield* getCurrent().switch()
    tasklet(idle).setup()
    yield* getCurrent().switch()
    t.is(getRuncount(), 2)
    yield* run()
  },

  * 'T35 throw of a class arrives in receive'(t) {
    const errors = yield* bothWays(t, RangeError)
    t.true(errors.length === 2 && errors.every((error) => error instanceof RangeError))
  },

  * 'T36 throw of a class and a tuple makes the error of them'(t) {
    const errors = yield* bothWays(t, ArgsError, [1, 2, 3])
    for (const error of errors) t.deepEqual((error as ArgsError).args, [1, 2, 3])
    t.is(errors.length, 2)
  },

  * 'T37 throw of an error throws that error'(t) {
    const error = new RangeError('mine')
    t.deepEqual(yield* bothWays(t, error), [error, error])
  },

  * 'T38 throw of a class with an error of it throws that error'(t) {
    const error = failing()
    const errors = yield* bothWays(t, RangeError, error)
    t.true(errors.length === 2 && errors.every((one) => one === error))
  },

  * 'T39 the stack of an error that is thrown names where it came from'(t) {
    for (const error of yield* bothWays(t, failing())) t.regex(error.stack ?? '', /failing/)
  },

  * 'T40 a throw into a tasklet that has not started: its function does not run'(t) {
    let ran = false
    const now = tasklet(function* () { ran = true }).setup()
    t.is(now.frame, null)
    if (t.inTasklet) {
      // It goes to whom every uncaught error goes, main: not to the thrower.
      const caught = yield* fromMain(now.throw(RangeError, 'early'))
      t.is((caught as Error).message, 'early')
    } else {
      yield* raises(t, RangeError, /^early$/, now.throw(RangeError, 'early'))
    }
    t.false(now.alive)
    const later = tasklet(function* () { ran = true }).setup()
    t.is(later.frame, null)
    yield* later.throw(RangeError, 'late', true)
    yield* raises(t, RangeError, /^late$/, run())
    t.false(later.alive)
    t.false(ran)
  },

  * 'T41 a tasklet killed before it started never runs, and is dead then'(t) {
    let ran = false
    for (const pending of [false, true]) {
      const target = tasklet(function* () { ran = true }).setup()
      yield* target.throw(TaskletExit, undefined, pending)
      if (pending) yield* target.run()
      t.false(target.alive)
      yield* raises(t, RuntimeError, /dead/, target.run())
    }
    t.false(ran)
  },

  * 'T42 a throw into a dead tasklet throws RuntimeError'(t) {
    for (const pending of [false, true]) {
      const target = tasklet(idle).setup()
      yield* target.run()
      yield* raises(t, RuntimeError, /^You cannot throw to a dead tasklet$/, target.throw(RangeError, undefined, pending))
    }
  },

  * 'T43 TaskletExit into a dead tasklet does nothing'(t) {
    for (const pending of [false, true]) {
      const target = tasklet(idle).setup()
      yield* target.run()
      t.is(yield* target.throw(TaskletExit, undefined, pending), undefined)
      t.is(yield* target.kill(pending), undefined)
    }
  },

  * 'T44 wrong arguments of throw are TypeErrors'(t) {
    const { target } = yield* waiting()
    refuses(t, TypeError, /exceptions must be classes or instances/, () => target.throw(undefined))
    refuses(t, TypeError, /exceptions must be classes or instances/, () => target.throw(Array))
    refuses(t, TypeError, /^instance exception may not have a separate value$/, () => target.throw(new RangeError(), new RangeError()))
    t.true(target.blocked)
    yield* target.kill()
  },

  * 'T45 under the switch trap schedule throws'(t) {
    tasklet(idle).setup()
    yield* trapped(t, () => schedule())
  },

  * 'T46 under the switch trap scheduleRemove throws'(t) {
    const me = getCurrent()
    tasklet(function* () { me.insert() }).setup()
    yield* trapped(t, () => scheduleRemove())
  },

  * 'T47 under the switch trap run throws'(t) {
    tasklet(idle).setup()
    yield* trapped(t, () => run())
  },

  * 'T48 under the switch trap run of a scheduled tasklet throws'(t) {
    const target = tasklet(idle).setup()
    yield* trapped(t, () => target.run())
    t.false(target.alive)
  },

  * 'T49 under the switch trap run of a paused tasklet throws, and it stays paused'(t) {
    const target = tasklet(idle).setup().remove()
    switchTrap(1)
    yield* raises(t, RuntimeError, /^switch_trap$/, target.run())
    switchTrap(-1)
    t.true(target.paused)
    yield* target.run()
    t.false(target.alive)
  },

  * 'T50 under the switch trap send to a waiting receiver throws'(t) {
    const { target, ch, errors } = yield* waiting()
    switchTrap(1)
    yield* raises(t, RuntimeError, /^switch_trap$/, ch.send(1))
    switchTrap(-1)
    t.is(ch.balance, -1)
    t.true(target.blocked)
    yield* ch.send(1)
    t.deepEqual(errors, [])
  },

  * 'T51 under the switch trap sendThrow throws'(t) {
    const { ch, errors } = yield* waiting()
    yield* trapped(t, () => ch.sendThrow(RangeError, 'thrown'))
    t.is((errors[0] as Error).message, 'thrown')
  },

  * 'T52 under the switch trap receive from a waiting sender throws, and the value is intact'(t) {
    const ch = channel()
    ch.preference = 1
    yield* tasklet(function* () { yield* ch.send(42) }).setup().run()
    t.is(yield* trapped(t, () => ch.receive()), 42)
  },

  * 'T53 under the switch trap receive of a thrown error throws the trap first'(t) {
    const ch = channel()
    ch.preference = 1
    yield* tasklet(function* () { yield* ch.sendThrow(RangeError, 'thrown') }).setup().run()
    switchTrap(1)
    yield* raises(t, RuntimeError, /^switch_trap$/, ch.receive())
    switchTrap(-1)
    yield* raises(t, RangeError, /^thrown$/, ch.receive())
  },

  * 'T54 under the switch trap raiseException throws'(t) {
    const { target, errors } = yield* waiting()
    yield* trapped(t, () => target.raiseException(RangeError, 'raised'))
    t.is((errors[0] as Error).message, 'raised')
  },

  * 'T55 under the switch trap kill throws'(t) {
    const { target, errors } = yield* waiting()
    yield* trapped(t, () => target.kill())
    t.true(errors[0] instanceof TaskletExit)
  },

  * 'T56 under the switch trap run throws, with an unused channel around'(t) {
    const ch = channel()
    const target = tasklet(function* () { ch.close() }).setup()
    yield* trapped(t, () => target.run())
    t.true(ch.closed)
  },

  * 'T57 a pending kill does nothing until the tasklet runs'(t) {
    const { target, errors } = yield* waiting()
    yield* target.kill(true)
    t.deepEqual(errors, [])
    t.true(target.alive && target.scheduled && !target.blocked)
    yield* target.run()
    t.true(errors[0] instanceof TaskletExit)
    t.false(target.alive)
  },

  * 'T58 kill works at once'(t) {
    const { target, errors } = yield* waiting()
    yield* target.kill(false)
    t.true(errors[0] instanceof TaskletExit)
    t.false(target.alive)
  },

  * 'T59 the current tasklet can kill itself'(t) {
    const steps: string[] = []
    const target = tasklet(function* () {
      try {
        yield* getCurrent().kill()
        steps.push('not reached')
      } catch (error) {
        steps.push((error as Error).name)
        throw error
      } finally {
        steps.push('finally')
      }
    }).setup()
    yield* target.run()
    t.deepEqual(steps, ['TaskletExit', 'finally'])
    t.false(target.alive)
  },

  * 'T60 setting an error handler gives the old one'(t) {
    const one = (): void => {}
    const two = (): void => {}
    t.is(setErrorHandler(one), null)
    t.is(setErrorHandler(two), one)
    t.is(setErrorHandler(null), two)
    t.is(setErrorHandler(null), null)
    refuses(t, TypeError, /error handler must be a callable or None/, () => setErrorHandler(1 as never))
    yield* run()
  },

  * 'T61 the error handler gets the error of a tasklet, and run does not throw'(t) {
    const seen: unknown[] = []
    setErrorHandler((error) => { seen.push(error) })
    const error = new RangeError('unhandled')
    tasklet(function* () { throw error }).setup()
    yield* run()
    setErrorHandler(null)
    t.is(seen[0], error)
    t.is(seen.length, 1)
  },

  * 'T62 an error of the handler comes out of run'(t) {
    setErrorHandler(() => { throw new TypeError('broken handler') })
    tasklet(function* () { throw new RangeError('unhandled') }).setup()
    yield* raises(t, TypeError, /^broken handler$/, run())
    setErrorHandler(null)
  },

  * 'T63 the error handler gets an error that was thrown before the function ran'(t) {
    const seen: Error[] = []
    setErrorHandler((error) => { seen.push(error as Error) })
    const target = tasklet(idle).setup()
    yield* target.throw(RangeError, 'early')
    setErrorHandler(null)
    t.is(seen[0]?.message, 'early')
    t.false(target.alive)
  },

  * 'T64 while the error handler runs, the dying tasklet is current'(t) {
    const seen: Tasklet[] = []
    setErrorHandler(() => { seen.push(getCurrent()) })
    const thrown = tasklet(idle).setup()
    yield* thrown.throw(RangeError)
    const failed = tasklet(function* () { throw new RangeError() }).setup()
    yield* failed.run()
    setErrorHandler(null)
    t.is(seen[0], thrown)
    t.is(seen[1], failed)
  },

  * 'T65 a pending throw calls the error handler when the tasklet runs'(t) {
    let calls = 0
    setErrorHandler(function* () {
      calls++
      yield* schedule() // the handler is a part of the tasklet, and may wait
      calls++
    })
    const target = tasklet(idle).setup()
    yield* target.throw(RangeError, 'later', true)
    t.is(calls, 0)
    yield* target.run()
    t.is(calls, 1)
    t.true(target.alive)
    yield* run()
    setErrorHandler(null)
    t.is(calls, 2)
    t.false(target.alive)
    t.true(getMain().tempval === undefined || getMain().tempval instanceof Bomb)
  },
}

/** What main, which is blocked in receive, gets: the test goes on in main's place afterwards. */
function* fromMain(operation: Iterable<unknown>): Generator<unknown, unknown, unknown> {
  let error: unknown
  const me = getCurrent()
  const helper = tasklet(function* () {
    try {
      yield* run() // the innermost waiter gets the error
    } catch (caught) {
      error = caught
    }
    if (!me.scheduled) me.insert()
  }).setup()
  yield* helper.run()
  yield* operation
  yield* schedule()
  return error
}
