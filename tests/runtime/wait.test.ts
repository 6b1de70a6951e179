import test from 'ava'
import { Cancelled, request, scope, Scheduler, sleep, spawn, wait, type Scope } from '@stillframe/runtime'
import { cancelOn } from '@stillframe/runtime/interop'
import { settle, world, type Task } from './world.ts'

test('a tasklet waits for promises, and gets their values and reasons', async (t) => {
  const { scheduler } = world()
  const tasklet = scheduler.spawn(function* (): Task<unknown[]> {
    const value = yield* wait(Promise.resolve(5))
    const made = yield* wait(async () => 'made')
    try {
      yield* wait(Promise.reject(new RangeError('no')))
    } catch (error) {
      return [value, made, (error as Error).name]
    }
    return []
  })
  await scheduler.drive()
  t.deepEqual(tasklet.result, [5, 'made', 'RangeError'])
})

test('a promise of a tasklet gives its result, its error or Cancelled', async (t) => {
  const { scheduler, errors } = world()
  const done = scheduler.spawn(function* (): Task<number> { yield* sleep(5); return 1 })
  const failed = scheduler.spawn(function* (): Task { yield; throw new Error('failed') })
  const killed = scheduler.spawn(function* (): Task { yield* sleep(Infinity) })
  const promises = Promise.allSettled([done.promise(), failed.promise(), killed.promise()])
  scheduler.run()
  killed.kill()
  await scheduler.drive()
  const [first, second, third] = await promises
  t.deepEqual(first, { status: 'fulfilled', value: 1 })
  t.is((second as PromiseRejectedResult).reason.message, 'failed')
  t.true((third as PromiseRejectedResult).reason instanceof Cancelled)
  t.deepEqual(errors, [])
  t.is(await done.promise(), 1)
  t.throws(() => { throw new Cancelled('x') }, { code: 'CANCELLED' })
})

test('killing a tasklet aborts what it waits for, and drops the answer', async (t) => {
  const { scheduler } = world()
  let signal: AbortSignal | undefined
  const tasklet = scheduler.spawn(function* (): Task {
    yield* wait((given) => {
      signal = given
      return new Promise((_, reject) => { given.addEventListener('abort', () => reject(new Error('aborted'))) })
    })
  })
  scheduler.run()
  t.false(signal?.aborted)
  tasklet.kill()
  t.true(signal?.aborted)
  await scheduler.drive()
  t.is(tasklet.status, 'killed')
  t.is(scheduler.requests.size, 0)
})

test('handlers of requests get a signal too, which does not abort once the answer is delivered', async (t) => {
  const { scheduler } = world({ handlers: { slow: (ms, { signal }) => { seen.push(signal); return ms } } })
  const seen: AbortSignal[] = []
  const tasklet = scheduler.spawn(function* (): Task<unknown> {
    const answer = yield* request('slow', 5)
    yield* sleep(Infinity)
    return answer
  })
  scheduler.run()
  t.is(tasklet.parkedOn?.describe(), 'sleep of Infinity ms')
  tasklet.kill()
  scheduler.run()
  t.deepEqual(seen.map((signal) => signal.aborted), [false])
})

test('a signal cancels a tasklet, also the one that is running', (t) => {
  const { scheduler } = world()
  const outer = new AbortController()
  const inner = new AbortController()
  const seen: string[] = []
  const waiting = scheduler.spawn(function* (): Task { yield* sleep(Infinity) })
  cancelOn(outer.signal, waiting)
  const running = scheduler.spawn(function* (): Task {
    inner.abort()
    seen.push('goes on to its next operation')
    try {
      yield
      seen.push('never')
    } finally {
      yield* sleep(5)
      seen.push('cleaned')
    }
  })
  cancelOn(inner.signal, running)
  scheduler.run()
  t.deepEqual([waiting.status, running.status], ['parked', 'killed'])
  t.deepEqual(seen, ['goes on to its next operation', 'cleaned'])
  outer.abort()
  scheduler.run()
  t.is(waiting.status, 'killed')
  const late = scheduler.spawn(function* (): Task {})
  cancelOn(outer.signal, late)
  t.is(late.status, 'killed')
})

/** How many listeners a signal has. */
function listening(signal: AbortSignal): () => number {
  let count = 0
  const { addEventListener, removeEventListener } = signal
  signal.addEventListener = (...args: [never, never]) => { count++; addEventListener.apply(signal, args) }
  signal.removeEventListener = (...args: [never, never]) => { count--; removeEventListener.apply(signal, args) }
  return () => count
}

test('a signal forgets a tasklet that has ended, and a scope', (t) => {
  const { scheduler } = world()
  const { signal } = new AbortController()
  const count = listening(signal)
  let ended: Scope | undefined
  const one = scheduler.spawn(function* (): Task { yield* sleep(1) })
  cancelOn(signal, one)
  scheduler.spawn(function* (): Task {
    yield* scope(function* (s) {
      ended = s
      for (const ms of [30, 10]) s.spawn(function* (): Task { yield* sleep(ms) })
      cancelOn(signal, s)
    })
  })
  const counts: number[] = []
  scheduler.spawn(function* (): Task {
    for (const ms of [0, 5, 10, 10, 10]) {
      yield* sleep(ms)
      counts.push(count())
    }
  })
  settle(scheduler)
  t.deepEqual(counts, [2, 1, 1, 1, 0]) // at 0, 5, 15, 25 and 35
  cancelOn(signal, one)
  cancelOn(signal, ended as Scope)
  t.is(count(), 0)
})

test('a signal cancels a scope, and a scope gives a signal', (t) => {
  const controller = new AbortController()
  const { scheduler } = world()
  let opened: Scope | undefined
  const seen: string[] = []
  const tasklet = scheduler.spawn(function* (): Task {
    try {
      yield* scope(function* (s) {
        opened = s
        cancelOn(controller.signal, s)
        s.signal.addEventListener('abort', () => seen.push('aborted'))
        s.spawn(function* (): Task {
          try {
            yield* sleep(Infinity)
          } finally {
            seen.push('child leaves')
          }
        })
        yield
        controller.abort()
        yield
        seen.push('never')
      })
    } catch (error) {
      seen.push((error as Error).name)
    }
  })
  scheduler.run()
  t.deepEqual(seen, ['aborted', 'child leaves', 'Cancelled'])
  t.is(tasklet.status, 'done')
  t.true(opened?.signal.aborted)
})

test('an aborted wait does not disturb the tasklets beside it', async (t) => {
  const scheduler = new Scheduler({ clock: 'virtual' })
  const seen: unknown[] = []
  scheduler.spawn(function* (): Task {
    const gate = Promise.resolve('value')
    const first = spawn(function* (): Task { seen.push(yield* wait(gate)) })
    const second = spawn(function* (): Task { seen.push(yield* wait(gate)) })
    yield
    first.kill()
    yield* second.join()
  })
  await scheduler.drive()
  t.deepEqual(seen, ['value'])
})
