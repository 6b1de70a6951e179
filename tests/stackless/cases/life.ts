// test_generator, test_miscell of Stackless: nesting, atomic, schedule, bind, switch: T28, T29, T66 to T95.

import {
  atomic, call, channel, checkpoint, getCurrent, getMain, getRuncount, run, RuntimeError, schedule, scheduleRemove, switchTrap, tasklet,
  type Tasklet,
} from '@stillframe/stackless'
import { raises, refuses, type Cases } from '../case.ts'

const idle = function* (): Generator<unknown, void, unknown> {}

export const cases: Cases = {
  * 'T28 yield* of another generator stays at nesting level 0'(t) {
    const levels: number[] = []
    const inner = function* (): Generator<unknown, void, unknown> {
      levels.push(getCurrent().nestingLevel)
      yield* schedule()
      levels.push(getCurrent().nestingLevel)
    }
    yield* tasklet(function* () { yield* inner() }).setup().run()
    yield* run()
    t.deepEqual(levels, [0, 0])
  },

  * 'T29 the flags of a tasklet follow its life'(t) {
    const flags = (one: Tasklet): unknown[] => [one.alive, one.scheduled, one.paused, one.blocked, one.recursionDepth]
    const target = tasklet(function* () { for (let i = 0; i < 50; i++) yield* checkpoint() }).setup()
    t.deepEqual(flags(target), [true, true, false, false, 0])
    t.is(yield* run({ timeout: 10 }), target)
    t.deepEqual(flags(target), [true, false, true, false, 1])
    target.insert()
    t.deepEqual(flags(target), [true, true, false, false, 1])
    t.is(yield* run(), undefined)
    t.deepEqual(flags(target), [false, false, false, false, 0])
  },

  * 'T66 try and finally stay at nesting level 0'(t) {
    const levels: number[] = []
    yield* tasklet(function* () {
      const note = (): void => { levels.push(getCurrent().nestingLevel) }
      try {
        note()
        yield* schedule()
        throw new Error('passing')
      } catch {
        note()
        yield* schedule()
      } finally {
        note()
        yield* schedule()
      }
    }).setup().run()
    yield* run()
    t.deepEqual(levels, [0, 0, 0])
  },

  * 'T67 a switch inside finally while returning loses nothing'(t) {
    const steps: unknown[] = []
    const work = function* (): Generator<unknown, string, unknown> {
      try {
        return 'the result'
      } finally {
        steps.push('leaving')
        steps.push(yield* schedule(4711))
      }
    }
    const target = tasklet(function* () { steps.push(yield* work()) }).setup()
    yield* target.run()
    t.is(target.tempval, 4711)
    t.deepEqual(steps, ['leaving'])
    yield* run()
    t.deepEqual(steps, ['leaving', 4711, 'the result'])
  },

  * 'T68 setAtomic gives the old value'(t) {
    const me = getCurrent()
    t.false(me.atomic)
    t.is(me.setAtomic(true), false)
    t.true(me.atomic)
    t.is(me.setAtomic(true), true)
    t.is(me.setAtomic(false), true)
    t.false(me.atomic)
    yield* run()
  },

  * 'T69 a block can be atomic'(t) {
    const me = getCurrent()
    const block = atomic()
    t.true(me.atomic)
    block[Symbol.dispose]()
    t.false(me.atomic)
    yield* run()
  },

  * 'T70 an atomic block leaves an atomic tasklet atomic'(t) {
    const me = getCurrent()
    me.setAtomic(true)
    const block = atomic()
    t.true(me.atomic)
    block[Symbol.dispose]()
    t.true(me.atomic)
    me.setAtomic(false)
    yield* run()
  },

  * 'T71 while others run, who called schedule is scheduled'(t) {
    const me = getCurrent()
    let seen: boolean | undefined
    tasklet(function* () { seen = me.scheduled }).setup()
    t.is(yield* schedule(), me)
    t.is(seen, true)
  },

  * 'T72 while others run, who called scheduleRemove is not scheduled'(t) {
    const me = getCurrent()
    let seen: boolean | undefined
    tasklet(function* () {
      seen = me.scheduled
      me.insert()
    }).setup()
    yield* scheduleRemove()
    t.is(seen, false)
  },

  * 'T73 a tasklet is bound, run, suspended and ends'(t) {
    const target = tasklet()
    t.false(target.alive)
    t.is(target.frame, null)
    target.bind(null)
    t.false(target.alive)
    let finals = 0
    target.bind(function* () {
      try {
        yield* scheduleRemove()
      } finally {
        finals++
      }
    })
    t.false(target.alive)
    target.setup()
    yield* run()
    t.true(target.alive)
    t.false(target.scheduled)
    t.is(target.restorable, t.compiled)
    t.is(finals, 0)
    target.insert()
    yield* run()
    t.false(target.alive)
    t.is(finals, 1)
  },

  * 'T74 what is no function can not be bound'(t) {
    for (const target of [tasklet(), getCurrent()]) {
      refuses(t, TypeError, /^tasklet function must be a callable or None$/, () => target.bind(4 as never))
    }
    yield* run()
  },

  * 'T75 a suspended tasklet can be unbound: its finally does not run'(t) {
    let finals = 0
    const target = tasklet(function* () {
      try {
        yield* scheduleRemove()
      } finally {
        finals++
      }
    }).setup()
    yield* run()
    t.true(target.alive)
    target.bind(null)
    t.false(target.alive)
    t.is(target.frame, null)
    t.is(finals, 0)
  },

  * 'T76 the current tasklet can not be unbound'(t) {
    refuses(t, RuntimeError, /^can't \(re\)bind the current tasklet$/, () => getCurrent().bind(null))
    yield* run()
  },

  * 'T77 a scheduled tasklet can not be unbound'(t) {
    const target = tasklet(idle).setup()
    refuses(t, RuntimeError, /^tasklet is scheduled$/, () => target.bind(null))
    yield* run()
  },

  * 'T78 nothing can switch through a native frame'(t) {
    const target = tasklet(idle).setup()
    const names: string[] = []
    ;['x'].map(() => call(function* inTheCallback() {
      t.is(getCurrent().nestingLevel, 1)
      t.false(getCurrent().restorable)
      try {
        yield* target.run()
      } catch (error) {
        names.push((error as Error).message)
      }
    }))
    t.is(getCurrent().nestingLevel, 0)
    t.is(names.length, 1)
    t.regex(names[0] ?? '', /native frame "inTheCallback"/)
    t.true(target.scheduled)
    yield* run()
    t.false(target.alive)
  },

  * 'T79 a tasklet bound without arguments can not run'(t) {
    const target = tasklet()
    target.bind(idle)
    yield* raises(t, RuntimeError, /^You cannot run an unbound\(dead\) tasklet$/, target.run())
  },

  * 'T80 arguments are passed by position'(t) {
    let got: unknown
    const target = tasklet().bind(function* (...args: unknown[]) { got = args }, [1, 2])
    yield* target.run()
    t.deepEqual(got, [1, 2])
  },

  * 'T81 options are passed as one argument'(t) {
    let got: unknown
    const target = tasklet().bind(function* ({ a }: { a: number }) { got = a }, null, { a: 7 })
    yield* target.run()
    t.is(got, 7)
  },

  * 'T82 arguments and options are passed together'(t) {
    let got: unknown
    const target = tasklet().bind(function* (...args: unknown[]) { got = args }, [1], { a: 7 })
    yield* target.run()
    t.deepEqual(got, [1, { a: 7 }])
  },

  * 'T83 arguments can be bound to the function of before'(t) {
    let got: unknown
    const target = tasklet(function* (...args: unknown[]) { got = args })
    target.bind(null, [3])
    yield* target.run()
    t.deepEqual(got, [3])
    refuses(t, RuntimeError, /^the tasklet was not bound to a function$/, () => tasklet().bind(null, [1]))
  },

  * 'T84 bind with arguments does not schedule'(t) {
    const target = tasklet(idle, [])
    t.true(target.paused)
    t.is(getRuncount(), 1)
    yield* target.run()
  },

  * 'T85 main can not be unbound'(t) {
    const main = getMain()
    let text = ''
    tasklet(function* () {
      try {
        main.bind(null)
      } catch (error) {
        text = (error as Error).message
      }
      if (!main.blocked) main.insert()
    }).setup()
    if (t.inTasklet) yield* schedule()
    else yield* scheduleRemove()
    t.regex(text, t.inTasklet ? /^tasklet is scheduled$/ : /^can't unbind the main tasklet$/)
  },

  * 'T86 a tasklet that is bound again starts at depth 0'(t) {
    const depths: number[] = []
    const deep = function* (): Generator<unknown, void, unknown> { yield* scheduleRemove() }
    const target = tasklet(function* () { yield* deep() }).setup()
    yield* target.run()
    t.is(target.recursionDepth, t.compiled ? 2 : 1) // the engine's own yield* is one frame to us
    target.bind(function* () { depths.push(getCurrent().recursionDepth) }, [])
    t.is(target.recursionDepth, 0)
    yield* target.run()
    t.deepEqual(depths, [1])
  },

  * 'T87 a tasklet that is alive can not be set up'(t) {
    refuses(t, RuntimeError, /^tasklet is alive$/, () => getCurrent().setup())
    yield* run()
  },

  * 'T88 switch pauses the caller'(t) {
    const me = getCurrent()
    let paused: boolean | undefined
    const target = tasklet(function* () {
      paused = me.paused
      me.insert()
    }).setup()
    yield* target.switch()
    t.is(paused, true)
    yield* run()
  },

  * 'T89 a switch to oneself does nothing'(t) {
    yield* getCurrent().switch()
    t.false(getCurrent().paused)
    t.true(getCurrent().isCurrent)
  },

  * 'T90 a switch to a blocked tasklet throws'(t) {
    const ch = channel()
    const target = tasklet(function* () { yield* ch.receive() }).setup()
    yield* target.run()
    yield* raises(t, RuntimeError, /blocked/, target.switch())
    yield* ch.send(null)
  },

  * 'T91 a switch to a paused tasklet works'(t) {
    const me = getCurrent()
    const target = tasklet(function* () { me.insert() }).setup().remove()
    t.true(target.paused)
    yield* target.switch()
    t.false(target.alive)
  },

  * 'T92 a switch under the switch trap throws, and the target stays scheduled'(t) {
    const target = tasklet(idle).setup()
    switchTrap(1)
    yield* raises(t, RuntimeError, /^switch_trap$/, target.switch())
    switchTrap(-1)
    t.true(target.scheduled)
    yield* run()
  },

  * 'T93 a switch to oneself is allowed under the switch trap'(t) {
    switchTrap(1)
    yield* getCurrent().switch()
    switchTrap(-1)
    t.true(getCurrent().isCurrent)
  },

  * 'T94 a switch to a blocked tasklet under the switch trap says that it is blocked'(t) {
    const ch = channel()
    const target = tasklet(function* () { yield* ch.receive() }).setup()
    yield* target.run()
    switchTrap(1)
    yield* raises(t, RuntimeError, /blocked/, target.switch())
    switchTrap(-1)
    t.true(target.blocked)
    yield* ch.send(null)
  },

  * 'T95 a switch to a paused tasklet under the switch trap throws, and it stays paused'(t) {
    const target = tasklet(idle, [])
    switchTrap(1)
    yield* raises(t, RuntimeError, /^switch_trap$/, target.switch())
    switchTrap(-1)
    t.true(target.paused)
    target.bind(null)
  },
}
