// Two tasklets take turns.

import { current, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* worker(name: string, count: number): Task<string> {
  for (let i = 0; i < count; i++) {
    log(name, i)
    yield
  }
  return `${name} is done`
}

export default function* main(): Task {
  log(current().name) // expect: main
  const a = spawn(worker, 'a', 2)
  const b = spawn(worker, 'b', 3)
  log(yield* b.join())
  log(yield* a.join())
  log(yield* later(7))
}

/* expect:
  a 0
  b 0
  a 1
  b 1
  b 2
  b is done
  a is done
  7
*/
