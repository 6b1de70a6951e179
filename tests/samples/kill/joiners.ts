// Who joined a killed tasklet gets Cancelled, that names it; who joins later too.

import { channel, Cancelled, StillframeError, spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task {
  yield* channel<void>().receive()
}

function* waiter(target: Tasklet<void>): Task {
  try {
    yield* target.join()
  } catch (error) {
    log((error as StillframeError).code, (error as Error).message, error instanceof Cancelled)
  }
}

export default function* main(): Task {
  const target = spawn(child)
  const first = spawn(waiter, target)
  yield
  target.kill()
  yield* first.join()
  yield* waiter(target)
}

/* expect:
  CANCELLED tasklet "child" was killed before it finished true
  CANCELLED tasklet "child" was killed before it finished true
*/
