// withTimeout: in time, too late, and late while it cleans up.

import { sleep, Timeout, withTimeout } from 'stillframe'
import { log, type Task } from '../log.ts'

function* work(ms: number): Task<string> {
  try {
    yield* sleep(ms)
    return 'in time'
  } finally {
    yield* sleep(5)
    log('cleaned up')
  }
}

export default function* main(): Task {
  log(yield* withTimeout(50, work(10)))
  try {
    yield* withTimeout(50, work(100))
  } catch (error) {
    log((error as Error).message, error instanceof Timeout, (error as Timeout).code)
  }
  try {
    yield* withTimeout(10, withTimeout(20, sleep(100)))
  } catch (error) {
    log('the outer one:', (error as Error).message)
  }
}

/* expect:
  cleaned up
  in time
  cleaned up
  no result within 50 ms true TIMEOUT
  the outer one: no result within 10 ms
*/
// shuffle-safe
