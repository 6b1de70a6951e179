import test from 'ava'
import { EventEmitter } from 'node:events'
import { channel, race, Scheduler, sleep, spawn, Timeout, wait, withTimeout, type Channel } from '@stillframe/runtime'
import { asyncIterable, events, once, readable, sink, source, type Source } from '@stillframe/runtime/interop'
import { world, type Task } from './world.ts'

function* collect<T>(from: Source<T>, most = Infinity): Task<T[]> {
  const all: T[] = []
  for (let answer = yield* from.next(); !answer.done; answer = yield* from.next()) {
    all.push(answer.value)
    if (all.length === most) {
      yield* from.close()
      break
    }
  }
  return all
}

async function drive<R>(body: () => Task<R>, { scheduler }: { scheduler: Scheduler } = world()): Promise<R> {
  const tasklet = scheduler.spawn(body)
  const result = tasklet.promise()
  await scheduler.drive()
  return result
}

test('a tasklet takes values from an async iterable, and closes it when it has enough', async (t) => {
  const seen: string[] = []
  async function* numbers(): AsyncGenerator<number> {
    try {
      for (let n = 1; ; n++) yield n
    } finally {
      seen.push('closed')
    }
  }
  t.deepEqual(await drive(() => collect(source(numbers()), 3)), [1, 2, 3])
  t.deepEqual(seen, ['closed'])
})

test('a value that came too late for one is given to the next', async (t) => {
  let release = (): void => {}
  const gate = new Promise<void>((resolve) => { release = resolve })
  async function* slow(): AsyncGenerator<string> {
    await gate
    yield 'first'
    yield 'second'
  }
  const { scheduler } = world()
  const from = source(slow())
  const waiting = scheduler.spawn(function* (): Task { yield* from.next() })
  scheduler.run()
  waiting.kill()
  release()
  const rest = scheduler.spawn(() => collect(from))
  await scheduler.drive()
  t.deepEqual(rest.result, ['first', 'second'])
})

test('an answer that its tasklet never took is not lost', async (t) => {
  async function* two(): AsyncGenerator<number> {
    yield 1
    yield 2
  }
  const { scheduler } = world()
  const from = source(two())
  const waiting = scheduler.spawn(function* (): Task { yield* from.next() })
  scheduler.run()
  await new Promise((resolve) => { setImmediate(resolve) })
  waiting.kill() // its answer is in the inbox
  const rest = scheduler.spawn(() => collect(from))
  await scheduler.drive()
  t.deepEqual(rest.result, [1, 2])
})

test('an error of an async iterable is thrown', async (t) => {
  async function* bad(): AsyncGenerator<number> {
    yield 1
    throw new RangeError('broken')
  }
  await t.throwsAsync(drive(() => collect(source(bad()))), { instanceOf: RangeError })
})

test('streams are sources and sinks, with or without an async iterator', async (t) => {
  const stream = (): ReadableStream<string> => new ReadableStream<string>({
    start(controller) {
      controller.enqueue('a')
      controller.enqueue('b')
      controller.close()
    },
  })
  t.deepEqual(await drive(() => collect(source(stream()))), ['a', 'b'])
  const bare = { getReader: () => stream().getReader() } as unknown as ReadableStream<string>
  t.deepEqual(await drive(() => collect(source(bare))), ['a', 'b'])
  t.deepEqual(await drive(() => collect(source({ getReader: () => stream().getReader() } as unknown as ReadableStream<string>), 1)), ['a'])

  const written: string[] = []
  await drive(function* (): Task {
    const to = sink(new WritableStream<string>({
      write: (chunk) => void written.push(chunk),
      close: () => void written.push('closed'),
    }))
    yield* to.send('x')
    yield* to.send('y')
    yield* to.close()
  })
  t.deepEqual(written, ['x', 'y', 'closed'])
})

test('a tasklet waits for one event, of an emitter or an event target', async (t) => {
  const emitter = new EventEmitter()
  const target = new EventTarget()
  setImmediate(() => emitter.emit('ready', 1, 2))
  setImmediate(() => setImmediate(() => target.dispatchEvent(new Event('ping'))))
  t.deepEqual(await drive(function* () { return yield* once<[number, number]>(emitter, 'ready') }), [1, 2])
  const [event] = await drive(function* () { return yield* once<[Event]>(target, 'ping') })
  t.is(event.type, 'ping')
  t.is(emitter.listenerCount('ready') + emitter.listenerCount('error'), 0)
  setImmediate(() => emitter.emit('error', new Error('emitted')))
  await t.throwsAsync(drive(function* () { return yield* once(emitter, 'ready') }), { message: 'emitted' })
})

