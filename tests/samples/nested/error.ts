// An error of the body comes out of call.

import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* fails(): Task {
  throw new Error('from within')
}

export default function* main(): Task {
  try {
    [1].forEach(() => call(fails))
  } catch (error) {
    yield
    log((error as Error).message) // expect: from within
  }
}
