// A channel with capacity takes that many values before a sender waits.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* producer(box: Channel<number>): Task {
  for (let i = 0; i < 4; i++) {
    yield* box.send(i)
    log('sent', i)
  }
}

export default function* main(): Task {
  const box = channel<number>(2)
  spawn(producer, box)
  yield
  log('buffered', box.buffered, 'balance', box.balance)
  for (let i = 0; i < 4; i++) log('got', yield* box.receive())
}

/* expect:
  sent 0
  sent 1
  buffered 2 balance 1
  got 0
  got 1
  got 2
  sent 2
  sent 3
  got 3
*/
