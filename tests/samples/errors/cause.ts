// shuffle-safe
// An error with a cause, held across yields.

import { log, type Task } from '../log.ts'

function* low(): Task {
  yield
  throw new RangeError('low')
}

export default function* main(): Task {
  try {
    try {
      yield* low()
    } catch (cause) {
      yield
      throw new Error('high', { cause })
    }
  } catch (error) {
    yield
    const cause = (error as Error).cause as Error
    log((error as Error).message, cause instanceof RangeError, cause.message) // expect: high true low
  }
}
