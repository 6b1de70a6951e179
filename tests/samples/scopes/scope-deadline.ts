// A scope has a deadline too: it cancels body and children.

import { scope, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task {
  try {
    yield* sleep(Infinity)
  } finally {
    log('child leaves')
  }
}

export default function* main(): Task {
  try {
    yield* scope(function* (s) {
      s.spawn(child)
      yield* sleep(5)
      log('body done')
    }, { timeoutMs: 20 })
  } catch (error) {
    log((error as Error).message)
  }
}

/* expect:
  body done
  child leaves
  no result within 20 ms
*/
// shuffle-safe
