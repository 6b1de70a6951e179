// A sleep among the arms is a timeout; when another arm wins, the timer is gone.

import { type Channel, channel, select, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* later(box: Channel<string>): Task {
  yield* sleep(10)
  yield* box.send('here')
}

export default function* main(): Task {
  const box = channel<string>()
  spawn(later, box)
  for (let i = 0; i < 2; i++) {
    const got = yield* select({ box: box.receive(), timeout: sleep(7) })
    log(got.key, got.value)
  }
}

/* expect:
  timeout undefined
  box here
*/
