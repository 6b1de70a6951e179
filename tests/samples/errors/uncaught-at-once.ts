// An error before the first yield.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* fails(): Task {
  throw new RangeError('at once') // expect error: at once
}

export default function* main(): Task {
  spawn(fails)
  yield
  log('goes on') // expect: goes on
}
