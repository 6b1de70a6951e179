// Killing a waiting sender takes its value away.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sender(box: Channel<string>, value: string): Task {
  yield* box.send(value)
}

export default function* main(): Task {
  const box = channel<string>()
  const a = spawn(sender, box, 'a')
  spawn(sender, box, 'b')
  yield
  a.kill()
  log(yield* box.receive(), a.alive, box.balance) // expect: b true 0
  yield
  log(a.status) // expect: killed
}
