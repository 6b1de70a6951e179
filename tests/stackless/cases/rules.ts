// The rules of pickling (semantics.md, section 3), numbered here: P1 to P18. Where Stackless' rule is a trap, ours.

import {
  Bomb, channel, getCurrent, getMain, run, runMain, RuntimeError, schedule, scheduleRemove, tasklet, ValueError, type Channel, type Tasklet,
} from '@stillframe/stackless'
import { raises, refuses, type Cases } from '../case.ts'

export const pickles = true

type Body = Generator<unknown, void, unknown>

/** A channel with a name: a binding of this module. */
export const jobs: Channel = channel()
/** What the functions below have done, by reference. */
export const log: unknown[] = []

function* receiving(ch: Channel): Body {
  log.push(yield* ch.receive())
}

function* sending(ch: Channel, value: unknown): Body {
  log.push(yield* ch.send(value))
}

function* fromJobs(): Body {
  log.push(yield* jobs.receive())
}

function* pausing(): Body {
  log.push(yield* scheduleRemove())
}

function* catching(): Body {
  try {
    yield* scheduleRemove()
  } catch (error) {
    log.push(error)
  }
}

function* inRun(): Body {
  log.push(['run gave', yield* run()])
}

function* deep(depth: number): Body {
  if (depth > 0) yield* deep(depth - 1)
  else yield* scheduleRemove()
}

/** Set by P12: what the tasklet of `mainWithRun` calls. */
export const saving: { save: () => void } = { save: () => {} }

function* saver(): Body {
  saving.save()
}

function* mainWithRun(): Body {
  tasklet(saver).setup()
  yield* run()
  log.push('main is back')
}

function queueOf(ch: Channel): Tasklet[] {
  const queue: Tasklet[] = []
  for (let at = ch.queue; at !== null; at = at.next) queue.push(at)
  return queue
}

const logged = (): unknown[] => log.splice(0)

