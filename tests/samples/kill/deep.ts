// Every finally of a deep call runs, from the inside out, each with a yield.

import { channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* level(n: number): Task {
  try {
    if (n === 0) yield* channel<void>().receive()
    else yield* level(n - 1)
  } finally {
    yield
    log('leaves', n)
  }
}

export default function* main(): Task {
  const tasklet = spawn(level, 2)
  yield
  tasklet.kill()
  try {
    yield* tasklet.join()
  } catch (error) {
    log((error as Error).name)
  }
}

/* expect:
  leaves 0
  leaves 1
  leaves 2
  Cancelled
*/
