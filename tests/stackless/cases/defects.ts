// test_defects, test_tstate, test_outside of Stackless: T127 to T136, T185, T187, T188.

import {
  channel, getCurrent, getMain, getRuncount, getWaiterCount, run, runMain, RuntimeError, schedule, scheduleRemove, setScheduleCallback,
  tasklet, TaskletExit, type Tasklet,
} from '@stillframe/stackless'
import { raises, type Cases } from '../case.ts'

export const cases: Cases = {
  * 'T127 run returns when the last tasklet calls scheduleRemove, which can be killed then'(t) {
    let after = false
    const target = tasklet(function* () {
      yield* scheduleRemove()
      after = true
    }).setup()
    t.is(yield* run(), undefined)
    t.false(after)
    t.true(target.paused)
    yield* target.kill()
    t.false(target.alive || after)
  },

  * 'T128 scheduleRemove of the last tasklet throws while main is blocked'(t) {
    const ch = channel()
    let text = ''
    tasklet(function* () {
      try {
        yield* scheduleRemove()
      } catch (error) {
        text = (error as Error).message
      }
      yield* ch.send(1)
    }).setup()
    yield* ch.receive()
    t.regex(text, /^Deadlock/)
    yield* run()
  },

  * 'T129 a tasklet that nobody refers to may call scheduleRemove inside run'(t) {
    let ran = 0
    for (let i = 0; i < 3; i++) {
      tasklet(function* () {
        ran++
        yield* scheduleRemove()
        ran += 100
      }).setup()
    }
    t.is(yield* run(), undefined)
    t.is(ran, 3)
    t.is(getRuncount(), 1)
  },

  * 'T130 a tasklet that nobody refers to may call scheduleRemove while its creator has done so, too'(t) {
    const me = getCurrent()
    let ran = 0
    tasklet(function* () {
      ran++
      me.insert()
      yield* scheduleRemove()
      ran += 100
    }).setup()
    yield* scheduleRemove()
    t.is(ran, 1)
    t.is(getRuncount(), 1)
  },

  * 'T131 run returns when the only tasklet receives on a channel without a name'(t) {
    const target = tasklet(function* () { yield* channel().receive() }).setup()
    t.is(yield* run(), undefined)
    t.true(target.alive && target.blocked)
    yield* target.kill()
  },

  * 'T132 run returns when one of two tasklets receives on a channel without a name'(t) {
    const target = tasklet(function* () { yield* channel().receive() }).setup()
    const other = tasklet(function* () { for (let i = 0; i < 3; i++) yield* schedule() }).setup()
    t.is(yield* run(), undefined)
    t.true(target.blocked)
    t.false(other.alive)
    yield* target.kill()
  },

  * 'T133 an error in the schedule callback is reported, and changes nothing'(t) {
    const reported: unknown[] = []
    const error = new RangeError('in the callback')
    const result = runMain(function* () {
      setScheduleCallback(() => { throw error })
      let steps = 0
      tasklet(function* () { steps++ }).setup()
      yield* run()
      setScheduleCallback(null)
      return steps
    }, { onMishap: (mishap) => reported.push(mishap) })
    t.is(result, 1)
    t.deepEqual(reported, [error, error])
    let thrown: unknown
    try {
      runMain(function* () {
        setScheduleCallback(() => { throw error })
        tasklet(() => {}).setup()
        yield* run()
      })
    } catch (caught) {
      thrown = caught
    }
    t.is(thrown, error)
    yield* run()
  },

  * 'T134 surplus arguments of next do no harm'(t) {
    const ch = channel()
    const next = ch.next as (...surplus: unknown[]) => ReturnType<typeof ch.next>
    yield* tasklet(function* () { yield* ch.send(3) }).setup().run()
    t.deepEqual(yield* Reflect.apply(next, ch, [1, 2, 3]), { value: 3, done: false })
    t.is(ch.balance, 0)
    yield* run()
  },

  * 'T135 surplus arguments of kill do no harm'(t) {
    const target = tasklet(function* () { yield* schedule() }).setup()
    const kill = target.kill as (...surplus: unknown[]) => ReturnType<Tasklet['kill']>
    yield* Reflect.apply(kill, target, [false, 2, 3])
    t.false(target.alive)
  },

  * 'T136 a switch in finally, during a return, with an error silenced on the way'(t) {
    const steps: number[] = []
    const inner = function* (): Generator<unknown, void, unknown> {
      try {
        steps.push(3)
        throw new RangeError('silenced')
      } catch {
        yield* schedule()
        steps.push(4)
      }
    }
    const work = function* (): Generator<unknown, number, unknown> {
      try {
        steps.push(1)
        try {
          return 7
        } finally {
          steps.push(2)
          yield* inner()
        }
      } finally {
        yield* schedule()
        steps.push(5)
      }
    }
    tasklet(function* () { steps.push((yield* work()) - 1) }).setup()
    yield* run()
    t.deepEqual(steps, [1, 2, 3, 4, 5, 6])
  },

  * 'T185 a tasklet that switches inside a handler keeps its error'(t) {
    let kept: unknown
    const error = new RangeError('current')
    const target = tasklet(function* () {
      try {
        throw error
      } catch (caught) {
        yield* schedule()
        kept = caught
      }
    }).setup()
    yield* target.run()
    try {
      throw new TypeError('another')
    } catch {
      yield* run()
    }
    t.is(kept, error)
    t.false(target.alive)
  },

  * 'T187 native code can run a program: its tasklets run, and the call returns'(t) {
    const log: number[] = []
    runMain(function* () {
      for (const i of [1, 2, 3]) tasklet(function* () { log.push(i) }).setup()
      yield* run()
      t.true(getCurrent() === getMain())
    })
    t.deepEqual(log, [1, 2, 3])
    t.is(getWaiterCount(), 0)
    t.is(getRuncount(), 1)
    yield* raises(t, TaskletExit, /^x$/, getCurrent().raiseException(TaskletExit, 'x'))
  },

  * 'T188 native code can run a program in which a sender and a receiver exchange values'(t) {
    const got: number[] = []
    runMain(function* () {
      const ch = channel<number>()
      tasklet(function* () { yield* ch.sendSequence([1, 2, 3]) }).setup()
      tasklet(function* () { for (let i = 0; i < 3; i++) got.push(yield* ch.receive()) }).setup()
      yield* run()
    })
    t.deepEqual(got, [1, 2, 3])
    yield* raises(t, RuntimeError, /Deadlock/, channel().receive())
  },
}
