// A second kill interrupts the cleaning that waits.

import { channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task {
  try {
    yield* channel<void>().receive()
  } finally {
    try {
      log('cleaning')
      yield* channel<void>().receive()
    } finally {
      log('interrupted')
    }
  }
}

export default function* main(): Task {
  const tasklet = spawn(child)
  yield
  tasklet.kill()
  yield
  tasklet.kill()
  yield
  log(tasklet.status)
}

/* expect:
  cleaning
  interrupted
  killed
*/
