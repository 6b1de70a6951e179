// One error that two children throw is one failure.

import { scope, spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* failing(): Task {
  yield
  yield
  throw new Error('once')
}

function* joiner(target: Tasklet<void>): Task {
  yield* target.join()
}

export default function* main(): Task {
  const target = spawn(failing)
  try {
    yield* scope(function* (s) {
      s.spawn(joiner, target)
      s.spawn(joiner, target)
    })
  } catch (error) {
    log((error as Error).message, 'errors' in (error as Error)) // expect: once false
  }
}
