// An error goes from joiner to joiner.

import { spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* first(): Task {
  yield
  throw new Error('origin')
}

function* second(target: Tasklet<void>): Task {
  yield* target.join()
}

export default function* main(): Task {
  const third = spawn(second, spawn(second, spawn(first)))
  try {
    yield* third.join()
  } catch (error) {
    log((error as Error).message) // expect: origin
  }
}
