// The body itself may catch the refusal and go on.

import { StillframeError } from 'stillframe'
import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* careful(): Task<string> {
  try {
    yield
    return 'waited'
  } catch (error) {
    return (error as StillframeError).code
  }
}

export default function* main(): Task {
  log([1].map(() => call(careful))) // expect: ["NATIVE_FRAME"]
  log(yield* careful()) // expect: waited
}
