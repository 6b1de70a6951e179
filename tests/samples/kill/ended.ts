// Killing a tasklet that has ended changes nothing.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task<string> {
  return 'result'
}

export default function* main(): Task {
  const tasklet = spawn(child)
  yield
  tasklet.kill()
  log(tasklet.status, tasklet.result) // expect: done result
}
