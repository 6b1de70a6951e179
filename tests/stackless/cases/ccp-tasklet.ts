// CCP's scheduler, its scheduler and tasklet tests, and what it adds: C51 to C98. Real Stackless differs in the others.

import {
  channel, getCurrent, getMain, getRunCounts, getRuncount, run, runMain, RuntimeError, schedule, scheduleRemove, switchTrap, tasklet,
  TaskletExit, type Tasklet,
} from '@stillframe/stackless'
import { raises, refuses, type Case, type Cases, type Check } from '../case.ts'

type Body<R = void> = Generator<unknown, R, unknown>

/** Runs the ring empty: at once, or one tasklet per run. */
function* runAll(oneByOne: boolean): Body {
  do yield* run(oneByOne ? { tasklets: 1 } : {})
  while (getRuncount() > 1)
}

/** A program that logs, in the two configurations. */
const ordered = (program: (log: string[], start: (name: string, body?: () => Body) => Tasklet) => void, expected: string): Case => function* (t) {
  for (const oneByOne of [false, true]) {
    const log: string[] = []
    const start = (name: string, body?: () => Body): Tasklet => tasklet(function* () {
      log.push(name)
      if (body !== undefined) yield* body()
    }).setup()
    program(log, start)
    yield* runAll(oneByOne)
    t.is(log.join(' '), expected)
    t.is(getRuncount(), 1)
  }
}

function* managed(t: Check, how: { enter?: boolean; body?: boolean; exit?: boolean }): Body<{ log: string[]; message: string }> {
  const log: string[] = []
  const step = (name: 'enter' | 'exit', fails: boolean | undefined) => (error?: unknown): void => {
    log.push(error === undefined ? name : `${name} with ${(error as Error).message}`)
    if (fails) throw new RangeError(name)
  }
  const one = tasklet(function* () {
    log.push('body')
    if (how.body) throw new RangeError('body')
  })
  one.contextManager = () => ({ enter: step('enter', how.enter), exit: step('exit', how.exit) })
  one.setup()
  let message = ''
  try {
    yield* run()
  } catch (error) {
    message = (error as Error).message
  }
  t.false(one.alive)
  return { log, message }
}

