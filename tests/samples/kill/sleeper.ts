// Killing a sleeper takes its timer away.

import { current, Scheduler, spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sleeper(): Task {
  try {
    yield* sleep(1000)
  } finally {
    log('woken at', (current().home as unknown as Scheduler).now)
  }
}

export default function* main(): Task {
  const tasklet = spawn(sleeper)
  yield
  tasklet.kill()
  yield
  log((current().home as unknown as Scheduler).nextDueMs) // expect: woken at 0
  // expect: undefined
}
