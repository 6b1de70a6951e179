// Time stands still while somebody is ready.

import { current, Scheduler, spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* busy(): Task {
  for (let i = 0; i < 5; i++) yield
  log('busy until', (current().home as unknown as Scheduler).now)
}

export default function* main(): Task {
  spawn(busy)
  yield* sleep(1)
  log('awake at', (current().home as unknown as Scheduler).now)
}

/* expect:
  busy until 0
  awake at 1
*/
