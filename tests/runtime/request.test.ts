import test from 'ava'
import { channel, request, Scheduler, select, sleep, wait } from '@stillframe/runtime'
import { settle, world, type Task } from './world.ts'

function* ask(kind: string, args?: unknown): Task<unknown> {
  return yield* request(kind, args)
}

test('a handler gets the arguments, the id and the kind', (t) => {
  const calls: unknown[] = []
  const { scheduler } = world({ handlers: { ask: (args, context) => { calls.push([args, context]); return 'answer' } } })
  const tasklet = scheduler.spawn(ask, 'ask', { a: 1 })
  settle(scheduler)
  t.deepEqual(calls, [[{ a: 1 }, { id: 'r1', kind: 'ask' }]])
  t.is(tasklet.result, 'answer')
})

test('a request without a handler fails where it is made', (t) => {
  const { scheduler, errors } = world({ handlers: Object.create({ inherited: () => 1 }) as {} })
  scheduler.spawn(ask, 'inherited')
  settle(scheduler)
  t.like(errors[0], { code: 'NO_HANDLER' })
})

test('a handler that throws, or rejects, fails the request', async (t) => {
  const { scheduler, errors } = world({ handlers: { throws() { throw new Error('thrown') }, rejects: () => Promise.reject(new Error('rejected')) } })
  scheduler.spawn(ask, 'throws')
  scheduler.spawn(ask, 'rejects')
  await scheduler.drive()
  t.deepEqual(errors.map((error) => (error as Error).message).sort(), ['rejected', 'thrown'])
})

test('complete and fail answer a request from outside, at the next run', (t) => {
  const { scheduler, errors } = world({ handlers: { wait: () => new Promise(() => {}) } })
  const a = scheduler.spawn(ask, 'wait')
  scheduler.spawn(ask, 'wait')
  t.like(scheduler.run(), { reason: 'waiting', pendingRequests: 2 })
  scheduler.complete('r1', 5)
  scheduler.fail('r2', new Error('no'))
  t.is(a.status, 'parked')
  t.is(settle(scheduler).reason, 'done')
  t.is(a.result, 5)
  t.is((errors[0] as Error).message, 'no')
})

test('a request that is not pending can not be completed', (t) => {
  const { scheduler } = world()
  t.throws(() => scheduler.complete('r9', 1), { code: 'NOT_PENDING' })
  t.throws(() => scheduler.fail('r9', 1), { code: 'NOT_PENDING' })
})

test('an answer for a killed tasklet is dropped', async (t) => {
  let answer: (value: unknown) => void = () => {}
  const { scheduler } = world({ handlers: { wait: () => new Promise((resolve) => { answer = resolve }) } })
  const tasklet = scheduler.spawn(ask, 'wait')
  scheduler.run()
  tasklet.kill()
  answer(1)
  await Promise.resolve()
  t.is(settle(scheduler).reason, 'done')
  t.is(tasklet.status, 'killed')
  t.throws(() => scheduler.complete('r1', 1), { code: 'NOT_PENDING' })
})

test('with autoIssue off, requests wait for issue()', (t) => {
  const seen: unknown[] = []
  const { scheduler } = world({ autoIssue: false, handlers: { ask: (args) => { seen.push(args); return 'ok' } } })
  const tasklet = scheduler.spawn(ask, 'ask', 1)
  t.is(scheduler.run().reason, 'waiting')
  t.deepEqual(seen, [])
  scheduler.issue()
  t.deepEqual(seen, [1])
  settle(scheduler)
  t.is(tasklet.result, 'ok')
})


test('attach issues pending requests again, with the same id, or fails them, by their policy', (t) => {
  const issued: string[] = []
  const wait = (_: unknown, { id }: { id: string }): Promise<never> => {
    issued.push(id)
    return new Promise(() => {})
  }
  const { scheduler, errors } = world({ handlers: { retry: wait, fail: { run: wait, onRestore: 'fail' } } })
  scheduler.spawn(ask, 'retry')
  scheduler.spawn(ask, 'fail')
  scheduler.run()
  t.deepEqual(issued, ['r1', 'r2'])
  scheduler.attach({})
  scheduler.run()
  t.deepEqual(issued, ['r1', 'r2', 'r1'])
  t.like(errors[0], { code: 'REQUEST_LOST' })
})

test('a request that two tasklets share is two requests', (t) => {
  const scheduler = new Scheduler({ handlers: { id: (_, { id }) => id } })
  const shared = request<string>('id')
  const body = function* (): Task<string> { return yield* shared }
  const both = [scheduler.spawn(body), scheduler.spawn(body)]
  scheduler.run()
  t.deepEqual(both.map((tasklet) => tasklet.result), ['r1', 'r2'])
})

test('an operation that asks is performed again with an id of its own, and answered each time', async (t) => {
  const ids: string[] = []
  const { scheduler } = world({ handlers: { ask: (args, { id }) => { ids.push(id); return `${String(args)} to ${id}` } } })
  const again = scheduler.spawn(function* (): Task<unknown[]> {
    const question = request('ask', 'answer')
    const either = select({ question, never: sleep(1000) })
    return [yield* question, yield* question, (yield* either).value, (yield* either).value]
  })
  settle(scheduler)
  t.deepEqual(again.result, ['answer to r1', 'answer to r2', 'answer to r3', 'answer to r4'])
  t.deepEqual(ids, ['r1', 'r2', 'r3', 'r4'])
  const twice = scheduler.spawn(function* (): Task<unknown[]> {
    const promise = wait(Promise.resolve(5))
    return [yield* promise, yield* promise]
  })
  await scheduler.drive()
  t.deepEqual(twice.result, [5, 5])
})

test('a request asked again after a kill has a signal that has not been aborted', (t) => {
  const aborted: boolean[] = []
  const { scheduler } = world({ handlers: { ask: (_args, { signal }) => { aborted.push(signal.aborted); return new Promise(() => {}) } } })
  const question = request('ask')
  for (let i = 0; i < 2; i++) {
    const tasklet = scheduler.spawn(function* (): Task { yield* question })
    settle(scheduler)
    tasklet.kill()
    settle(scheduler)
  }
  t.deepEqual(aborted, [false, false])
})

test('whom a handler has woken runs before time goes on, and before run() returns', async (t) => {
  const log: string[] = []
  const progress = channel<number>(Infinity)
  let finish: (value: unknown) => void = () => {}
  const { scheduler } = world({
    handlers: {
      job: () => {
        progress.offer(1)
        scheduler.spawn(function* (): Task { log.push(`child at ${scheduler.now}`) })
        return new Promise((resolve) => { finish = resolve })
      },
    },
  })
  scheduler.spawn(function* (): Task {
    yield* progress.receive()
    log.push('progress')
    finish('done')
  })
  scheduler.spawn(function* (): Task { log.push(String(yield* request('job'))) })
  scheduler.spawn(function* (): Task { yield* sleep(1000) })
  t.like(await scheduler.drive(), { reason: 'done' })
  t.deepEqual(log, ['progress', 'child at 0', 'done'])
})
