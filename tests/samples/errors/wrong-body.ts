// spawn wants a generator function.

import { StillframeError, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  for (const what of [() => 5, 'text', null, {}]) {
    try {
      spawn(what as never)
    } catch (error) {
      log((error as StillframeError).code)
    }
  }
  yield
}

/* expect:
  NOT_A_GENERATOR
  NOT_A_GENERATOR
  NOT_A_GENERATOR
  NOT_A_GENERATOR
*/
