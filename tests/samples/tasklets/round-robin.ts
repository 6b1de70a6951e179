// Tasklets that give way run in turns, in the order of spawning.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(name: string): Task {
  for (let i = 0; i < 3; i++) {
    log(name, i)
    yield
  }
}

export default function* main(): Task {
  for (const name of ['a', 'b', 'c']) spawn(worker, name)
  log('spawned')
}

/* expect:
  spawned
  a 0
  b 0
  c 0
  a 1
  b 1
  c 1
  a 2
  b 2
  c 2
*/
