// An error in the finally of a killed tasklet is its error.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(gate: Channel<void>): Task {
  try {
    yield* gate.receive()
  } finally {
    yield
    throw new Error('in finally') // expect error: in finally
  }
}

export default function* main(): Task {
  const tasklet = spawn(child, channel<void>())
  yield
  tasklet.kill()
  yield
  yield
  log(tasklet.status) // expect: failed
}
