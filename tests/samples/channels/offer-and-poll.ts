// offer() and poll() never wait: they answer whether they could.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* receiver(box: Channel<number>): Task {
  log('got', yield* box.receive())
}

function* sender(box: Channel<number>): Task {
  yield* box.send(4)
  log('sent')
}

export default function* main(): Task {
  const box = channel<number>()
  log(box.offer(1), box.poll()) // expect: false undefined
  spawn(receiver, box)
  yield
  log(box.offer(2), box.offer(3)) // expect: true false
  yield // expect: got 2
  spawn(sender, box)
  yield
  log(box.poll()) // expect: { value: 4, done: false }
  yield // expect: sent
  box.close()
  log(box.offer(5), box.poll()) // expect: false { value: undefined, done: true }
}
