// all: the first failure cancels the others; one that is killed counts as failed.

import { all, current, sleep, type StillframeError } from 'stillframe'
import { log, type Task } from '../log.ts'

function* slow(): Task {
  try {
    yield* sleep(1000)
  } finally {
    log('slow leaves')
  }
}

function* failing(): Task {
  yield* sleep(1)
  throw new Error('failed')
}

function* killed(): Task {
  yield* sleep(1)
  current().kill()
}

export default function* main(): Task {
  for (const body of [failing, killed]) {
    try {
      yield* all([slow(), body()])
    } catch (error) {
      log((error as StillframeError).code ?? (error as Error).message)
    }
  }
}

/* expect:
  slow leaves
  failed
  slow leaves
  CANCELLED
*/
// shuffle-safe
