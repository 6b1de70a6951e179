// shuffle-safe
// Sleepers wake in the order of their due times; the virtual clock jumps.

import { current, Scheduler, spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sleeper(ms: number): Task {
  yield* sleep(ms)
  log(ms, 'at', (current().home as unknown as Scheduler).now)
}

export default function* main(): Task {
  for (const ms of [300, 100, 200]) spawn(sleeper, ms)
}

/* expect:
  100 at 100
  200 at 200
  300 at 300
*/
