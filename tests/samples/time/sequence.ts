// shuffle-safe
// Sleeping in a loop: a heartbeat.

import { current, Scheduler, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const at: number[] = []
  for (let i = 0; i < 3; i++) {
    yield* sleep(1000)
    at.push((current().home as unknown as Scheduler).now)
  }
  log(at) // expect: [1000, 2000, 3000]
}