test('nobody listens any more when the tasklet that waits is killed', (t) => {
  const emitter = new EventEmitter()
  const { scheduler } = world()
  const tasklet = scheduler.spawn(function* (): Task { yield* once(emitter, 'never') })
  scheduler.run()
  t.is(emitter.listenerCount('never'), 1)
  tasklet.kill()
  t.is(emitter.listenerCount('never'), 0)
})

test('a source of events keeps the newest, counts the lost, and ends when it is closed', async (t) => {
  const emitter = new EventEmitter()
  const from = events<[number]>(emitter, 'data', { capacity: 2 })
  for (const n of [1, 2, 3]) emitter.emit('data', n)
  const result = await drive(function* (): Task<unknown[]> {
    const kept = [yield* from.next(), yield* from.next()]
    const killed = spawn(function* (): Task { yield* from.next() })
    yield
    yield* killed.cancel()
    emitter.emit('data', 4)
    kept.push(yield* from.next())
    yield* from.close()
    return [kept.map(({ value }) => value?.[0]), (yield* from.next()).done]
  })
  t.deepEqual(result, [[2, 3, 4], true])
  t.is(from.lost, 1)
  t.is(emitter.listenerCount('data'), 0)
})

test('async code iterates over a channel, and over a body that sends', async (t) => {
  const { scheduler } = world()
  const box = channel<number>()
  scheduler.spawn(function* (): Task {
    for (const n of [1, 2, 3]) yield* box.send(n)
    box.close()
  })
  const seen: unknown[] = []
  const reading = (async () => {
    for await (const n of asyncIterable(scheduler, box)) seen.push(n)
    for await (const n of asyncIterable(scheduler, function* (out: Channel<string>): Task {
      try {
        for (let i = 0; ; i++) {
          yield* sleep(1)
          yield* out.send(`item ${i}`)
        }
      } finally {
        seen.push('killed')
      }
    })) {
      seen.push(n)
      if (n === 'item 1') break
    }
    for await (const n of asyncIterable(scheduler, function* (out: Channel<string>): Task {
      yield* out.send('only')
      throw new Error('body failed')
    })) seen.push(n)
  })()
  const failure = t.throwsAsync(reading, { message: 'body failed' })
  const stop = new AbortController()
  void failure.then(() => stop.abort())
  while (!stop.signal.aborted) {
    scheduler.run()
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  await failure
  t.deepEqual(seen, [1, 2, 3, 'item 0', 'item 1', 'killed', 'only'])
})

test('a body is a ReadableStream', async (t) => {
  const { scheduler } = world()
  const stream = readable<number>(scheduler, function* (out): Task {
    for (const n of [1, 2]) yield* out.send(n)
  })
  const seen: number[] = []
  const reading = (async () => { for await (const n of stream) seen.push(n) })()
  for (let i = 0; i < 20; i++) {
    scheduler.run()
    await new Promise((resolve) => { setImmediate(resolve) })
  }
  await reading
  t.deepEqual(seen, [1, 2])
})

test('what is no stream, no emitter, no scheduler is refused by name', (t) => {
  const refused = { code: 'BAD_SOURCE', message: /^(source|sink|once\(\) or events|asyncIterable)\(\) takes an? .*, not (number 5|object null)/ }
  t.throws(() => source(5 as never), refused)
  t.throws(() => sink(null as never), refused)
  t.throws(() => events(5 as never, 'x'), refused)
  t.throws(() => asyncIterable(null as never, channel()), refused)
  t.throws(() => readable(new Scheduler(), 5 as never), { code: 'NOT_A_GENERATOR' })
})

test('two who take from one source share its values', async (t) => {
  const from = source((async function* () { for (let i = 1; i <= 6; i++) yield i })())
  const { scheduler } = world()
  const readers = [1, 2].map(() => scheduler.spawn(collect, from as Source<unknown>))
  await scheduler.drive()
  t.deepEqual(readers.map(({ result }) => result), [[1, 3, 5], [2, 4, 6]])
})

test('two who wait for the events of one emitter are both woken, and both told of its end', async (t) => {
  const emitter = new EventEmitter()
  const from = events<[number]>(emitter, 'data')
  const scheduler = new Scheduler()
  const readers = [1, 2].map(() => scheduler.spawn(collect, from as Source<unknown>))
  const end = scheduler.spawn(function* (): Task {
    for (let i = 1; i <= 4; i++) {
      emitter.emit('data', i)
      yield* sleep(1)
    }
    yield* from.close()
  })
  await scheduler.drive()
  t.is(end.status, 'done')
  t.deepEqual(readers.map(({ result }) => result), [[[1], [3]], [[2], [4]]])
})

test('a source of events that keeps none gives an event to whoever waits', async (t) => {
  const emitter = new EventEmitter()
  const from = events<[number]>(emitter, 'data', { capacity: 0 })
  emitter.emit('data', 0)
  const { scheduler } = world()
  const reader = scheduler.spawn(function* (): Task<unknown> { return (yield* from.next()).value })
  scheduler.run()
  await new Promise((resolve) => setImmediate(resolve))
  emitter.emit('data', 1)
  await scheduler.drive()
  t.deepEqual([reader.result, from.lost], [[1], 1])
})

test('a stream is closed while a read is on its way', async (t) => {
  const seen: unknown[] = []
  const stream = new ReadableStream<number>({ cancel: () => void seen.push('cancelled') })
  await drive(function* (): Task {
    const from = source(stream)
    yield* race([from.next(), sleep(5)])
    yield* from.close()
    seen.push('closed')
  }, { scheduler: new Scheduler() }) // on the wall, time passes while somebody outside is waited for
  t.deepEqual(seen, ['cancelled', 'closed'])
})

test('readers who were killed leave nothing behind: a silent source is asked once, and its error is not lost', async (t) => {
  let asked = 0
  let fail = (_error: Error): void => {}
  const from = source<number>({
    [Symbol.asyncIterator]: () => ({
      next: () => {
        asked++
        return new Promise((_, reject) => { fail = reject })
      },
    }),
  })
  const error = await drive(function* (): Task<unknown> {
    for (let i = 0; i < 20; i++) yield* race([from.next(), sleep(1)])
    fail(new Error('gone'))
    try {
      yield* from.next()
    } catch (problem) {
      return problem
    }
  }, { scheduler: new Scheduler() })
  t.is((error as Error).message, 'gone')
  t.is(asked, 1)
})

/** Two readers have their answers, and are killed before they run: in this order, or the other way round. */
const killed = async (scheduler: Scheduler, from: Source<unknown>, emit: () => void, isReversed: boolean): Promise<unknown> => {
  const take = function* (): Task { yield* from.next() }
  const readers = [scheduler.spawn(take), scheduler.spawn(take)]
  scheduler.run()
  emit()
  await new Promise((resolve) => { setImmediate(resolve) })
  if (isReversed) readers.reverse()
  for (const reader of readers) reader.kill()
  const rest = scheduler.spawn(() => collect(from, 3))
  await scheduler.drive()
  return rest.result
}

for (const isReversed of [false, true]) {
  test(`what was handed to readers who were killed comes again in its order${isReversed ? ', whoever was killed first' : ''}`, async (t) => {
    const emitter = new EventEmitter()
    const emit = (...values: string[]): void => values.forEach((value) => emitter.emit('x', value))
    const all = events<[string]>(emitter, 'x')
    t.deepEqual(await killed(world().scheduler, all, () => emit('A', 'B', 'C'), isReversed), [['A'], ['B'], ['C']])
    t.deepEqual(await killed(world().scheduler, source((async function* () { yield* ['A', 'B', 'C'] })()), () => {}, isReversed), ['A', 'B', 'C'])
  })
}

test('two who send to one sink are both through before a third closes it', async (t) => {
  const written: string[] = []
  const to = sink(new WritableStream<string>({
    write: async (chunk) => {
      await new Promise((resolve) => { setImmediate(resolve) })
      written.push(chunk)
    },
    close: () => void written.push('closed'),
  }))
  const { scheduler } = world()
  const senders = ['a', 'b'].map((value) => scheduler.spawn(function* (): Task { yield* to.send(value) }))
  scheduler.spawn(function* (): Task { yield* to.close() })
  await scheduler.drive()
  t.deepEqual(senders.map(({ status }) => status), ['done', 'done'])
  t.deepEqual(written, ['a', 'b', 'closed'])
})

test('what was not sent in time is not written later', async (t) => {
  const written: string[] = []
  let finish = (): void => {}
  let start = (): void => {}
  const started = new Promise<void>((resolve) => { start = resolve })
  const to = sink(new WritableStream<string>({
    write: (chunk) => {
      written.push(chunk)
      if (chunk === 'first') {
        start()
        return new Promise<void>((resolve) => { finish = resolve })
      }
    },
  }))
  const scheduler = new Scheduler()
  scheduler.spawn(function* (): Task { yield* to.send('first') })
  const second = scheduler.spawn(function* (): Task {
    yield* wait(started)
    try {
      yield* withTimeout(1, to.send('second'))
    } catch (error) {
      t.true(error instanceof Timeout)
      finish()
      yield* to.send('second')
    }
  })
  await scheduler.drive()
  t.is(second.status, 'done')
  t.deepEqual(written, ['first', 'second'])
})
