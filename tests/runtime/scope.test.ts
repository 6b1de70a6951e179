import test from 'ava'
import { all, allSettled, any, channel, current, Operation, race, Scope, scope, shield, sleep, spawn, Tasklet, Timeout, withTimeout } from '@stillframe/runtime'
import { advance, NEXT, stealFrame, type Owner } from '@stillframe/runtime/abi'
import { restart, supervise } from '@stillframe/runtime/supervision'
import { play, settle, world, type Task } from './world.ts'

const RETURN = 2

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function typed<A, B>(_same: Same<A, B>): void {}

function* number(): Task<number> {
  yield
  return 1
}

function* failing(): Task {
  throw new Error('second')
}

test('groups have the types of what they do', (t) => {
  const box = channel<string>(1)
  const results = play(function* () {
    yield* box.send('x')
    const tuple = yield* all([number(), box.receive(), number, function* () { return true }])
    typed<typeof tuple, [number, string, number, boolean]>(true)
    const list = yield* all([1, 2].map(() => number()))
    typed<typeof list, number[]>(true)
    const first = yield* race([number(), function* () { yield; return 'late' }])
    typed<typeof first, number | string>(true)
    const winner = yield* any([number()])
    typed<typeof winner, number>(true)
    const [outcome] = yield* allSettled([number()])
    typed<typeof outcome, PromiseSettledResult<number>>(true)
    const inTime = yield* withTimeout(5, number())
    typed<typeof inTime, number>(true)
    const kept = yield* shield(number)
    typed<typeof kept, number>(true)
    const result = yield* scope(function* (s) {
      typed<typeof s, Scope>(true)
      const child = s.spawn(function* (n: number): Task<string> { return String(n) }, 5)
      typed<typeof child, Tasklet<string>>(true)
      return yield* child.join()
    })
    typed<typeof result, string>(true)
    const waited = yield* sleep(1)
    typed<typeof waited, void>(true)
    return [tuple, list, first, winner, outcome, inTime, kept, result]
  })
  t.deepEqual(results, [[1, 'x', 1, true], [1, 1], 1, 1, { status: 'fulfilled', value: 1 }, 1, 1, '5'])
})

test('a deadline needs a number of milliseconds', (t) => {
  for (const ms of [-1, NaN, '5']) {
    t.throws(() => play(function* () { yield* withTimeout(ms as number, number()) }), { code: 'BAD_NUMBER' })
  }
})

test('a group that can not be opened leaves nobody behind', (t) => {
  const { scheduler, errors } = world()
  scheduler.spawn(function* () {
    yield* all([number(), function* () { yield* race([]) }])
  })
  settle(scheduler)
  t.is((errors[0] as { code: string }).code, 'NO_WORK')
  t.is(scheduler.alive, 0)
})

test('a group that is left by return cancels its children', (t) => {
  const { scheduler } = world()
  const seen: string[] = []
  scheduler.spawn(function* (): Task {
    const group: Owner = { top: stealFrame(all([function* () {
      try {
        yield* sleep(100)
      } finally {
        seen.push('cleaned')
      }
    }])) ?? null }
    advance(group, undefined, NEXT)
    yield
    yield* advance(group, 'left', RETURN) as Operation<unknown>
    t.is(advance(group, undefined, NEXT), 'left')
    t.is(group.top, null)
  })
  settle(scheduler)
  t.deepEqual(seen, ['cleaned'])
})

test('a deadline is a timer of the scheduler, and is taken away in time', (t) => {
  let now = 0
  const { scheduler, errors } = world({ clock: { now: () => now } })
  scheduler.spawn(function* (): Task { yield* withTimeout(50, sleep(10)) })
  settle(scheduler)
  t.is(scheduler.timers.heap.length, 2)
  now = 10
  settle(scheduler)
  t.is(scheduler.timers.heap.length, 0)
  scheduler.spawn(function* (): Task { yield* withTimeout(50, sleep(100)) })
  settle(scheduler)
  t.is(scheduler.nextDueMs, 60)
  now = 60
  settle(scheduler)
  t.true(errors[0] instanceof Timeout)
  t.is(scheduler.timers.heap.length, 0)
})

test('errors that can hold no others are thrown together with them', (t) => {
  const error = t.throws(() => play(function* () {
    yield* scope(function* (s) {
      s.spawn(function* () {
        try {
          yield* sleep(10)
        } finally {
          yield* failing()
        }
      })
      yield
      throw 'first'
    })
  })) as AggregateError
  t.deepEqual([error.name, error.errors[0], (error.errors[1] as Error).message], ['AggregateError', 'first', 'second'])
})

test('a scope that is empty ends at once', (t) => {
  t.deepEqual(play(function* () { return [yield* all([]), yield* allSettled([])] }), [[], []])
  const error = t.throws(() => play(function* () { yield* any([]) })) as AggregateError
  t.deepEqual(error.errors, [])
})

