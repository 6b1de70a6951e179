// A channel may have a name, for messages; it travels.

import { channel, spawn, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

function* receiver(box: Channel<number>): Task {
  yield* box.receive()
}

export default function* main(): Task {
  const box = channel<number>({ name: 'orders' })
  const tasklet = spawn(receiver, box)
  yield
  log(tasklet.parkedOn?.describe()) // expect: receive on channel "orders"
  yield* box.send(1)
}
