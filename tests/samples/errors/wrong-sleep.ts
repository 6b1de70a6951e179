// sleep wants a number of milliseconds; the error stands where sleep is called.

import { StillframeError, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  for (const what of ['x', -1, NaN]) {
    try {
      yield* sleep(what as never)
    } catch (error) {
      log((error as StillframeError).code)
    }
  }
}

/* expect:
  BAD_NUMBER
  BAD_NUMBER
  BAD_NUMBER
*/
