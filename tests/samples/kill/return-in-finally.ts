// A return in finally turns a kill into a result.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task<string> {
  try {
    for (;;) yield
  } finally {
    return 'a result'
  }
}

export default function* main(): Task {
  const tasklet = spawn(child)
  yield
  tasklet.kill()
  yield
  log(tasklet.status, tasklet.result) // expect: done a result
}
