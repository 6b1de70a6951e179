// With preference 1, a receiver that finds a waiting sender lets it go on first.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* producer(box: Channel<number>): Task {
  yield* box.send(1)
  log('sender goes on')
}

export default function* main(): Task {
  const box = channel<number>()
  box.preference = 1
  spawn(producer, box)
  yield
  log('got', yield* box.receive()) // expect: sender goes on
  // expect: got 1
}
