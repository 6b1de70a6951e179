// A delegate that answers with no object is a TypeError.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

class Bad {
  [Symbol.iterator](): this {
    return this
  }
  next(): never {
    return 5 as never
  }
}

function* over(): Generator<unknown, unknown, unknown> {
  try {
    yield* new Bad()
  } catch (error) {
    return (error as Error).name
  }
  return 'never'
}

export default function* main(): Task {
  log(over().next()) // expect: { value: "TypeError", done: true }
  yield
}
