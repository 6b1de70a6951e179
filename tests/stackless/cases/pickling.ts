// test_pickle, and what pickles elsewhere: T23 to T27, T30, T31, T103, T104, T137 to T184, T186. Pickling is capture and
// restore here: run until schedule(), save, load, run the copy and the original: both give the same.

import {
  channel, Channel, checkpoint, run, schedule, Tasklet, tasklet, type Func,
} from '@stillframe/stackless'
import type { Case, Cases, Check } from '../case.ts'

/** Cases of this module run compiled alone: what was not compiled can't be saved. */
export const pickles = true

type Body<R = void> = Generator<unknown, R, unknown>

/** Runs `work(log)` to its first schedule(), copies it there, and runs the copy and then the original to the end. */
function both(work: (log: unknown[]) => Body<unknown>, expected: readonly unknown[]): Case {
  return function* (t) {
    const log: unknown[] = []
    const original = tasklet(entry).setup(work, log)
    yield* original.run()
    t.true(original.alive)
    original.remove()
    const copy = t.pickle(original)
    t.true(copy !== original && copy.paused && copy.restorable)
    t.is(copy.recursionDepth, original.recursionDepth)
    for (const one of [copy, original]) {
      one.tempval = undefined
      const its = logOf(one)
      one.insert()
      yield* run()
      t.false(one.alive)
      t.deepEqual(its, expected)
    }
    t.true(original instanceof Tasklet)
  }
}

/** The log of a tasklet that `both` started, found through what it would send: its first frame's slot. */
function logOf(one: Tasklet): unknown[] {
  let frame = one.frame
  while (frame?.up) frame = frame.up
  return [frame?.s0, frame?.s1, frame?.s2, frame?.s3].find((slot) => Array.isArray(slot)) as unknown[]
}

function* entry(work: (log: unknown[]) => Body<unknown>, log: unknown[]): Body {
  log.push(yield* work(log))
  log.push('end')
}

/** Stops at each element. */
const overEach = (make: () => Iterable<unknown>, expected: readonly unknown[]): Case => both(function* (log) {
  let first = true
  for (const item of make()) {
    log.push(item)
    if (first) yield* schedule()
    first = false
  }
  return 'OK'
}, [...expected, 'OK', 'end'])

function* generate(high: number): Generator<number, void, unknown> {
  for (let i = 0; i < high; i++) yield i
}

class Scheduling extends Error {}

/** Switches at `depth` calls below. */
function* deep(depth: number): Body {
  if (depth === 0) yield* schedule()
  else yield* deep(depth - 1)
}

interface Context {
  where: 'enter' | 'body' | 'exit'
  depth: number
  fails: boolean
  suppressed: boolean
}

/** Python's `with`, as try, catch and finally: enter, body, exit, with a switch in one of them. */
function* context({ where, depth, fails, suppressed }: Context, log: unknown[]): Body<string> {
  log.push('enter')
  if (where === 'enter') yield* deep(depth)
  let error: unknown
  try {
    log.push('body')
    if (where === 'body') yield* deep(depth)
    if (fails) throw new Scheduling('body')
  } catch (caught) {
    error = caught
  }
  try {
    log.push(error === undefined ? 'no error' : (error as Error).constructor === Scheduling)
    if (where === 'exit') yield* deep(depth)
    if (error !== undefined && !suppressed) throw error
  } finally {
    log.push('exit')
  }
  return 'OK'
}

function withContext(where: Context['where'], depth: number, fails: boolean, suppressed: boolean): Case {
  const expected = ['enter', 'body', fails ? true : 'no error', 'exit', 'OK', 'end']
  return both(function* (log) {
    try {
      return yield* context({ where, depth, fails, suppressed }, log)
    } catch (error) {
      return fails && !suppressed && error instanceof Scheduling ? 'OK' : 'wrong'
    }
  }, expected)
}

/** Stops at 7 points in nested handlers of two functions, and notes the error of each handler. */
function* nestedHandlers(log: unknown[]): Body<string> {
  const name = (error: unknown): string => (error as Error).name
  yield* schedule()
  try {
    throw new RangeError('outer')
  } catch (outer) {
    yield* schedule()
    log.push(name(outer))
    yield* innerHandlers(log)
    log.push(name(outer))
    yield* schedule()
    log.push(name(outer))
  }
  yield* schedule()
  return 'OK'
}

function* innerHandlers(log: unknown[]): Body {
  yield* schedule()
  try {
    throw new TypeError('inner')
  } catch (inner) {
    yield* schedule()
    log.push((inner as Error).name)
  }
  yield* schedule()
}

const HANDLERS = ['RangeError', 'TypeError', 'RangeError', 'RangeError', 'OK', 'end']

