// An error thrown in a callee, after it gave way, is caught by the caller.

import { log, type Task } from '../log.ts'

function* fails(): Task<number> {
  yield
  throw new TypeError('from the callee')
}

export default function* main(): Task {
  try {
    log(1 + (yield* fails()))
  } catch (error) {
    log((error as Error).message) // expect: from the callee
  }
}
