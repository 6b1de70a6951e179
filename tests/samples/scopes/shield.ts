// shield: a kill waits until the work is done, and goes on then.

import { isCancelled, shield, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* commit(): Task<string> {
  yield* sleep(10)
  log('committed')
  return 'receipt'
}

function* order(): Task {
  try {
    log(yield* shield(commit()))
    log('never')
  } finally {
    log('cancelled:', isCancelled())
  }
}

export default function* main(): Task {
  log(yield* shield(commit()))
  const tasklet = spawn(order)
  yield* sleep(1)
  yield* tasklet.cancel()
  log(tasklet.status)
}

/* expect:
  committed
  receipt
  committed
  cancelled: true
  killed
*/
// shuffle-safe