/** Copies a tasklet at each of its switches; all copies must end as the original. */
function* atEachPoint(t: Check, work: (log: unknown[]) => Body<unknown>, points: number, expected: readonly unknown[]): Body {
  const log: unknown[] = []
  const original = tasklet(entry).setup(work, log)
  const copies: Tasklet[] = []
  while (original.alive) {
    yield* original.run()
    if (original.alive) copies.push(t.pickle(original))
  }
  t.is(copies.length, points)
  t.deepEqual(log, expected)
  for (const copy of copies) {
    const its = logOf(copy)
    copy.insert()
    yield* run()
    t.deepEqual(its, expected)
  }
}

class Persistent extends Tasklet {
  label = 'mine'
}

class Stream extends Channel {
  label = 'a stream'
}

export const named: Channel = channel()

function makeCounter(start: number): () => number {
  let count = start
  return () => count++
}

function* build(value: number): Body<{ value: number }> {
  yield* schedule()
  return { value }
}

function* coroutine(log: unknown[]): Body<string> {
  log.push('first')
  yield 1
  log.push('second')
  yield 2
  return 'done'
}

const gone = { description: 'an object of the host' }

export const cases: Cases = {
  * 'T23 a tasklet saved inside nested handlers goes on with the error of each'(t) {
    yield* atEachPoint(t, nestedHandlers, 7, HANDLERS)
  },

  * 'T24 the same with a generator between'(t) {
    yield* atEachPoint(t, function* (log) {
      const steps = function* (): Generator<number, void, unknown> {
        yield 1
        try {
          throw new RangeError('inside')
        } catch (error) {
          yield 2
          log.push((error as Error).name)
          yield 3
        }
        yield 4
      }
      for (const step of steps()) {
        yield* schedule()
        log.push(step)
      }
      return 'OK'
    }, 4, [1, 2, 'RangeError', 3, 4, 'OK', 'end'])
  },

  * 'T25 a restored generator is that of its function'(t) {
    const generator = generate(3)
    generator.next()
    const copy = t.pickle(generator)
    t.is(Object.getPrototypeOf(copy), generate.prototype)
    t.deepEqual(copy.next(), { value: 1, done: false })
    yield* run()
  },

  * 'T26 a restored generator of an inner function is that of its function'(t) {
    const inner = function* innerName(): Body { yield 1 }
    const copy = t.pickle([inner, inner()] as const)
    t.is(copy[0].name, 'innerName')
    t.is(Object.getPrototypeOf(copy[1]), copy[0].prototype)
    yield* run()
  },

  * 'T27 an exhausted generator is exhausted when it is restored'(t) {
    const generator = generate(1)
    t.is([...generator].length, 1)
    t.deepEqual(t.pickle(generator).next(), { value: undefined, done: true })
    yield* run()
  },

  * 'T30 a tasklet saved before it ran has the flags of one that is paused'(t) {
    const original = tasklet(busy).setup(20)
    const copy = t.pickle(original)
    original.remove()
    t.deepEqual([copy.alive, copy.paused, copy.scheduled, copy.recursionDepth], [true, true, false, 0])
    copy.insert()
    t.is(yield* run({ timeout: 10 }), copy)
    t.deepEqual([copy.paused, copy.recursionDepth], [true, 1])
    copy.insert()
    yield* run()
    t.false(copy.alive)
    t.true(original.alive)
  },

  * 'T31 a tasklet saved in the middle has the flags of one that is paused'(t) {
    const original = tasklet(busy).setup(20)
    t.is(yield* run({ timeout: 10 }), original)
    const copy = t.pickle(original)
    t.deepEqual([copy.alive, copy.paused, copy.scheduled, copy.recursionDepth], [true, true, false, 1])
    copy.insert()
    yield* run()
    t.false(copy.alive)
    t.true(original.alive)
  },

  * 'T103 a tasklet that was interrupted is saved, and runs to its end'(t) {
    for (const how of ['run', 'itsRun', 'slices']) {
      const original = tasklet(busy).setup(300)
      const victim = yield* run({ timeout: 100 })
      t.is(victim, original)
      const copy = t.pickle(original).insert()
      if (how === 'run') yield* run()
      else if (how === 'itsRun') yield* copy.run()
      else for (let again = yield* run({ timeout: 100 }); again !== undefined; again = yield* run({ timeout: 100 })) again.insert()
      t.false(copy.alive)
    }
  },

  * 'T104 after that, run of a trivial tasklet gives nothing'(t) {
    tasklet(busy).setup(300)
    t.pickle(yield* run({ timeout: 100 }))
    tasklet(() => {}).setup()
    t.is(yield* run(), undefined)
  },

  * 'T137 a class that extends Tasklet is kept, with its own properties'(t) {
    const original = new Persistent(busy, [3])
    original.label = 'changed'
    const copy = t.pickle(original)
    t.true(copy instanceof Persistent)
    t.is(copy.label, 'changed')
    const stream = t.pickle(new Stream())
    t.true(stream instanceof Stream)
    t.is(stream.label, 'a stream')
    yield* copy.run()
    t.false(copy.alive)
  },

  'T138 a loop over a generator': overEach(() => generate(3), [0, 1, 2]),
  'T139 a loop over an array': overEach(() => ['a', 'b', 'c'], ['a', 'b', 'c']),
  'T140 a loop over keys of an array': both(function* (log) {
    let first = true
    const source = ['a', 'b', 'c']
    for (const item of source.keys()) {
      log.push(item)
      if (first) yield* schedule()
      first = false
    }
    return 'OK'
  }, [0, 1, 2, 'OK', 'end']),

  'T141 a loop that stands at its last element': both(function* (log) {
    for (const item of [1, 2, 3]) if (item === 3) yield* schedule(); else log.push(item)
    return 'OK'
  }, [1, 2, 'OK', 'end']),

  'T142 13 calls deep': both(function* () {
    yield* deep(11)
    return 'OK'
  }, ['OK', 'end']),

  'T143 a loop over the keys of a Map': both(function* (log) {
    let first = true
    const source = new Map([['a', 1], ['b', 2]])
    for (const item of source.keys()) {
      log.push(item)
      if (first) yield* schedule()
      first = false
    }
    return 'OK'
  }, ['a', 'b', 'OK', 'end']),
  'T144 a loop over the values of a Map': both(function* (log) {
    let first = true
    const source = new Map([['a', 1], ['b', 2]])
    for (const item of source.values()) {
      log.push(item)
      if (first) yield* schedule()
      first = false
    }
    return 'OK'
  }, [1, 2, 'OK', 'end']),
  'T145 a loop over the entries of a Map': overEach(() => new Map([['a', 1], ['b', 2]]), [['a', 1], ['b', 2]]),
  'T146 a loop over a Set': overEach(() => new Set([3, 4]), [3, 4]),
  'T147 a loop over the entries of an array': both(function* (log) {
    let first = true
    const source = ['a', 'b']
    for (const item of source.entries()) {
      log.push(item)
      if (first) yield* schedule()
      first = false
    }
    return 'OK'
  }, [[0, 'a'], [1, 'b'], 'OK', 'end']),
  'T148 a loop over a frozen array': overEach(() => Object.freeze([7, 8]), [7, 8]),

  'T149 schedule inside a generator that is looped over by yield*': both(function* (log) {
    const inner = function* (): Body<string> {
      log.push('before')
      yield* schedule()
      return 'OK'
    }
    return yield* inner()
  }, ['before', 'OK', 'end']),

  'T150 a generator function passed to itself': both(function* () {
    type Recursive = (self: Recursive, depth: number) => Body<string>
    const recursive: Recursive = function* (self, depth) {
      if (depth > 0) return yield* self(self, depth - 1)
      yield* schedule()
      return 'OK'
    }
    return yield* recursive(recursive, 3)
  }, ['OK', 'end']),

  'T151 an inner function that calls itself': both(function* () {
    const recursive = function* (depth: number): Body<string> {
      if (depth > 0) return yield* recursive(depth - 1)
      yield* schedule()
      return 'OK'
    }
    return yield* recursive(3)
  }, ['OK', 'end']),

  'T152 a closure that refers to the function being made, and counts': both(function* (log) {
    const next = makeCounter(5)
    log.push(next())
    yield* schedule()
    log.push(next())
    return 'OK'
  }, [5, 6, 'OK', 'end']),

  'T153 a switch in enter, depth 0': withContext('enter', 0, false, false),
  'T154 a switch in enter, depth 1': withContext('enter', 1, false, false),
  'T155 a switch in enter, the body throws': withContext('enter', 2, true, false),
  'T156 a switch in enter, the body throws, suppressed': withContext('enter', 1, true, true),
  'T157 a switch in the body, depth 0': withContext('body', 0, false, false),
  'T158 a switch in the body, depth 1': withContext('body', 1, false, false),
  'T159 a switch in the body, depth 2, which throws': withContext('body', 2, true, false),
  'T160 a switch in the body, depth 1, suppressed': withContext('body', 1, true, true),
  'T161 a switch in the body, depth 2, suppressed': withContext('body', 2, true, true),
  'T162 a switch in the body, depth 1, which throws': withContext('body', 1, true, false),
  'T163 a switch in the body, depth 0, suppressed': withContext('body', 0, true, true),
  'T164 a switch in the body, depth 0, which throws': withContext('body', 0, true, false),
  'T165 a switch in exit, depth 0': withContext('exit', 0, false, false),
  'T166 a switch in exit, depth 1': withContext('exit', 1, false, false),
  'T167 a switch in exit, depth 2, with an error': withContext('exit', 2, true, false),
  'T168 a switch in exit, depth 0, suppressed': withContext('exit', 0, true, true),
  'T169 a switch in exit, depth 1, suppressed': withContext('exit', 1, true, true),

  'T170 a switch inside a factory': both(function* () { return (yield* build(42)).value }, [42, 'end']),

  * 'T171 a blocked tasklet can be loaded and dropped'(t) {
    const ch = channel()
    const original = tasklet(receiving).setup(ch, [])
    yield* original.run()
    const copy = t.pickle(original)
    t.true(copy.blocked)
    t.is(ch.balance, -1)
    yield* ch.send(1)
    t.false(original.alive)
    t.true(copy.blocked)
  },

  * 'T172 a tasklet that is blocked in sendSequence is saved'(t) {
    const ch = channel<number>()
    const original = tasklet(sequencing).setup(ch)
    yield* original.run()
    t.is(yield* ch.receive(), 1)
    yield* run()
    t.true(original.blocked)
    const [copy, itsChannel] = t.pickle([original, ch] as const)
    t.is(itsChannel.balance, 1)
    const got: unknown[] = []
    for (let i = 0; i < 3; i++) got.push(yield* itsChannel.receive())
    yield* run()
    t.deepEqual(got, [2, 3, 4])
    t.false(copy.alive)
    yield* original.kill()
  },

  * 'T173 what a module exports is the same when it is restored'(t) {
    t.is(t.pickle({ generate }).generate, generate)
    t.is(t.pickle([Persistent, Math])[1], Math)
    yield* run()
  },

  * 'T174 an inner function keeps its name'(t) {
    const inner = function* work(): Body { yield* schedule() }
    t.is((t.pickle(inner) as Func).name, 'work')
    yield* run()
  },

  'T175 keys of a Map, held across a switch': both(function* (log) {
    const map = new Map([['a', 1]])
    yield* schedule()
    for (const key of map.keys()) log.push(key)
    return 'OK'
  }, ['a', 'OK', 'end']),

  'T176 entries of a Map, in two nested loops': both(function* (log) {
    for (const [key] of new Map([['a', 1], ['b', 2]])) for (const [value] of new Map([[1, 0]])) {
      if (key === 'a') yield* schedule()
      log.push(key, value)
    }
    return 'OK'
  }, ['a', 1, 'b', 1, 'OK', 'end']),

  'T177 values of a Map that grows while it is looped over': both(function* (log) {
    const map = new Map([['a', 1]])
    for (const value of map.values()) {
      log.push(value)
      if (value === 1) {
        yield* schedule()
        map.set('b', 2)
      }
    }
    return 'OK'
  }, [1, 2, 'OK', 'end']),

  * 'T178 the stack of an error is the same when it is restored'(t) {
    const error = new RangeError('saved')
    const copy = t.pickle(error)
    t.is(copy.stack, error.stack)
    t.true(copy instanceof RangeError)
    yield* run()
  },

  * 'T179 a generator driven by hand'(t) {
    const log: unknown[] = []
    const steps = [...coroutine(log)]
    t.deepEqual([steps, log], [[1, 2], ['first', 'second']])
    yield* run()
  },

  * 'T180 a generator saved before it started'(t) {
    const copy = t.pickle(coroutine([]))
    t.deepEqual([copy.next().value, copy.next().value, copy.next()], [1, 2, { value: 'done', done: true }])
    yield* run()
  },

  * 'T181 a generator saved in the middle'(t) {
    const original = coroutine([])
    original.next()
    const copy = t.pickle(original)
    t.deepEqual([copy.next().value, copy.next()], [2, { value: 'done', done: true }])
    t.is(original.next().value, 2)
    yield* run()
  },

  * 'T182 a generator saved after its end'(t) {
    const original = coroutine([])
    t.is([...original].length, 2)
    t.deepEqual(t.pickle(original).next(), { value: undefined, done: true })
    yield* run()
  },

  * 'T186 a tasklet saved inside a handler, with an object of the host by name'(t) {
    const original = tasklet(handling).setup(gone, [])
    yield* original.run()
    original.remove()
    const text = t.capture(original, { permanents: { host: gone } })
    const copy = t.restore(text, { permanents: { host: gone } }) as Tasklet
    const log = logOf(copy)
    copy.insert()
    original.insert()
    yield* run()
    t.deepEqual(log, ['RangeError', true])
  },
}

function* busy(steps: number): Body {
  for (let i = 0; i < steps; i++) yield* checkpoint()
}

function* receiving(ch: Channel, log: unknown[]): Body {
  log.push(yield* ch.receive())
}

function* sequencing(ch: Channel): Body {
  yield* ch.sendSequence([1, 2, 3, 4])
}

function* handling(host: object, log: unknown[]): Body {
  try {
    throw new RangeError('current')
  } catch (error) {
    yield* schedule()
    log.push((error as Error).name, host === gone)
  }
}

