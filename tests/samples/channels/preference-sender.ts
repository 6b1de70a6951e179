// With preference 1 the sender goes on when both meet.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* consumer(box: Channel<number>): Task {
  log('got', yield* box.receive())
}

export default function* main(): Task {
  const box = channel<number>()
  box.preference = 1
  spawn(consumer, box)
  yield
  yield* box.send(1)
  log('sender goes on') // expect: sender goes on
  // expect: got 1
}
