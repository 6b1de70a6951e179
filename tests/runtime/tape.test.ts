import test from 'ava'
import { all, request, Scheduler, sleep, channel, wait, type Input, type StillframeError } from '@stillframe/runtime'
import { record, replay, trySeeds } from '@stillframe/runtime/testing'
import { settle, type Task } from './world.ts'

function* asks(name: string, log: unknown[]): Task {
  for (let i = 0; i < 3; i++) {
    try {
      log.push([name, yield* request('ask', `${name}${i}`)])
    } catch (error) {
      log.push([name, error])
    }
    yield
    if (i === 1) yield* sleep(2)
  }
}

function* program(log: unknown[]): Task {
  yield* all([asks('a', log), asks('b', log), asks('c', log)])
}

/** Answers out of order, and after different times. */
async function live(tape: Input[], seed: number): Promise<unknown[]> {
  let now = 0
  const waiting: (() => void)[] = []
  const scheduler = new Scheduler({
    tape: record(tape), seed, shuffle: true, clock: { now: () => now },
    handlers: {
      ask: (args) => new Promise((resolve, reject) => {
        waiting.push(() => ((args as string) === 'b1' ? reject(new Error('no')) : resolve(`${args as string}!`)))
      }),
    },
  })
  const log: unknown[] = []
  scheduler.spawn(program, log)
  for (let turn = 0; scheduler.run({ maxSwitches: 2 }).reason !== 'done'; turn++) {
    now++
    if (turn % 2 === 0) waiting.pop()?.()
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  return log
}

test('what came from outside is recorded, and a replay takes the same way', async (t) => {
  for (const seed of [1, 2, 3]) {
    const tape: Input[] = []
    const log = await live(tape, seed)
    t.is(log.length, 9)
    t.deepEqual(tape.filter(({ id }) => id !== undefined).length, 9)
    const again: unknown[] = []
    const scheduler = new Scheduler({ tape: replay(tape), seed, shuffle: true })
    scheduler.spawn(program, again)
    t.is(scheduler.run().reason, 'done')
    t.deepEqual(again, log)
  }
})

test('a replay in slices is the same replay', async (t) => {
  const tape: Input[] = []
  const log = await live(tape, 5)
  const again: unknown[] = []
  const scheduler = new Scheduler({ tape: replay(tape), seed: 5, shuffle: true })
  scheduler.spawn(program, again)
  settle(scheduler)
  t.deepEqual(again, log)
})

test('a replay of another program says so', async (t) => {
  const tape: Input[] = []
  await live(tape, 1)
  const scheduler = new Scheduler({ tape: replay(tape) })
  scheduler.spawn(function* (): Task { for (let i = 0; i < 1000; i++) yield })
  t.throws(() => scheduler.run(), { code: 'REPLAY_DIVERGED' })
})

test('a failing schedule is named by its seed, and fails again with it', (t) => {
  const program = (scheduler: Scheduler): void => {
    const locks = [channel<void>(1), channel<void>(1)] as const
    for (const [first, second] of [locks, [locks[1], locks[0]]] as const) {
      scheduler.spawn(function* philosopher(): Task {
        yield* first.send()
        yield
        yield* second.send()
        yield* second.receive()
        yield* first.receive()
      })
    }
  }
  const error = t.throws(() => trySeeds(program)) as StillframeError
  t.is(error.code, 'SCHEDULE_FAILED')
  t.regex(error.message, /with seed \d+: deadlock: "philosopher" waits in send on a channel/)
  const seed = Number(/seed (\d+)/.exec(error.message)?.[1])
  t.throws(() => trySeeds(program, { first: seed, seeds: 1 }), { code: 'SCHEDULE_FAILED' })
  t.notThrows(() => trySeeds((scheduler) => void scheduler.spawn(function* (): Task { yield }), { seeds: 5 }))
  t.notThrows(() => trySeeds((scheduler) => scheduler.spawn(function* (): Task { yield }), { seeds: 5 }))
  for (const never of [async () => {}, function* () {}]) t.throws(() => trySeeds(never), { code: 'SCHEDULE_FAILED', message: /the program is no plain function/ })
  const thrown = t.throws(() => trySeeds((scheduler) => void scheduler.spawn(function* (): Task { throw 'a string' }))) as StillframeError
  t.is(thrown.cause, 'a string')
})

test('to try no seeds is no test', (t) => {
  for (const seeds of [NaN, 0, -1]) t.throws(() => trySeeds(() => {}, { seeds }), { code: 'BAD_NUMBER' })
  for (const first of [NaN, Infinity, -Infinity, 0.5]) t.throws(() => trySeeds(() => {}, { first }), { code: 'BAD_NUMBER' })
})

test('a program that waits for the world outside has not been tried', (t) => {
  const assertions = function* (): Task {
    yield* request('ask', 1)
    throw new Error('a failed assertion')
  }
  const asking = (ask: () => unknown) => (scheduler: Scheduler): void => {
    scheduler.attach({ handlers: { ask } })
    scheduler.spawn(assertions)
  }
  const stopped = t.throws(() => trySeeds(asking(async () => 1), { seeds: 2 })) as StillframeError
  t.is(stopped.code, 'SCHEDULE_FAILED')
  t.regex(stopped.message, /^with seed 1: trySeeds waits for no promises, let handlers answer at once: "assertions" waits in request r1 "ask"/)
  t.throws(() => trySeeds(asking(() => 1)), { code: 'SCHEDULE_FAILED', message: /a failed assertion/ })
  t.throws(() => trySeeds((scheduler) => void scheduler.spawn(function* settled(): Task {
    yield* wait(Promise.resolve())
  })), { code: 'SCHEDULE_FAILED', message: /"settled" waits in/ })
  t.throws(() => trySeeds((scheduler) => {
    scheduler.attach({ handlers: { ask: async () => 1 } })
    scheduler.spawn(function* sleeper(): Task { yield* sleep(5) }) // virtual time stands still
    scheduler.spawn(assertions)
  }), { code: 'SCHEDULE_FAILED', message: /"sleeper" waits in sleep/ })
})

test('an answer to a request of another kind is not played', async (t) => {
  const tape: Input[] = []
  const live = new Scheduler({ tape: record(tape), handlers: { known: () => 'x' } })
  live.spawn(function* (): Task { yield* request('known') })
  await live.drive()
  t.is(tape.find(({ id }) => id !== undefined)?.kind, 'known')
  const other = new Scheduler({ tape: replay(tape) })
  other.spawn(function* (): Task { yield* request('another') })
  t.throws(() => other.run(), { code: 'REPLAY_DIVERGED', message: /request r1 "known" .* that one is "another"/ })
  const older = new Scheduler({ tape: replay(tape.map(({ at, timeMs, id, ok, value }) => (id === undefined ? { at, timeMs } : { at, timeMs, id, ok, value }) as Input)) })
  older.spawn(function* (): Task { yield* request('known') })
  t.is(older.run().reason, 'done')
})
