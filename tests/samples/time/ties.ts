// Sleepers with the same due time wake in the order in which they went to sleep.

import { spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sleeper(name: string, ms: number): Task {
  yield* sleep(ms)
  log(name)
}

export default function* main(): Task {
  for (const name of ['a', 'b', 'c', 'd']) spawn(sleeper, name, 50)
}

/* expect:
  a
  b
  c
  d
*/
