// The first failure cancels body and siblings, waits for their finally blocks, and is thrown.

import { channel, scope, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sibling(name: string, ms: number): Task {
  try {
    yield* channel<void>().receive()
  } finally {
    yield* sleep(ms)
    log(name, 'cleaned up')
  }
}

function* failing(): Task {
  yield* sleep(10)
  throw new RangeError('broken')
}

export default function* main(): Task {
  try {
    yield* scope(function* (s) {
      s.spawn(sibling, 'one', 20)
      s.spawn(failing)
      s.spawn(sibling, 'two', 10)
      try {
        yield* sleep(1000)
      } finally {
        log('body leaves')
      }
    })
  } catch (error) {
    log((error as Error).name, (error as Error).message)
  }
}

/* expect:
  body leaves
  two cleaned up
  one cleaned up
  RangeError broken
*/
// shuffle-safe
