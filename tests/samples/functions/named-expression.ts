// The name of a named function expression is bound inside it, and can't be changed there.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const f = function* self(n: number): Task<unknown> {
    yield
    if (n === 0) {
      try {
        // @ts-expect-error: that is the point
        self = null
      } catch (error) {
        return [(error as Error).name, typeof self]
      }
    }
    return yield* self(n - 1)
  }
  log(yield* f(3)) // expect: ["TypeError", "function"]
}
