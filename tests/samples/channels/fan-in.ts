// shuffle-safe
// Many senders, one receiver.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sender(box: Channel<number>, n: number): Task {
  yield* box.send(n)
}

export default function* main(): Task {
  const box = channel<number>()
  for (let i = 1; i <= 10; i++) spawn(sender, box, i)
  let sum = 0
  for (let i = 0; i < 10; i++) sum += yield* box.receive()
  log(sum) // expect: 55
}
