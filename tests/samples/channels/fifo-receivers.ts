// Receivers are served in the order in which they came.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* receiver(name: string, box: Channel<number>): Task {
  log(name, yield* box.receive())
}

export default function* main(): Task {
  const box = channel<number>()
  for (const name of ['a', 'b', 'c']) spawn(receiver, name, box)
  yield
  log(box.balance)
  for (let i = 1; i <= 3; i++) yield* box.send(i)
}

/* expect:
  -3
  a 1
  b 2
  c 3
*/
