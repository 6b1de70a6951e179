// Anything can be thrown through a join.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* fails(what: unknown): Task {
  yield
  throw what
}

export default function* main(): Task {
  for (const what of [undefined, null, 0, 'text']) {
    const tasklet = spawn(fails, what)
    try {
      yield* tasklet.join()
    } catch (error) {
      log(error, tasklet.status)
    }
  }
}

/* expect:
  undefined failed
  null failed
  0 failed
  text failed
*/
