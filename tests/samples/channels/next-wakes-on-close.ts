// shuffle-safe
// Who waits in next() when the channel is closed sees the end, not an error.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* reader(box: Channel<number>): Task<unknown> {
  return yield* box.next()
}

export default function* main(): Task {
  const box = channel<number>()
  const tasklet = spawn(reader, box)
  yield
  box.close(new Error('unused'))
  log(yield* tasklet.join()) // expect: { value: undefined, done: true }
}
