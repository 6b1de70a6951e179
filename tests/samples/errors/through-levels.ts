// An error passes through callers that don't catch it, and runs their finally.

import { log, type Task } from '../log.ts'

function* level(n: number): Task {
  try {
    if (n === 0) {
      yield
      throw new Error('from below')
    }
    yield* level(n - 1)
  } finally {
    log('finally', n)
  }
}

export default function* main(): Task {
  try {
    yield* level(3)
  } catch (error) {
    log((error as Error).message)
  }
}

/* expect:
  finally 0
  finally 1
  finally 2
  finally 3
  from below
*/
