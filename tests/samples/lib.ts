// Small tasklet bodies that many samples use. Compiled together with the samples, since tasklets are suspended in here.

import type { Task } from './log.ts'

/** Gives way once, then returns `value`: an expression with a suspension inside. */
export function* later<T>(value: T): Task<T> {
  yield
  return value
}

/** Runs a generator object by hand, one step per slice. What it yields comes back as the result of that yield. */
export function* echo<R>(generator: Generator<unknown, R, unknown>): Task<R> {
  let result = generator.next()
  while (!result.done) {
    const { value } = result
    yield
    result = generator.next(value)
  }
  return result.value
}
