// The finally of a killed tasklet may wait.

import { type Channel, channel, StillframeError, spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(box: Channel<number>): Task {
  try {
    for (;;) yield
  } finally {
    log('cleaning')
    log('got', yield* box.receive())
    yield* sleep(10)
    log('clean')
  }
}

export default function* main(): Task {
  const box = channel<number>()
  const tasklet = spawn(child, box)
  yield
  tasklet.kill()
  yield
  yield* box.send(5)
  try {
    yield* tasklet.join()
  } catch (error) {
    log((error as StillframeError).code)
  }
}

/* expect:
  cleaning
  got 5
  clean
  CANCELLED
*/
