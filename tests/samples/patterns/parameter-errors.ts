// An error in a parameter's pattern is thrown by the call, not by the first step.

import { log, type Task } from '../log.ts'

function* body({ a }: { a: number }): Task<number> {
  yield
  return a
}

export default function* main(): Task {
  try {
    // eslint-disable-next-line stillframe/delegate-calls -- the call itself throws
    body(null as never)
    log('never')
  } catch (error) {
    log((error as Error).name) // expect: TypeError
  }
  yield
}
