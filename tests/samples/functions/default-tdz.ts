// A default can't use a parameter behind it.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

function* body(a = b, b = 1): Task<unknown> {
  yield
  return [a, b]
}

export default function* main(): Task {
  log(yield* body(3)) // expect: [3, 1]
  try {
    // eslint-disable-next-line stillframe/delegate-calls -- the call itself throws
    body()
  } catch (error) {
    log((error as Error).name) // expect: ReferenceError
  }
  yield
}
