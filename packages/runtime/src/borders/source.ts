// Sources and sinks: streams, async iterables and events of the world outside, taken and fed the way channels are.
//
//   SO1. `next()` answers as an iterator does; an answer that nobody took, because its tasklet was killed meanwhile, is
//        given to the next one who asks.
//   SO2. They hold promises and listeners, so they can't be saved: they belong to a tasklet that ends before the capture.
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
  const left: (() => IteratorResult<T, undefined>)[] = []
  const bell = new Bell()
  let asked = false
  const ask = async (): Promise<void> => {
    asked = true
    try {
      const answer = await (iterator.next() as Promise<IteratorResult<T, undefined>>)
      left.push(() => answer)
    } catch (error) {
      left.push(() => { throw error })
    }
    asked = false
    bell.ring()
  }
  return {
    next: inTurn(async (signal) => {
      if (left.length === 0 && !asked && !signal.aborted) void ask()
      while (left.length === 0 && !signal.aborted) await bell.rung(signal)
      if (signal.aborted) return { value: undefined, done: true }
      const answer = left.shift() as () => IteratorResult<T, undefined>
      undelivered(signal, () => { left.unshift(answer) }) // SO1
      return answer()
    }),
    close: () => wait(async () => void (await iterator.return?.())),
  }
}

/** An operation that `take`s when whoever has asked before has an answer, or is gone. */
function inTurn<R>(take: (signal: AbortSignal) => Promise<R>): () => Operation<R> {
  let last: Promise<unknown> = Promise.resolve()
  return () => wait((signal) => {
    const mine = last.then(() => take(signal))
    last = mine.catch(() => {})
    return mine
  })
}

/** What one reader waits for: that something has come, or that it is killed. (To wait for a promise of somebody else's would leave something there each time.) */
class Bell {
  #arrived: (() => void) | null = null

  /** Does anybody wait? */
  get awaited(): boolean {
    return this.#arrived !== null
  }

  ring(): void {
    this.#arrived?.()
    this.#arrived = null
  }

  rung(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#arrived = resolve
      signal.addEventListener('abort', () => this.ring())
    })
  }
}

/** Calls `back` if the tasklet that waits for an answer has been, or will be, killed before it gets it. */
function undelivered(signal: AbortSignal, back: () => void): void {
  if (signal.aborted) back()
  else signal.addEventListener('abort', back)
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
  return {
    send: (value) => wait(async () => {
      await writer.ready
      await writer.write(value)
    }),
    close: () => wait(() => writer.close()),
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
  const kept: A[] = []
  let open = true
  const bell = new Bell()
  const end = listen(emitter, name, (...args) => {
    kept.push(args as A)
    if (kept.length > (options.capacity ?? 64) && !bell.awaited) {
      kept.shift()
      all.lost++
    }
    bell.ring()
  })
  const all: Events<A> = {
    lost: 0,
    next: inTurn(async (signal) => {
      while (kept.length === 0 && open && !signal.aborted) await bell.rung(signal)
      if (signal.aborted || kept.length === 0) return { value: undefined, done: true }
      const value = kept.shift() as A
      undelivered(signal, () => { kept.unshift(value) }) // SO1
      return { value, done: false }
    }),
    close: () => wait(() => {
      open = false
      end()
      bell.ring()
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
