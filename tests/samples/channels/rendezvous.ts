// An unbuffered channel: the receiver goes on at once (preference -1), the sender waits its turn.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* consumer(box: Channel<number>): Task {
  for (let i = 0; i < 3; i++) log('got', yield* box.receive())
}

export default function* main(): Task {
  const box = channel<number>()
  spawn(consumer, box)
  yield
  for (let i = 0; i < 3; i++) {
    log('send', i)
    yield* box.send(i)
  }
  log('end')
}

/* expect:
  send 0
  got 0
  send 1
  got 1
  send 2
  got 2
  end
*/
