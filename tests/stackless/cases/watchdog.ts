// test_watchdog of Stackless: T96 to T102, T105 to T126. The timeouts count operations, checkpoints among them.

import {
  channel, checkpoint, getCurrent, getRuncount, run, RuntimeError, schedule, StopIteration, tasklet,
  type Channel, type Tasklet,
} from '@stillframe/stackless'
import { raises, type Case, type Cases, type Check } from '../case.ts'

type Body = Generator<unknown, void, unknown>

/** Counts to `high`, with a checkpoint at each number. */
function* count(log: string[], name: string, high: number): Body {
  for (let i = 0; i < high; i++) yield* checkpoint()
  log.push(name)
}

/** run(timeout), and again while there is somebody to run. Gives the number of interruptions. */
function* runAll(timeout: number, soft: boolean): Generator<unknown, number, unknown> {
  let interruptions = 0
  for (;;) {
    const victim = yield* run({ timeout, soft })
    if (victim !== undefined) victim.insert()
    else if (getRuncount() === 1) return interruptions
    interruptions++
  }
}

function* nested(depth: number): Body {
  if (depth === 0) {
    for (let i = 0; i < 5; i++) {
      yield* schedule()
      yield* checkpoint()
    }
  } else {
    yield* nested(depth - 1)
  }
}

/** Two versions, hard and soft. */
const both = (body: (t: Check, soft: boolean) => Body): Case => function* (t) {
  yield* body(t, false)
  yield* body(t, true)
}

function* busy(schedules: boolean): Body {
  for (let i = 0; i < 200; i++) {
    yield* checkpoint()
    if (schedules && i % 20 === 0) yield* schedule()
  }
}

