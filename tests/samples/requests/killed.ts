// A killed tasklet no longer waits for its request; the answer is dropped.

import { request, current, Scheduler, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

export const handlers = { slow: () => new Promise((resolve) => { setTimeout(resolve, 5) }) }

function* ask(): Task {
  try {
    yield* request('slow')
    log('never')
  } finally {
    log('finally')
  }
}

export default function* main(): Task {
  const tasklet = spawn(ask)
  yield
  tasklet.kill()
  yield
  log(tasklet.status, (current().home as unknown as Scheduler).requests.size)
}

/* expect:
  finally
  killed 0
*/
