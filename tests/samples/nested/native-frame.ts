// Waiting within a callback is refused, by the name of the native frame in between.

import { type Channel, channel, StillframeError } from 'stillframe'
import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* wait(box: Channel<number>): Task<number> {
  return yield* box.receive()
}

export default function* main(): Task {
  const box = channel<number>()
  try {
    [1].map(() => call(wait, box))
  } catch (error) {
    log((error as StillframeError).code, /"Array\.map"/.test((error as Error).message)) // expect: NATIVE_FRAME true
  }
  yield
  log(box.balance) // expect: 0
}