export const cases: Cases = {
  'T96 counting tasklets finish under repeated timeouts': both(function* (t, soft) {
    const log: string[] = []
    for (const name of ['a', 'b', 'c']) tasklet(count).setup(log, name, 350)
    const interruptions = yield* runAll(100, soft)
    t.deepEqual(log.sort(), ['a', 'b', 'c'])
    t.is(interruptions, soft ? 2 : 9) // the only soft points are the ends of the first two
  }),

  'T97 tasklets that schedule deep down finish under a timeout': both(function* (t, soft) {
    const all = [1, 10, 100, 500].map((depth) => tasklet(nested).setup(depth))
    yield* runAll(100, soft)
    t.true(all.every((one) => !one.alive))
  }),

  'T98 tasklets that schedule deep down finish without a timeout': both(function* (t, soft) {
    const all = [1, 10, 100, 500].map((depth) => tasklet(nested).setup(depth))
    t.is(yield* run({ timeout: 0, soft }), undefined)
    t.true(all.every((one) => !one.alive))
  }),

  * 'T99 who schedules is interrupted less often by a hard timeout, and more often by a soft one'(t) {
    const interruptions = function* (schedules: boolean, soft: boolean): Generator<unknown, number, unknown> {
      for (let i = 0; i < 3; i++) tasklet(busy).setup(schedules)
      return yield* runAll(15, soft)
    }
    t.true((yield* interruptions(true, false)) < (yield* interruptions(false, false)))
    t.true((yield* interruptions(true, true)) > (yield* interruptions(false, true)))
  },

  'T100 clients and a server exchange all messages under timeouts': both(function* (t, soft) {
    const ch = channel<number>()
    let arrived = 0
    const server = tasklet(function* () {
      for (;;) {
        yield* ch.receive()
        arrived++
      }
    }).setup()
    for (let client = 0; client < 3; client++) {
      tasklet(function* () {
        for (let i = 0; i < 20; i++) {
          yield* ch.send(i)
          yield* checkpoint()
        }
      }).setup()
    }
    yield* runAll(7, soft)
    t.is(arrived, 60)
    t.true(server.blocked)
    if (t.inTasklet) {
      yield* server.kill()
    } else {
      yield* raises(t, StopIteration, /^$/, ch.sendException(StopIteration))
      t.false(server.alive)
    }
  }),

  'T101 atomic tasklets finish under timeouts': both(function* (t, soft) {
    const work = function* (): Body {
      for (let i = 0; i < 10; i++) {
        getCurrent().setAtomic(true)
        for (let j = 0; j < 30; j++) yield* checkpoint()
        t.true(getCurrent().isCurrent)
        getCurrent().setAtomic(false)
        yield* checkpoint()
      }
    }
    const all = [1, 2, 3].map(() => tasklet(work).setup())
    const interruptions = yield* runAll(20, soft)
    t.true(all.every((one) => !one.alive))
    t.is(interruptions, soft ? 2 : 30)
  }),

  'T102 an error in a tasklet comes out of run with a timeout': both(function* (t, soft) {
    tasklet(function* () { throw new RangeError('from inside') }).setup()
    yield* raises(t, RangeError, /^from inside$/, run({ timeout: 100, soft }))
  }),

  'T105 run returns when a tasklet waits for ever': both(function* (t, soft) {
    const waits = tasklet(function* () { yield* channel().receive() }).setup()
    t.is(yield* run({ timeout: 10, soft }), undefined)
    t.true(waits.blocked)
    yield* waits.kill()
  }),

  * 'T106 a chain of channels under a soft total timeout keeps its tasklets'(t) {
    const chans = [channel(), channel(), channel()] as Channel[]
    const all = chans.map((ch, i) => tasklet(function* () {
      for (;;) yield* (chans[(i + 1) % 3] as Channel).send(yield* ch.receive())
    }).setup())
    tasklet(function* () { yield* (chans[0] as Channel).send('token') }).setup()
    for (let i = 0; i < 20; i++) {
      t.is(yield* run({ timeout: 50, soft: true, totalTimeout: true }), undefined)
      const scheduled = all.filter((one) => one.alive).length
      t.is(scheduled, 3)
    }
    for (const one of all) yield* one.kill()
  },

  * 'T107 main that receives alone is a deadlock'(t) {
    yield* raises(t, RuntimeError, /Deadlock/, channel().receive())
  },

  * 'T108 main that receives gets an error when the last tasklet ends'(t) {
    tasklet(function* () { yield* schedule() }).setup()
    yield* raises(t, RuntimeError, /receiving/, channel().receive())
  },

  * 'T109 main that sends gets an error when the last tasklet ends'(t) {
    tasklet(function* () { yield* schedule() }).setup()
    yield* raises(t, RuntimeError, /sending/, channel().send(1))
  },

  * 'T110 the error of a tasklet reaches main, which is blocked in receive'(t) {
    tasklet(function* () { throw new RangeError('for main') }).setup()
    yield* raises(t, RangeError, /^for main$/, channel().receive())
  },

  * 'T111 with main blocked, a tasklet that would block gets the deadlock'(t) {
    const ch = channel()
    let text = ''
    tasklet(function* () {
      try {
        yield* channel().receive()
      } catch (error) {
        text = (error as Error).message
      }
      yield* ch.send('done')
    }).setup()
    t.is(yield* ch.receive(), 'done')
    t.regex(text, /^Deadlock/)
    yield* run()
  },

  * 'T112 that deadlock, uncaught, reaches main'(t) {
    tasklet(function* () { yield* channel().receive() }).setup()
    yield* raises(t, RuntimeError, /^Deadlock/, channel().receive())
  },

  * 'T113 an error comes out of run though others are runnable'(t) {
    tasklet(function* () { throw new RangeError('mine') }).setup()
    const other = tasklet(function* () { yield* schedule() }).setup()
    yield* raises(t, RangeError, /^mine$/, run())
    t.true(other.alive)
    yield* run()
    t.false(other.alive)
  },

  * 'T114 a run in a tasklet goes on while main schedules'(t) {
    let returned = false
    const runner = tasklet(function* () {
      yield* run()
      returned = true
    }).setup()
    const worker = tasklet(function* () { yield* schedule() }).setup()
    for (let i = 0; i < 5; i++) yield* schedule()
    t.false(worker.alive)
    t.true(runner.alive && runner.paused && !returned)
    yield* runner.run()
    t.true(returned)
  },

  * 'T115 a run in a tasklet returns when the others are done and main is blocked'(t) {
    const ch = channel()
    const worker = tasklet(function* () { yield* schedule() })
    tasklet(function* () {
      worker.setup()
      yield* run()
      t.false(worker.alive)
      yield* ch.send('returned')
    }).setup()
    t.is(yield* ch.receive(), 'returned')
    yield* run()
  },

  * 'T116 an inner run returns first'(t) {
    const order: string[] = []
    const worker = tasklet(function* () { yield* schedule() })
    tasklet(function* () {
      worker.setup()
      yield* run()
      order.push('inner')
    }).setup()
    yield* run()
    order.push('outer')
    t.deepEqual(order, ['inner', 'outer'])
  },

  * 'T117 when the inner run returns, who called the outer one is paused'(t) {
    const me = getCurrent()
    let paused: boolean | undefined
    tasklet(function* () {
      tasklet(function* () { yield* schedule() }).setup()
      yield* run()
      paused = me.paused
    }).setup()
    yield* run()
    t.is(paused, true)
  },

  * 'T118 an error goes to the inner run'(t) {
    let text = ''
    tasklet(function* () {
      tasklet(function* () { throw new RangeError('inner') }).setup()
      try {
        yield* run()
      } catch (error) {
        text = (error as Error).message
      }
    }).setup()
    t.is(yield* run(), undefined)
    t.is(text, 'inner')
  },

  * 'T119 who is in the outer run can be woken by hand, and the inner ones are queued'(t) {
    const me = getCurrent()
    let inner = false
    tasklet(function* () {
      tasklet(function* () { yield* me.run() }).setup()
      yield* run()
      inner = true
    }).setup()
    t.is(yield* run(), undefined)
    t.false(inner)
    t.is(getRuncount(), 3)
    yield* run()
    t.true(inner)
  },

  * 'T120 a run returns while a tasklet is inside an older one, which leaves when it is killed'(t) {
    let left = ''
    const older = tasklet(function* () {
      try {
        yield* run()
        left = 'returned'
      } catch (error) {
        left = (error as Error).name
        throw error
      }
    }).setup()
    yield* older.run()
    t.true(older.paused)
    tasklet(function* () { yield* schedule() }).setup()
    t.is(yield* run(), undefined)
    t.is(left, '')
    yield* older.kill()
    t.is(left, 'TaskletExit')
    t.false(older.alive)
  },

  'T121 T122 the tasklet that called run with a timeout is the one that is woken': both(function* (t, soft) {
    let woken = false
    let victim: Tasklet | undefined
    const worker = tasklet(function* () {
      for (let i = 0; i < 100; i++) {
        yield* checkpoint()
        if (soft) yield* schedule()
      }
    })
    const caller = tasklet(function* () {
      worker.setup()
      tasklet(idleFor(3)).setup()
      victim = yield* run({ timeout: 1, soft })
      woken = true
    }).setup()
    yield* caller.run()
    for (let i = 0; i < 10 && !woken; i++) yield* schedule()
    t.true(woken)
    if (!soft) t.true(victim?.alive)
    for (const one of [worker, caller]) yield* one.kill()
    yield* run()
  }),

  'T123 T124 of nested runs with timeouts the outermost wakes first': both(function* (t, soft) {
    const order: number[] = []
    const nest = function* (level: number): Body {
      if (level < 4) tasklet(nest).setup(level + 1)
      else tasklet(spin).setup()
      const victim = yield* run({ timeout: 20, soft })
      victim?.insert()
      order.push(level)
    }
    yield* nest(1)
    t.is(order[0], 1)
    yield* run({ timeout: 2000, soft: true, totalTimeout: true })
    t.deepEqual(order, [1, 4, 3, 2]) // the deeper ones were queued, the innermost first
    while (getCurrent().next !== getCurrent()) yield* (getCurrent().next as Tasklet).kill()
  }),

  'T125 T126 a deeper waiter that is inserted does not confuse the timeout': both(function* (t, soft) {
    let deep: Tasklet | null = null
    let deepReturned = false
    const worker = tasklet(function* () {
      ;(deep as Tasklet | null)?.insert()
      yield* spin()
    })
    deep = tasklet(function* () {
      worker.setup()
      yield* run()
      deepReturned = true
    }).setup()
    const victim = yield* run({ timeout: 20, soft })
    t.true(deepReturned || (deep as Tasklet).scheduled)
    if (!soft) t.is(victim, worker)
    yield* worker.kill()
    yield* run()
    t.true(deepReturned)
  }),
}

/** Never ends by itself. */
function* spin(): Body {
  for (let i = 0; i < 10_000; i++) {
    yield* checkpoint()
    if (i % 30 === 29) yield* schedule()
  }
}

const idleFor = (slices: number) => function* (): Body {
  for (let i = 0; i < slices; i++) yield* schedule()
}

