// A send within a callback that meets a receiver does not switch: it goes on, the receiver is ready.

import { type Channel, channel, spawn } from 'stillframe'
import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* receiver(box: Channel<number>): Task {
  log('got', yield* box.receive())
}

function* put(box: Channel<number>): Task {
  yield* box.send(7)
}

export default function* main(): Task {
  const box = channel<number>()
  spawn(receiver, box)
  yield
  ;[1].forEach(() => call(put, box))
  log('goes on')
}

/* expect:
  goes on
  got 7
*/
