// A failure in an inner scope ends the inner one first, and then the outer one.

import { scope, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(name: string, ms: number): Task {
  try {
    yield* sleep(ms)
    throw new Error(`${name} failed`)
  } finally {
    log(name, 'leaves')
  }
}

export default function* main(): Task {
  try {
    yield* scope(function* (outer) {
      outer.spawn(worker, 'outer', 50)
      try {
        yield* scope(function* (inner) {
          inner.spawn(worker, 'a', 10)
          inner.spawn(worker, 'b', 20)
        })
      } catch (error) {
        log('inner:', (error as Error).message)
        throw new Error('gave up', { cause: error })
      }
    })
  } catch (error) {
    log('outer:', (error as Error).message)
  }
}

/* expect:
  a leaves
  b leaves
  inner: a failed
  outer leaves
  outer: gave up
*/
// shuffle-safe
