import test from 'ava'
import { current, sleep, spawn, type StillframeError, type Tasklet } from '@stillframe/runtime'
import { restart, supervise, type Restartable } from '@stillframe/runtime/supervision'
import { play, settle, world, type Task } from './world.ts'

const strategies = ['one-for-one', 'all-for-one'] as const

function noCleaning(): never {
  throw new Error('no cleaning')
}

/** A body that fails until it has been begun three times, and how often it was. */
function flaky(): { body: Restartable<number>; starts(): number } {
  let starts = 0
  return {
    * body() {
      starts++
      yield* sleep(1)
      if (starts < 3) throw new Error(`flaky ${starts}`)
      return starts
    },
    starts: () => starts,
  }
}

test('who is killed may restart what cleans up', (t) => {
  const works = (body: Restartable<number>): Restartable[] => [
    () => restart(body, { backoffMs: 10 }),
    ...strategies.map((strategy) => () => supervise([body], { backoffMs: 10, strategy })),
  ]
  for (const at of [0, 1, 2]) {
    const { body, starts } = flaky()
    const status = play(function* () {
      const tasklet = spawn(function* (): Task {
        try {
          yield* sleep(1000)
        } finally {
          yield* works(body)[at]!() as ReturnType<typeof restart>
        }
      })
      yield* sleep(5)
      yield* tasklet.cancel()
      return tasklet.status
    })
    t.deepEqual([status, starts()], ['killed', 3], String(at))
  }
})

test('a kill that comes while a killed tasklet restarts what cleans up passes through, also where cleaning up fails', (t) => {
  const { scheduler, errors } = world()
  let starts = 0
  const tasklet = scheduler.spawn(function* (): Task {
    try {
      yield* sleep(1000)
    } finally {
      yield* restart(function* (): Task {
        starts++
        try {
          yield* sleep(100)
        } finally {
          noCleaning()
        }
      })
    }
  })
  scheduler.spawn(function* (): Task {
    yield* sleep(5)
    tasklet.kill()
    yield* sleep(5)
    tasklet.kill()
  })
  settle(scheduler)
  t.is(starts, 1)
  t.deepEqual(errors.map((error) => (error as Error).message), ['no cleaning'])
})

test('what a kill threw is no failure, though a body throws it once more', (t) => {
  let starts = 0
  const { scheduler } = world()
  const tasklet = scheduler.spawn(function* (): Task {
    try {
      yield* sleep(1000)
    } catch (exit) {
      yield* restart(function* (): Task { starts++; throw exit })
    }
  })
  scheduler.spawn(function* (): Task { yield* sleep(5); yield* tasklet.cancel() })
  settle(scheduler)
  t.deepEqual([tasklet.status, starts, scheduler.now], ['killed', 1, 5])
})

test('a body that throws while it is called has failed', (t) => {
  let calls = 0
  const connect = (): number => {
    if (++calls % 3 !== 0) throw new Error(`connect ${calls}`)
    return calls
  }
  function* worker(connection: number): Task<number> { yield; return connection }
  const bodies: Restartable<number>[] = [function* (connection = connect()) { yield; return connection }, () => worker(connect())]
  for (const body of bodies) {
    calls = 0
    t.is(play(() => restart(body)), 3)
    for (const strategy of strategies) t.deepEqual(play(() => supervise([body], { strategy })), [calls], strategy)
  }
  const error = t.throws(() => play(() => restart(() => { throw new Error('always') }))) as StillframeError
  t.is(error.code, 'RESTART_LIMIT')
  t.is((error.cause as Error).message, 'always')
})

test('what is no generator function is told at once', (t) => {
  for (const body of [sleep(5), undefined, 'worker', () => 5, () => undefined, () => sleep(5), async function* () {}] as never[]) {
    for (const work of [() => restart(body), ...strategies.map((strategy) => () => supervise([body, () => sleepy()], { strategy }))]) {
      const { scheduler, errors } = world()
      scheduler.spawn(work as Restartable)
      settle(scheduler)
      t.is((errors[0] as StillframeError).code, 'NOT_A_GENERATOR')
      t.is(scheduler.now, 0)
    }
  }
  function* sleepy(): Task { yield* sleep(50) }
})

test('a body that was killed is not started again where cancelling the others fails', (t) => {
  for (const strategy of strategies) {
    const { scheduler, errors } = world()
    let starts = 0
    let victim: Tasklet | undefined
    scheduler.spawn(() => supervise([
      function* (): Task { starts++; victim = current(); yield* sleep(1000) },
      function* (): Task {
        starts++
        try {
          yield* sleep(1000)
        } finally {
          noCleaning()
        }
      },
    ], { strategy }))
    scheduler.spawn(function* (): Task { yield* sleep(10); victim?.kill() })
    settle(scheduler)
    t.deepEqual([starts, (errors[0] as Error).message], [2, 'no cleaning'], strategy)
  }
})

test('a body that joins somebody of its own name who was killed has failed', (t) => {
  for (const strategy of strategies) {
    let starts = 0
    const error = t.throws(() => play(() => supervise([function* (): Task {
      starts++
      const helper = spawn(function* (): Task { yield* sleep(1000) })
      helper.kill()
      yield* helper.join()
    }], { strategy, limit: 2 }))) as StillframeError
    t.deepEqual([error.code, starts], ['RESTART_LIMIT', 3], strategy)
  }
})

test('a supervisor that is killed before it starts all again is killed', (t) => {
  for (const strategy of strategies) {
    const { scheduler, errors } = world()
    let left = false
    const supervisor = scheduler.spawn(() => supervise([
      function* (): Task { yield* sleep(1); throw new Error('failed') },
      function* (): Task {
        try {
          yield* sleep(1000)
        } finally {
          yield* sleep(30)
          left = true
        }
      },
    ], { strategy, backoffMs: 50 }))
    scheduler.spawn(function* (): Task { yield* sleep(10); yield* supervisor.cancel() })
    settle(scheduler)
    t.deepEqual([supervisor.status, left, errors], ['killed', true, []], strategy)
  }
})

test('tasklets that are supervised have the names of their bodies', (t) => {
  for (const strategy of strategies) {
    const { scheduler } = world()
    scheduler.spawn(function* supervisor() {
      return yield* supervise([function* reader() { yield* sleep(5) }, function* writer() { yield* sleep(5) }, function* () { yield* sleep(5) }], { strategy })
    })
    scheduler.run({ maxSwitches: 4 })
    t.deepEqual(scheduler.tasklets().map(({ name }) => name), ['supervisor', 'reader', 'writer', 'anonymous'], strategy)
  }
})

test('pauses are numbers, whatever the backoff and the factor', (t) => {
  for (const [backoffMs, factor, sum] of [[Infinity, 0, 30_000], [0, Infinity, 0], [Infinity, Infinity, 60_000], [10, 0, 10], [10, 3, 40]] as const) {
    const { scheduler } = world()
    const tasklet = scheduler.spawn(() => restart(flaky().body, { backoffMs, factor }))
    settle(scheduler)
    t.deepEqual([tasklet.result, scheduler.now - 3], [3, sum], `${backoffMs} ${factor}`)
  }
  for (const limit of [NaN, -1, '3'] as never[]) t.throws(() => restart(flaky().body, { limit }), { code: 'BAD_NUMBER' })
})
