// cancel() kills and waits for the end; what cleaning throws is thrown there.

import { channel, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(works: boolean): Task {
  try {
    yield* channel<void>().receive()
  } finally {
    yield* sleep(10)
    log('cleaned')
    if (!works) throw new Error('but badly')
  }
}

export default function* main(): Task {
  const good = spawn(child, true)
  const bad = spawn(child, false)
  yield
  yield* good.cancel()
  yield* good.cancel()
  log(good.status)
  try {
    yield* bad.cancel()
  } catch (error) {
    log((error as Error).message)
  }
  log(yield* bad.settled())
}

/* expect:
  cleaned
  killed
  cleaned
  but badly
  { status: "rejected", reason: Error: but badly }
*/
