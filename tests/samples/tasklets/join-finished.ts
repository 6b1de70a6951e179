// shuffle-safe
// A tasklet that has ended can be joined again and again.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* answer(): Task<number> {
  return 42
}

export default function* main(): Task {
  const tasklet = spawn(answer)
  log(yield* tasklet.join()) // expect: 42
  log(yield* tasklet.join()) // expect: 42
  log(tasklet.status, tasklet.alive, tasklet.result) // expect: done false 42
}
