// A tasklet that has not started runs nothing.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task {
  try {
    log('never')
    yield
  } finally {
    log('never')
  }
}

export default function* main(): Task {
  const tasklet = spawn(child)
  tasklet.kill()
  log(tasklet.status) // expect: killed
  yield
  log('end') // expect: end
}
