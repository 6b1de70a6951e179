// Killing a joiner leaves the joined tasklet alone.

import { type Channel, channel, spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* slow(gate: Channel<void>): Task<string> {
  yield* gate.receive()
  return 'done'
}

function* waiter(target: Tasklet<string>): Task {
  log('never', yield* target.join())
}

export default function* main(): Task {
  const gate = channel<void>()
  const target = spawn(slow, gate)
  const joiner = spawn(waiter, target)
  yield
  joiner.kill()
  yield
  yield* gate.send()
  log(joiner.status, target.status) // expect: killed done
}
