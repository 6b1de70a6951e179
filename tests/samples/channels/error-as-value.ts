// shuffle-safe
// An error can be sent like any value: nothing is thrown, and it stays the same object.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sender(box: Channel<Error>, error: Error): Task<Error> {
  yield* box.send(error)
  return error
}

export default function* main(): Task {
  const box = channel<Error>()
  const sent = new RangeError('too far', { cause: 'the map' })
  const tasklet = spawn(sender, box, sent)
  const got = yield* box.receive()
  log(got === sent, got instanceof RangeError, got.message, got.cause, got === (yield* tasklet.join())) // expect: true true too far the map true
}
