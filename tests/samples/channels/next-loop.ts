// shuffle-safe
// next() answers in the form of iterators: a loop over a channel ends with it.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* producer(box: Channel<number>): Task {
  for (let i = 1; i <= 4; i++) yield* box.send(i)
  box.close()
}

export default function* main(): Task {
  const box = channel<number>()
  spawn(producer, box)
  let sum = 0
  for (let item = yield* box.next(); !item.done; item = yield* box.next()) sum += item.value
  log(sum, yield* box.next()) // expect: 10 { value: undefined, done: true }
}
