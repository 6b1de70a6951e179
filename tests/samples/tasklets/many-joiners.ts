// Everybody who joined gets the result, in the order in which they joined.

import { spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* slow(): Task<string> {
  yield
  yield
  return 'ready'
}

function* waiter(name: string, target: Tasklet<string>): Task {
  log(name, yield* target.join())
}

export default function* main(): Task {
  const target = spawn(slow)
  spawn(waiter, 'first', target)
  spawn(waiter, 'second', target)
  log('main', yield* target.join())
}

/* expect:
  main ready
  first ready
  second ready
*/
