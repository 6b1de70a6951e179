// Who is killed when a value is on its way to it takes the value, and is told at its next operation, outside of a finally.
// modes: not native: native generators can't say where they stand, and are told at once. (In shuffled order it may be killed earlier.)

import { channel, select, sleep, spawn, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

function* takes(box: Channel<string>): Task {
  try {
    const got = yield* select({ value: box.receive(), never: sleep(100) })
    log('took', got.value)
  } finally {
    yield* sleep(1)
    log('cleaned up')
  }
  yield* sleep(1)
  log('never')
}

export default function* main(): Task {
  const box = channel<string>()
  const tasklet = spawn(takes, box)
  yield
  box.offer('it')
  tasklet.kill()
  yield* tasklet.settled()
  log(tasklet.status, box.balance)
}

/* expect:
  took it
  cleaned up
  killed 0
*/
