// Every joiner gets the error.

import { type Channel, channel, spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* fails(gate: Channel<void>): Task {
  yield* gate.receive()
  throw new Error('for all')
}

function* waiter(name: string, target: Tasklet<void>): Task {
  try {
    yield* target.join()
  } catch (error) {
    log(name, (error as Error).message)
  }
}

export default function* main(): Task {
  const gate = channel<void>()
  const target = spawn(fails, gate)
  spawn(waiter, 'a', target)
  spawn(waiter, 'b', target)
  yield
  yield* gate.send()
}

/* expect:
  a for all
  b for all
*/