export const cases: Cases = {
  * 'C51 t1.run() of three scheduled tasklets: t1 t2 t3'(t) {
    const log: number[] = []
    const all = [1, 2, 3].map((i) => tasklet(() => { log.push(i) }).setup())
    yield* (all[0] as Tasklet).run()
    t.deepEqual(log, [1, 2, 3])
    t.is(getRuncount(), 1)
  },

  * 'C52 t2.run(): t2 t3, and t1 stays'(t) {
    const log: number[] = []
    const all = [1, 2, 3].map((i) => tasklet(() => { log.push(i) }).setup())
    yield* (all[1] as Tasklet).run()
    t.deepEqual(log, [2, 3])
    t.true(all[0]?.scheduled)
    yield* run()
    t.deepEqual(log, [2, 3, 1])
  },

  'C53 run: the order of creation': ordered((_, start) => { for (const name of ['t1', 't2', 't3']) start(name) }, 't1 t2 t3'),

  'C54 nested run: those behind the target run before its caller': ordered((log, start) => {
    start('t1', function* () {
      const target = start('t2')
      start('t3')
      start('t4')
      yield* target.run()
      log.push('t5')
    })
  }, 't1 t2 t3 t4 t5'),

  'C55 nested run with a sibling that schedules': ordered((log, start) => {
    start('t1', function* () {
      const target = start('t2')
      start('t3', function* () { yield* schedule() })
      yield* target.run()
      log.push('t4')
    })
  }, 't1 t2 t3 t4'),

  'C56 nested run on two levels': ordered((log, start) => {
    start('t1', function* () {
      const target = start('t2')
      tasklet(function* () {
        const inner = start('t3')
        start('t4')
        yield* inner.run()
        log.push('t5')
      }).setup()
      yield* target.run()
      log.push('t6')
    })
  }, 't1 t2 t3 t4 t5 t6'),

  * 'C58 a nested run whose caller then blocks'(t) {
    const ch = channel()
    const log: string[] = []
    tasklet(function* () {
      log.push('t0')
      yield* tasklet(function* () {
        log.push('t1')
        yield* tasklet(() => { log.push('t2') }).setup().run()
        log.push('t3')
      }).setup().run()
      yield* ch.receive()
    }).setup()
    yield* run()
    t.deepEqual(log, ['t0', 't1', 't2', 't3'])
    yield* ch.send(1)
  },

  * 'C61 run in a tasklet that was woken by a receive: a b c d e f g'(t) {
    const ch = channel()
    const log: string[] = []
    tasklet(function* () {
      log.push('a')
      yield* ch.send(1)
      log.push('d')
      tasklet(() => { log.push('e') }).setup()
      yield* run()
      log.push('f')
    }).setup()
    yield* run()
    log.push('b')
    yield* ch.receive()
    log.push('c')
    yield* run()
    log.push('g')
    t.is(log.join(' '), 'a b c d e f g')
  },

  * 'C62 sendException under the switch trap'(t) {
    const ch = channel()
    tasklet(function* () { yield* raises(t, RangeError, /^sent$/, ch.receive()) }).setup()
    yield* run()
    switchTrap(1)
    yield* raises(t, RuntimeError, /^switch_trap$/, ch.sendException(RangeError, 'sent'))
    switchTrap(-1)
    yield* ch.sendException(RangeError, 'sent')
    t.is(ch.balance, 0)
  },

  * 'C63 run throws the error of a tasklet'(t) {
    tasklet(() => { throw new RangeError('mine') }).setup()
    yield* raises(t, RangeError, /^mine$/, run())
  },

  * 'C64 arguments by position'(t) {
    let got: unknown
    yield* tasklet((...args: unknown[]) => { got = args }).setup(1, 'two').run()
    t.deepEqual(got, [1, 'two'])
  },

  * 'C65 arguments by name'(t) {
    let got: unknown
    yield* tasklet(({ two }: { two: string }) => { got = two }).setup({ two: 'named' }).run()
    t.is(got, 'named')
  },

  * 'C66 a kill of a tasklet that has not started does not run it, but runs those behind it'(t) {
    let value = 0
    const first = tasklet(() => { value += 1 }).setup()
    tasklet(() => { value += 2 }).setup()
    yield* first.kill()
    t.is(value, 2)
    t.is(getRuncount(), 1)
  },

  * 'C67 a tasklet is paused after scheduleRemove'(t) {
    const one = tasklet(function* () { yield* scheduleRemove() }).setup()
    yield* run()
    t.true(one.paused)
    yield* one.kill()
  },

  * 'C70 a tasklet that was removed is run by a switch'(t) {
    const me = getCurrent()
    let ran = false
    const one = tasklet(() => { ran = true; me.insert() }).setup().remove()
    yield* one.switch()
    t.true(ran)
  },

  * 'C71 a tasklet that was removed is run by run'(t) {
    let ran = false
    yield* tasklet(() => { ran = true }).setup().remove().run()
    t.true(ran)
  },

  * 'C72 timesSwitchedTo counts how often a tasklet went on'(t) {
    const one = tasklet(function* () { for (let i = 0; i < 2; i++) yield* schedule() }).setup()
    t.is(one.timesSwitchedTo, 0)
    yield* run()
    t.is(one.timesSwitchedTo, 1) // alone in the ring it goes on without a switch
    const two = [1, 2].map(() => tasklet(function* () { for (let i = 0; i < 2; i++) yield* schedule() }).setup())
    yield* run()
    t.deepEqual(two.map((it) => it.timesSwitchedTo), [3, 3])
  },

  * 'C73 bind begins the count again'(t) {
    const one = tasklet(() => {}).setup()
    yield* one.run()
    t.is(one.timesSwitchedTo, 1)
    one.bind(() => {}, [])
    t.is(one.timesSwitchedTo, 0)
    yield* one.run()
  },

  * 'C74 raiseException into a tasklet that is in schedule is caught there'(t) {
    let caught: unknown
    const one = tasklet(function* () {
      try {
        yield* schedule()
      } catch (error) {
        caught = error
      }
    }).setup()
    yield* one.run()
    yield* one.raiseException(RangeError, 'raised')
    t.is((caught as Error).message, 'raised')
  },

  * 'C75 throw into a tasklet that is in schedule is caught there'(t) {
    let caught: unknown
    const error = new RangeError('thrown')
    const one = tasklet(function* () {
      try {
        yield* schedule()
      } catch (it) {
        caught = it
      }
    }).setup()
    yield* one.run()
    yield* one.throw(error)
    t.is(caught, error)
  },

  * 'C76 a dead tasklet can be bound and run again'(t) {
    let runs = 0
    const one = tasklet(() => { runs++ }).setup()
    yield* one.run()
    t.false(one.alive)
    one.bind(() => { runs += 10 })
    one.setup()
    yield* run()
    t.is(runs, 11)
  },

  * 'C77 run of a tasklet that throws throws in main'(t) {
    const one = tasklet(() => { throw new RangeError('mine') }).setup()
    yield* raises(t, RangeError, /^mine$/, one.run())
    t.is(getRuncount(), 1)
  },

  * 'C78 a TaskletExit that is raised inside can be caught there'(t) {
    let caught = false
    const one = tasklet(function* () {
      try {
        throw new TaskletExit()
      } catch (error) {
        caught = error instanceof TaskletExit
      }
    }).setup()
    yield* one.run()
    t.true(caught)
    t.false(one.alive)
  },

  * 'C79 a catch lets TaskletExit pass by throwing it again'(t) {
    // JavaScript's catch has no class: what Python's "except Exception" lets pass must be thrown again.
    const log: string[] = []
    const one = tasklet(function* () {
      try {
        yield* schedule()
      } catch (error) {
        if (error instanceof TaskletExit) throw error
        log.push('caught')
      } finally {
        log.push('finally')
      }
      log.push('after')
    }).setup()
    yield* one.run()
    yield* one.kill()
    t.deepEqual(log, ['finally'])
  },

  * 'C80 the frame of a blocked tasklet can be read'(t) {
    const ch = channel()
    const one = tasklet(function* () { yield* ch.receive() }).setup()
    yield* run()
    t.true(one.frame !== null)
    t.is(one.frame?.code.meta === null, !t.compiled)
    yield* ch.send(1)
    t.is(one.frame, null)
  },

  * 'C81 a pending kill of an unbound tasklet does nothing'(t) {
    t.is(yield* tasklet().kill(true), undefined)
  },

  * 'C82 a tasklet can not be set up twice'(t) {
    const one = tasklet(() => {}).setup()
    refuses(t, RuntimeError, /^tasklet is alive$/, () => one.setup())
    yield* run()
  },

  * 'C83 a tasklet knows the name of its function'(t) {
    const one = tasklet(function* named() {}).setup()
    t.is(one.name, 'named')
    t.is(tasklet().name, 'anonymous')
    yield* run()
  },

  * 'C84 a tasklet knows the line of its function'(t) {
    const one = tasklet(function* named() {}).setup()
    t.is(one.lineNumber > 0, t.compiled)
    yield* run()
  },

  * 'C85 a tasklet knows the module of its function'(t) {
    const one = tasklet(function* named() {}).setup()
    t.is(one.fileName, t.compiled ? 'tests/stackless/cases/ccp-tasklet.ts' : '')
    yield* run()
  },

  * 'C86 a tasklet knows when it began and ended'(t) {
    let now = 100
    runMain(function* () {
      const one = tasklet(function* () { now = 200; yield* schedule() }).setup()
      t.deepEqual([one.startTime, one.endTime], [0, 0])
      yield* run()
      t.deepEqual([one.startTime, one.endTime], [100, 200])
    }, { clock: () => now })
    const two = tasklet(() => {}).setup()
    yield* run()
    t.true(two.startTime > 0 && two.endTime > two.startTime)
  },

  * 'C87 dontRaise drops the error'(t) {
    const one = tasklet(() => { throw new RangeError('dropped') })
    one.dontRaise = true
    one.setup()
    t.is(yield* run(), undefined)
    t.false(one.alive)
  },

  * 'C88 a context manager is entered before the function, and left after it'(t) {
    t.deepEqual(yield* managed(t, {}), { log: ['enter', 'body', 'exit'], message: '' })
  },

  * 'C89 a context manager is left with the error of the function'(t) {
    t.deepEqual(yield* managed(t, { body: true }), { log: ['enter', 'body', 'exit with body'], message: 'body' })
  },

  * 'C90 if entering throws, the function does not run'(t) {
    t.deepEqual(yield* managed(t, { enter: true }), { log: ['enter'], message: 'enter' })
  },

  * 'C91 if leaving throws, run throws that'(t) {
    t.deepEqual(yield* managed(t, { exit: true }), { log: ['enter', 'body', 'exit'], message: 'exit' })
  },

  * 'C92 if both throw, the error of leaving wins'(t) {
    t.deepEqual(yield* managed(t, { body: true, exit: true }), { log: ['enter', 'body', 'exit with body'], message: 'exit' })
  },

  * 'C93 the exception handler of a tasklet gets its error'(t) {
    const seen: unknown[] = []
    const error = new RangeError('handled')
    const one = tasklet(() => { throw error })
    one.exceptionHandler = (it) => { seen.push(it) }
    one.setup()
    t.is(yield* run(), undefined)
    t.deepEqual(seen, [error])
  },

  * 'C94 an exception handler of null is none'(t) {
    const one = tasklet(() => { throw new RangeError('not handled') })
    one.exceptionHandler = null
    one.setup()
    yield* raises(t, RangeError, /^not handled$/, run())
  },

  * 'C95 the error of an exception handler is dropped'(t) {
    const one = tasklet(() => { throw new RangeError('handled') })
    one.exceptionHandler = () => { throw new TypeError('dropped') }
    one.setup()
    t.is(yield* run(), undefined)
    t.false(one.alive)
  },

  * 'C96 run of one tasklet, three times: runcount 4, 3, 2, 1'(t) {
    for (let i = 0; i < 3; i++) tasklet(() => {}).setup()
    const counts = [getRuncount()]
    for (let i = 0; i < 3; i++) {
      yield* run({ tasklets: 1 })
      counts.push(getRuncount())
    }
    t.deepEqual(counts, [4, 3, 2, 1])
  },

  * 'C97 run until the time is over, again and again, finishes all'(t) {
    const all = [1, 2, 3].map(() => tasklet(function* () { yield* schedule() }).setup())
    let runs = 0
    for (; getRuncount() > 1; runs++) yield* run({ until: () => true })
    t.true(all.every((one) => !one.alive))
    t.is(runs, 6)
  },

  * 'C98 a limited run counts who ended, and switches'(t) {
    for (let i = 0; i < 3; i++) tasklet(() => {}).setup()
    yield* run({ tasklets: 2 })
    t.is(getRunCounts().completed, 2)
    t.is(getRunCounts().switched, 3) // to both, and back
    yield* run()
    t.true(getMain().alive)
  },
}

