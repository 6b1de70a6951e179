// shuffle-safe
// A body may be a generator function expression that captures locals.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let total = 0
  const add = function* (n: number): Task {
    yield
    total += n
  }
  const all = [spawn(add, 1), spawn(add, 2), spawn(add, 3)]
  for (const tasklet of all) yield* tasklet.join()
  log(total) // expect: 6
}
