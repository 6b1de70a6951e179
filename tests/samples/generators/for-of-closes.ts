// for-of over a generator: break runs its finally.

import { log, type Task } from '../log.ts'

function* source(): Generator<number, void, undefined> {
  try {
    for (let i = 0; ; i++) yield i
  } finally {
    log('closed')
  }
}

export default function* main(): Task {
  for (const n of source()) {
    yield
    if (n === 2) break
  }
  log('after')
  try {
    for (const n of source()) {
      yield n
      throw new Error('body')
    }
  } catch (error) {
    log((error as Error).message)
  }
}

/* expect:
  closed
  after
  closed
  body
*/
