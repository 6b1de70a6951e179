// A tasklet that kills itself ends there.

import { current, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task {
  try {
    current().kill()
    log('never')
  } finally {
    log('finally')
    yield
  }
}

export default function* main(): Task {
  const tasklet = spawn(child)
  yield
  log(tasklet.status) // expect: finally
  yield
  log(tasklet.status) // expect: ready
  // expect: killed
}
