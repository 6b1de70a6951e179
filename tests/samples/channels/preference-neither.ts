// With preference 0 nobody switches: the partner goes to the end of the ring.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* consumer(box: Channel<number>): Task {
  log('got', yield* box.receive())
}

function* other(): Task {
  log('other')
}

export default function* main(): Task {
  const box = channel<number>()
  box.preference = 0
  spawn(consumer, box)
  yield
  spawn(other)
  yield* box.send(1)
  log('main')
}

/* expect:
  main
  other
  got 1
*/
