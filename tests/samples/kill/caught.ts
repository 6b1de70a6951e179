// A tasklet may catch TaskletExit and live on.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task<string> {
  try {
    for (;;) yield
  } catch (error) {
    yield
    return `survived ${(error as Error).name}`
  }
}

export default function* main(): Task {
  const tasklet = spawn(child)
  yield
  tasklet.kill()
  log(yield* tasklet.join(), tasklet.status) // expect: survived TaskletExit done
}
