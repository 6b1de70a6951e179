// for-of closes its iterator when the tasklet is killed in the loop.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

class Source {
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<number> {
    return { value: 1, done: false }
  }
  return(): IteratorResult<number> {
    log('closed')
    return { value: 1, done: true }
  }
}

function* child(): Task {
  for (const n of new Source()) yield n
}

export default function* main(): Task {
  const tasklet = spawn(child)
  yield
  tasklet.kill()
  yield
  log(tasklet.status)
}

/* expect:
  closed
  killed
*/
