// A sender that comes first waits; the receiver takes its value without waiting.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* producer(box: Channel<string>): Task {
  log('sending')
  yield* box.send('letter')
  log('sent')
}

export default function* main(): Task {
  const box = channel<string>()
  spawn(producer, box)
  yield
  log('balance', box.balance)
  log('got', yield* box.receive())
  log('balance', box.balance)
}

/* expect:
  sending
  balance 1
  got letter
  balance 0
  sent
*/
