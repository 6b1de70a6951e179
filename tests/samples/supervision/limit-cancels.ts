// When a supervisor gives up, the others are cancelled, and clean up, first.

import { sleep, spawn, type StillframeError } from 'stillframe'
import { supervise } from 'stillframe/supervision'
import { log, type Task } from '../log.ts'

function* service(): Task {
  try {
    yield* sleep(Infinity)
  } finally {
    yield* sleep(3)
    log('service stopped')
  }
}

function* broken(): Task {
  yield
  throw new Error('broken')
}

export default function* main(): Task {
  try {
    yield* supervise([service, broken], { limit: 2, backoffMs: 0 })
  } catch (error) {
    log((error as StillframeError).code)
  }
  const killed = spawn(function* (): Task { yield* supervise([service, broken], { backoffMs: 1000 }) })
  yield* sleep(500)
  yield* killed.cancel()
  log(killed.status)
}

/* expect:
  service stopped
  RESTART_LIMIT
  service stopped
  killed
*/
// shuffle-safe
