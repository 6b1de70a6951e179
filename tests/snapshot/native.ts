// Native helpers for tests: bodies that nobody captures.

import type { Channel } from '@stillframe/runtime'

export function* sendAll(to: Channel<number>, values: number[]): Generator<unknown, void, unknown> {
  for (const value of values) yield* to.send(value)
}

export function* nativeHold(value: unknown): Generator<unknown, unknown, unknown> {
  yield
  return value
}
