// What can't be done is refused before anything starts.

import { all, type StillframeError } from 'stillframe'
import { log, type Task } from '../log.ts'

function* never(): Task {
  log('never')
}

export default function* main(): Task {
  try {
    yield* all([never(), 5 as never])
  } catch (error) {
    log((error as StillframeError).message.split('\n')[0])
  }
  yield
}

// expect: a group of tasklets does operations and generator functions, not number 5
