// What a tasklet says of itself in the course of its life.

import { type Channel, channel, current, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(gate: Channel<void>): Task<string> {
  log('in the child', current().status)
  yield* gate.receive()
  return 'result'
}

export default function* main(): Task {
  const gate = channel<void>()
  const tasklet = spawn(child, gate)
  log(tasklet.status)
  yield
  log(tasklet.status)
  yield* gate.send()
  log(tasklet.status, tasklet.alive)
}

/* expect:
  ready
  in the child running
  parked
  done false
*/
