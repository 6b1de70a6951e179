// Sources and sinks: streams, async iterables and events of the world outside, taken and fed the way channels are.
//
//   SO1. `next()` answers as an iterator does; an answer that nobody took, because its tasklet was killed meanwhile, is
//        given to the next one who asks. Those that come back are in the order in which they came first.
//   SO2. They hold promises and listeners, so they can't be saved: they belong to a tasklet that ends before the capture.
//   SO3. A sink takes one value at a time: what is killed, or times out, before its turn has come is not written.
//
// Called by: tasklets and host code. Calls: wait.ts, channel.ts, the scheduler. Uses what it is given by its methods alone.

import type { Body } from '../frames/body.ts'
import { Channel } from '../channels/channel.ts'
import { describeType, StillframeError } from '../errors.ts'
import type { Operation } from '../scheduler/operation.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { FAILED, watch, type Tasklet } from '../scheduler/tasklet.ts'
import { wait } from './wait.ts'
import { frameOfWork } from '../frames/work.ts'

/** Something tasklets take values from: `for (let r = yield* it.next(); !r.done; r = yield* it.next()) use(r.value)`. */
export interface Source<T> {
  next(): Operation<IteratorResult<T, undefined>>
  /** No more values are wanted: tells the other side. */
  close(): Operation<void>
}

/** Something tasklets give values to; both wait until the other side is ready for more. */
export interface Sink<T> {
  send(value: T): Operation<void>
  close(): Operation<void>
}

/** Throws BAD_SOURCE if `value` has none of `methods`. */
function need(what: string, takes: string, value: unknown, ...methods: PropertyKey[]): void {
  if (methods.some((name) => typeof (Object(value) as Record<PropertyKey, unknown>)[name] === 'function')) return
  throw new StillframeError('BAD_SOURCE', `${what} takes ${takes}, not ${describeType(value)}`)
}

/** A source of what an async iterable or a ReadableStream gives. Throws BAD_SOURCE. */
export function source<T>(from: AsyncIterable<T> | ReadableStream<T>): Source<T> {
  need('source()', 'an async iterable or a ReadableStream', from, Symbol.asyncIterator, 'getReader')
  // A stream's own iterator closes when the read that is on its way has ended, which may be never.
  const iterator = 'getReader' in from ? readerOf(from) : from[Symbol.asyncIterator]()
  let asked = false
  const line = new Line<T>(async () => {
    if (asked) return
    asked = true
    try {
      const answer = await (iterator.next() as Promise<IteratorResult<T, undefined>>)
      line.add(() => answer)
    } catch (error) {
      line.add(() => { throw error })
    }
    asked = false
    line.ring()
  })
  return {
    next: () => line.next(),
    close: () => wait(async () => void (await iterator.return?.())),
  }
}

/** Makes operations that are done one after the other, in the order in which they were asked for. */
function queue(): <R>(what: (signal: AbortSignal) => Promise<R>) => Operation<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (what) => wait((signal) => {
    const mine = last.then(() => what(signal))
    last = mine.catch(() => {})
    return mine
  })
}

/** The answers that have come and nobody has taken. */
class Line<T> {
  isOpen = true
  /** With their numbers. */
  readonly #answers: [number, () => IteratorResult<T, undefined>][] = []
  readonly #ask: () => unknown
  readonly #inTurn = queue()
  #count = 0
  /** One reader waits at a time. (To wait for a promise of somebody else's would leave something there each time.) */
  #arrived: (() => void) | null = null

  /** `ask` is called when somebody waits. */
  constructor(ask: () => unknown) {
    this.#ask = ask
  }

  /** Does anybody wait? */
  get awaited(): boolean {
    return this.#arrived !== null
  }

  /** Gives how many there are. */
  add(answer: () => IteratorResult<T, undefined>): number {
    return this.#answers.push([this.#count++, answer])
  }

  lose(): void {
    this.#answers.shift()
  }

  ring(): void {
    this.#arrived?.()
    this.#arrived = null
  }

  next(): Operation<IteratorResult<T, undefined>> {
    return this.#inTurn((signal) => this.#take(signal))
  }

  async #take(signal: AbortSignal): Promise<IteratorResult<T, undefined>> {
    const answers = this.#answers
    while (!answers[0] && this.isOpen && !signal.aborted) {
      this.#ask()
      await new Promise<void>((resolve) => {
        this.#arrived = resolve
        signal.addEventListener('abort', () => this.ring())
      })
    }
    const [first] = answers
    if (signal.aborted || !first) return { value: undefined, done: true }
    answers.shift()
    signal.addEventListener('abort', () => { // SO1
      answers.push(first)
      answers.sort(([a], [b]) => a - b)
    })
    return first[1]()
  }
}