test('traces can be switched off', (t) => {
  const stackOf = (traces: boolean): string => {
    const { scheduler } = world({ traces })
    const tasklet = scheduler.spawn(function* (): Task { yield* all([failing()]) })
    settle(scheduler)
    return (tasklet.error as Error).stack ?? ''
  }
  t.regex(stackOf(true), /at tasklet "anonymous" \(#2, spawned by "anonymous"\)/)
  t.notRegex(stackOf(false), /at tasklet/)
})

test('groups of what is no list, and strategies that do not exist, are refused', (t) => {
  for (const group of [all, race, any, allSettled]) t.throws(() => play(function* (): Task { yield* group(5 as never) }), { code: 'NOT_WORK' })
  t.throws(() => play(function* (): Task { yield* supervise(5 as never) }), { code: 'NOT_WORK' })
  t.throws(() => play(function* (): Task { yield* supervise([number], { strategy: 'all' as never }) }), { code: 'BAD_STRATEGY' })
})

test('an async generator is no body of a tasklet', (t) => {
  t.throws(() => world().scheduler.spawn((async function* () {}) as never), { code: 'NOT_A_GENERATOR' })
})

test('who would be spawned in a scope between its last child\'s end and its tasklet\'s turn is refused', (t) => {
  const { scheduler, errors } = world()
  const log: string[] = []
  let nursery: Scope | undefined
  scheduler.spawn(function* (): Task {
    scheduler.spawn(function* (): Task {
      yield
      yield
      log.push('spawns')
      nursery?.spawn(function* (): Task { log.push('late') })
    })
    yield* scope(function* (own): Task { nursery = own; yield })
    log.push('ended')
  })
  settle(scheduler)
  t.deepEqual(log, ['spawns', 'ended'])
  t.like(errors[0], { code: 'SCOPE_ENDED' })
})

test('a deadline that passes while cancelled children clean up lets them', (t) => {
  const log: string[] = []
  const error = t.throws(() => play(function* (): Task {
    yield* scope(function* (own): Task {
      own.spawn(function* (): Task {
        try {
          yield* sleep(1000)
        } finally {
          yield* sleep(15)
          log.push('cleaned')
        }
      })
      yield* sleep(5)
      throw new Error('failed')
    }, { timeoutMs: 10 })
  }))
  t.is(error?.message, 'failed')
  t.deepEqual(log, ['cleaned'])
})

test('restarts without a pause go on as long as their limit lets them', (t) => {
  for (const factor of [2, 10]) {
    const error = t.throws(() => play(function* (): Task { yield* restart(failing, { limit: 2000, backoffMs: 0, factor }) })) as Error
    t.like(error, { code: 'RESTART_LIMIT' })
    t.is((error.cause as Error).message, 'second')
  }
})

test('an error that reaches thousands names as many as fill a page', (t) => {
  const { scheduler } = world()
  const target = scheduler.spawn(function* (): Task {
    yield* sleep(5)
    throw new Error('no config')
  })
  const stacks: number[] = []
  for (let i = 0; i < 3000; i++) scheduler.spawn(function* (): Task { try { yield* target.join() } catch (error) { stacks.push((error as Error).stack!.length) } })
  scheduler.run()
  t.is(stacks.length, 3000)
  t.true(stacks.at(-1)! < 12_000)
})

test('a deadline ends a body that has cancelled its scope and goes on', (t) => {
  t.throws(() => play(() => scope(function* (s) {
    s.cancel()
    yield* channel<void>().receive()
  }, { timeoutMs: 10 })), { code: 'TIMEOUT' })
})

test('a scope that is cancelled twice does not cut short who cleans up', (t) => {
  const seen: string[] = []
  play(() => scope(function* (s) {
    s.spawn(function* (): Task {
      try {
        yield* sleep(100)
      } finally {
        yield* sleep(5)
        seen.push('cleaned')
      }
    })
    yield
    s.cancel()
    yield
    s.cancel()
  }))
  t.deepEqual(seen, ['cleaned'])
})

test('a kill is no failure for any strategy of supervise', (t) => {
  for (const strategy of ['one-for-one', 'all-for-one'] as const) {
    const { scheduler, errors } = world()
    const victims: Tasklet[] = []
    const all = scheduler.spawn(() => supervise([
      function* (): Task { victims.push(current()); yield* sleep(100) },
      function* (): Task { yield* sleep(200) },
    ], { strategy }))
    scheduler.spawn(function* (): Task { yield* sleep(10); victims[0]?.kill() })
    settle(scheduler)
    t.deepEqual([all.status, victims.length, (errors[0] as Error).name], ['failed', 1, 'Cancelled'], strategy)
  }
})

test('a body that meets a tasklet that was killed has failed, for any strategy of supervise', (t) => {
  for (const strategy of ['one-for-one', 'all-for-one'] as const) {
    let runs = 0
    function* worker(): Task { yield* sleep(1) }
    t.deepEqual(play(() => supervise([
      function* (): Task<string> {
        if (++runs === 3) return 'ok'
        const child = spawn(worker)
        child.kill()
        yield* child.join()
        return 'never'
      },
      function* (): Task<string> { return 'other' },
    ], { strategy })), ['ok', 'other'], strategy)
    t.is(runs, 3)
  }
})

test('restarts without a limit are not noted, and with a large one those that are long ago are forgotten', (t) => {
  for (const limit of [Infinity, 1e9]) {
    let failures = 0
    play(() => restart(function* () {
      yield* sleep(10)
      if (failures++ < 2000) throw new Error('again')
    }, { limit, withinMs: 100, backoffMs: 0 }))
    t.is(failures, 2001)
  }
})
