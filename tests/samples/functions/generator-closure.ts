// A generator function defined in a tasklet, over its variables, called after a yield.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let seen = 0
  const inner = function* (times: number): Task<number> {
    for (let i = 0; i < times; i++) {
      seen++
      yield
    }
    return seen
  }
  yield
  log(yield* inner(2), yield* inner(3), seen) // expect: 2 5 5
}
