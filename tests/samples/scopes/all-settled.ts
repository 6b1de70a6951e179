// allSettled: an outcome each, and nothing is thrown.

import { allSettled, current, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* works(): Task<number> {
  yield* sleep(3)
  return 1
}

function* fails(): Task {
  yield* sleep(2)
  throw new Error('failed')
}

function* dies(): Task {
  yield
  current().kill()
}

export default function* main(): Task {
  for (const outcome of yield* allSettled([works(), fails(), dies()])) log(outcome.status === 'fulfilled' ? outcome.value : outcome.reason.name)
}

/* expect:
  1
  Error
  Cancelled
*/
// shuffle-safe