function readerOf<T>(stream: ReadableStream<T>): AsyncIterator<T, undefined> {
  const reader = stream.getReader()
  return {
    next: () => reader.read() as Promise<IteratorResult<T, undefined>>,
    return: async () => {
      await reader.cancel()
      return { value: undefined, done: true }
    },
  }
}

/** A sink that writes to a WritableStream. Throws BAD_SOURCE. */
export function sink<T>(to: WritableStream<T>): Sink<T> {
  need('sink()', 'a WritableStream', to, 'getWriter')
  const writer = to.getWriter()
  const inTurn = queue() // SO3
  return {
    send: (value) => inTurn(async (signal) => {
      await writer.ready
      if (!signal.aborted) await writer.write(value)
    }),
    close: () => inTurn(() => writer.close()),
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Listener = any

/** An EventTarget, or an emitter in the manner of Node's EventEmitter. */
export type Emitter =
  | { addEventListener(name: string, listener: Listener): void; removeEventListener(name: string, listener: Listener): void }
  | { on(name: string, listener: Listener): unknown; off(name: string, listener: Listener): unknown }

/** Gives the function that ends it. */
function listen(emitter: Emitter, name: string, listener: (...args: unknown[]) => void): () => void {
  need('once() or events()', 'an EventTarget or an EventEmitter', emitter, 'addEventListener', 'on')
  if ('addEventListener' in emitter) {
    emitter.addEventListener(name, listener)
    return () => emitter.removeEventListener(name, listener)
  }
  emitter.on(name, listener)
  return () => void emitter.off(name, listener)
}

/** Waits for an event, and gives the arguments of its listeners. An emitter's 'error' event is thrown. */
export function once<A extends unknown[] = unknown[]>(emitter: Emitter, name: string): Operation<A> {
  return wait<A>((signal) => new Promise((resolve, reject) => {
    const ends: (() => void)[] = []
    const end = (): void => ends.forEach((one) => one())
    ends.push(listen(emitter, name, (...args) => {
      end()
      resolve(args as A)
    }))
    if ('on' in emitter && name !== 'error') {
      ends.push(listen(emitter, 'error', (error) => {
        end()
        reject(error as Error)
      }))
    }
    signal.addEventListener('abort', end)
  }))
}

export interface Events<A> extends Source<A> {
  /** How many events were thrown away. */
  lost: number
}

/** A source of events, from now on. It keeps `capacity` (default 64) that nobody has taken; then the oldest are lost. */
export function events<A extends unknown[] = unknown[]>(emitter: Emitter, name: string, options: { capacity?: number } = {}): Events<A> {
  const line = new Line<A>(() => {})
  const end = listen(emitter, name, (...args) => {
    if (line.add(() => ({ value: args as A, done: false })) > (options.capacity ?? 64) && !line.awaited) {
      line.lose()
      all.lost++
    }
    line.ring()
  })
  const all: Events<A> = {
    lost: 0,
    next: () => line.next(),
    close: () => wait(() => {
      line.isOpen = false
      end()
      line.ring()
    }),
  }
  return all
}

/**
 * What a channel gives, or a body sends into the channel that it is called with, for async code: `for await (const value of
 * asyncIterable(scheduler, channel))`. Somebody must drive the scheduler. Leaving the loop kills the body.
 * Throws BAD_SOURCE, NOT_A_GENERATOR.
 */
export function asyncIterable<T>(scheduler: Scheduler, from: Channel<T> | Body<[Channel<T>]>): AsyncIterableIterator<T> {
  need('asyncIterable()', 'a Scheduler', scheduler, 'spawn')
  const channel = from instanceof Channel ? from : new Channel<T>(0)
  const tasklet: Tasklet | null = from instanceof Channel ? null : scheduler.spawn(from, channel)
  if (tasklet?.alive) watch(tasklet, {
    settle() {
      channel.close()
      return true
    },
  })
  const take = (): Promise<IteratorResult<T, undefined>> =>
    scheduler.start<IteratorResult<T, undefined>>(frameOfWork(channel.next()), 'for await', null).promise()
  return {
    async next() {
      const answer = await take()
      if (answer.done && tasklet?.place === FAILED) throw tasklet.error
      return answer
    },
    async return() {
      if (tasklet?.alive) {
        const end = tasklet.promise()
        tasklet.kill()
        await end.catch(() => {})
      }
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

/** A ReadableStream of what a channel gives, or a body sends. */
export function readable<T>(scheduler: Scheduler, from: Channel<T> | Body<[Channel<T>]>): ReadableStream<T> {
  const iterator = asyncIterable(scheduler, from)
  return new ReadableStream<T>({
    async pull(controller) {
      const answer = await iterator.next()
      if (answer.done) controller.close()
      else controller.enqueue(answer.value)
    },
    cancel: async () => void (await iterator.return?.()),
  })
}