export const cases: Cases = {
  * 'P1 a restored tasklet is paused, and the original goes on'(t) {
    const original = tasklet(pausing).setup()
    yield* run()
    const text = t.capture(original)
    original.insert()
    const copies = [t.restore(text), t.restore(text)] as Tasklet[]
    for (const copy of copies) t.deepEqual([copy.alive, copy.paused, copy.scheduled, copy.restorable], [true, true, false, true])
    yield* run()
    t.is(logged().length, 1)
    t.true(copies.every((copy) => copy.paused))
    for (const copy of copies) yield* copy.run()
    t.is(logged().length, 2)
  },

  * 'P2 a restored tasklet belongs to the program that runs it'(t) {
    const original = tasklet(pausing).setup()
    yield* run()
    const text = t.capture(original)
    original.bind(null)
    const copy = t.restore(text) as Tasklet
    runMain(function* () {
      copy.tempval = 'elsewhere'
      copy.insert()
      t.true(getMain().next === copy)
      yield* run()
    })
    t.deepEqual(logged(), ['elsewhere'])
    t.false(copy.alive)
  },

  * 'P3 flags and tempval come back, what was scheduled does not'(t) {
    const original = tasklet(pausing).setup()
    original.setAtomic(true)
    original.blockTrap = true
    yield* run()
    original.tempval = { delivered: 1 }
    original.insert()
    const copy = t.pickle(original)
    t.deepEqual([copy.atomic, copy.blockTrap, copy.scheduled, copy.tempval], [true, true, false, { delivered: 1 }])
    yield* copy.run()
    t.deepEqual(logged()[0], { delivered: 1 })
    yield* run()
    logged()
  },

  * 'P4 a pending error comes back, and is thrown in the copy'(t) {
    const original = tasklet(catching).setup()
    yield* run()
    yield* original.throw(RangeError, 'pending', true)
    const copy = t.pickle(original)
    t.true(copy.tempval instanceof Bomb)
    yield* copy.run()
    yield* run()
    t.deepEqual(logged().map((error) => (error as Error).message), ['pending', 'pending'])
  },

  * 'P5 a value that was delivered and not consumed survives'(t) {
    const ch = channel()
    ch.preference = 1
    const original = tasklet(receiving).setup(ch)
    yield* run()
    yield* ch.send('delivered')
    const copy = t.pickle(original)
    t.false(copy.blocked)
    yield* copy.run()
    yield* run()
    t.deepEqual(logged(), ['delivered', 'delivered'])
    t.false(copy.alive || original.alive)
  },

  * 'P6 a channel carries its queue in order, its balance, preference and closing'(t) {
    const ch = channel()
    ch.preference = 1
    ch.scheduleAll = true
    const values = [1, 2, 3]
    for (const value of values) tasklet(sending).setup(ch, value)
    yield* run()
    ch.close()
    const copy = t.pickle(ch)
    t.deepEqual([copy.balance, copy.preference, copy.scheduleAll, copy.closing, copy.closed], [3, 1, true, true, false])
    t.deepEqual(queueOf(copy).map((one) => one.tempval), values)
    t.true(queueOf(copy).every((one) => one.blocked && one.alive))
    const got: unknown[] = []
    for (let i = 0; i < 3; i++) got.push(yield* copy.receive())
    t.deepEqual(got, values)
    t.true(copy.closed)
    t.is(ch.balance, 3)
    yield* run()
    yield* ch.clear()
    logged()
  },

  * 'P7 the current tasklet can not be saved'(t) {
    refuses(t, Error, /^.*You cannot capture the tasklet which is current\./, () => t.capture(getCurrent()))
    refuses(t, Error, /You cannot capture/, () => t.capture({ inside: [getCurrent()] }))
    yield* run()
  },

  * 'P8 a dead tasklet is dead when it is restored, and can be bound'(t) {
    const original = tasklet(pausing).setup()
    yield* run()
    yield* original.kill()
    const copy = t.pickle(original)
    t.false(copy.alive)
    yield* raises(t, RuntimeError, /dead/, copy.run())
    copy.bind(pausing, [])
    yield* copy.run()
    yield* copy.kill()
  },

  * 'P9 a tasklet that has not started is its function and arguments'(t) {
    const text = t.capture(tasklet(receiving, [3]))
    t.regex(text, /rules\.ts#receiving|rules.ts","receiving/)
    t.false(/points|forof/.test(text))
    t.true(text.length < 500)
    t.true((t.restore(text) as Tasklet).paused)
    yield* run()
  },

  * 'P10 depth is kept'(t) {
    const original = tasklet(deep).setup(1000)
    yield* run()
    const copy = t.pickle(original)
    t.is(copy.recursionDepth, 1001)
    yield* copy.run()
    t.false(copy.alive)
    original.bind(null)
  },

  * 'P11 a copy of who is in run() returns from it when it goes on'(t) {
    const original = tasklet(inRun).setup()
    yield* original.run()
    t.true(original.paused)
    const copy = t.pickle(original)
    yield* copy.run()
    t.deepEqual(logged(), [['run gave', undefined]])
    t.false(copy.alive)
    yield* original.kill()
  },

  * 'P12 main can be saved from a tasklet while it is inside run, and its copy can run'(t) {
    // In Stackless the interpreter's own stack is below main. Here it is a generator like the others.
    const copies: Tasklet[] = []
    saving.save = () => { copies.push(t.pickle(getMain())) }
    runMain(mainWithRun)
    t.deepEqual(logged(), ['main is back'])
    const [copy] = copies as [Tasklet]
    t.true(copy.paused && copy.restorable && !copy.isMain)
    yield* copy.run()
    t.deepEqual(logged(), ['main is back'])
    t.false(copy.alive)
  },

  * 'P13 with a tasklet come those who wait on its channel; skip leaves them out'(t) {
    const ch = channel()
    const all = [1, 2, 3, 4, 5].map(() => tasklet(receiving).setup(ch))
    yield* run()
    const one = all[2] as Tasklet
    const crowd = t.pickle([one, ch] as const)
    t.is(crowd[1].balance, -5)
    t.true(queueOf(crowd[1])[2] === crowd[0])
    const text = t.capture([one, ch], { skip: (other: object) => other !== one })
    const [alone, its] = t.restore(text) as [Tasklet, Channel]
    t.is(its.balance, -1)
    t.true(its.queue === alone && alone.blocked)
    yield* its.send('alone')
    t.deepEqual(logged(), ['alone'])
    yield* ch.clear()
  },

  * 'P14 a tasklet that waits on a channel with a name joins that channel again'(t) {
    const original = tasklet(fromJobs).setup()
    yield* run()
    const text = t.capture(original)
    const [first, second] = [t.restore(text), t.restore(text)] as [Tasklet, Tasklet]
    t.is(jobs.balance, -3)
    t.true(queueOf(jobs).every((one, i) => one === [original, first, second][i]))
    for (const value of ['a', 'b', 'c']) yield* jobs.send(value)
    t.deepEqual(logged(), ['a', 'b', 'c'])
    t.false(first.alive || second.alive)
  },

  * 'P15 a restored receiver takes what a sender offers who waits at the channel with the name'(t) {
    const original = tasklet(fromJobs).setup()
    yield* run()
    const text = t.capture(original)
    yield* original.kill()
    const sender = tasklet(function* () { yield* jobs.send('offered') }).setup()
    yield* run()
    t.is(jobs.balance, 1)
    const copy = t.restore(text) as Tasklet
    t.is(jobs.balance, 0)
    t.true(copy.paused && sender.scheduled && !sender.blocked)
    yield* copy.run()
    t.deepEqual(logged(), ['offered'])
    yield* run()
    t.false(sender.alive)
  },

  * 'P16 a channel that is a permanent is joined, too'(t) {
    const ch = channel()
    const original = tasklet(receiving).setup(ch)
    yield* run()
    const text = t.capture(original, { permanents: { inbox: ch } })
    yield* original.kill()
    const other = channel()
    const copy = t.restore(text, { permanents: { inbox: other } }) as Tasklet
    t.true(copy.blocked)
    t.is(other.balance, -1)
    yield* other.send('by name')
    t.deepEqual(logged(), ['by name'])
    t.is(ch.balance, 0)
  },

  * 'P17 errors of Stackless keep their class, code and text'(t) {
    const ch = channel()
    ch.close()
    const error = yield* raises(t, ValueError, /closed/, ch.receive())
    const [copy, other] = t.pickle([error, new RuntimeError('STACKLESS_DEAD', 'text')] as const)
    t.true(copy instanceof ValueError && other instanceof RuntimeError)
    t.deepEqual([copy.message, (copy as ValueError).code, other.code], [error.message, 'STACKLESS_CLOSED', 'STACKLESS_DEAD'])
    const held = t.pickle(ch.send(5))
    yield* raises(t, ValueError, /closed/, held)
  },

  * 'P18 dropping the original runs none of its finally blocks'(t) {
    const original = tasklet(function* () {
      try {
        yield* schedule()
      } finally {
        log.push('finally')
      }
    }).setup()
    yield* original.run()
    original.remove()
    const copy = t.pickle(original)
    original.bind(null)
    t.deepEqual(logged(), [])
    yield* copy.kill()
    t.deepEqual(logged(), ['finally'])
  },
}
