// Small bodies, each for one test.

import { channel, sleep, spawn, type Channel } from 'stillframe'
import { effect, readFile, writeFile } from 'stillframe/durable'

export function* sum(...terms: string[]) {
  let total = 0
  for (const term of terms) total += yield* effect<number>('weigh', { term })
  return total
}

function* ask(name: string, answers: Channel<string>) {
  yield* answers.send(yield* effect<string>('ask', name))
}

/** Three questions at once. */
export function* together() {
  const answers = channel<string>()
  for (const name of ['a', 'b', 'c']) spawn(ask, name, answers)
  const all: string[] = []
  while (all.length < 3) all.push(yield* answers.receive())
  return all.join('')
}

export function* unsavable() {
  yield* effect('ask', 'first')
  const socket = new WeakMap<object, string>()
  yield* effect('ask', 'second')
  return socket.has({})
}

export function* fragile() {
  const got = yield* effect<string>('ask', 'first')
  if (got === 'bad') throw new RangeError('got something bad')
  return got
}

export function* bystander() {
  spawn(fragile)
  yield* sleep(1_000_000)
}

export function* deadlock() {
  yield* effect('ask', 'first')
  yield* channel<string>().receive()
}

export function* nap(ms: string) {
  yield* sleep(Number(ms))
  return 'awake'
}

export function* careful() {
  try {
    return yield* effect<string>('once', 'x')
  } catch (error) {
    return (error as { code: string }).code
  }
}

export function* copy(from: string, to: string) {
  yield* writeFile(to, (yield* readFile(from)).toUpperCase())
}

/** Never quiet: gives way and goes on. */
export function* busy() {
  let n = 0
  for (;;) {
    n++
    yield
  }
}

function* waitForEver(never: Channel<string>) {
  yield* never.receive()
}

/** Ends while another waits for what will never come. */
export function* service() {
  spawn(waitForEver, channel<string>())
  yield* sleep(1)
  return 'served'
}

/** Holds what only the host can make. */
export function* holder() {
  const host = (globalThis as { testHost?: { name(): string } }).testHost
  yield* effect('ask', 'first')
  return host?.name()
}

export function* scribe(path: string) {
  for (let i = 0; i < 20; i++) yield* writeFile(path, `${i}`)
}
