// shuffle-safe
// An unbounded channel takes every value: nobody waits to send.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* consumer(box: Channel<number>): Task<number> {
  let sum = 0
  yield* box.each(function* (n) {
    yield
    sum += n
  })
  return sum
}

export default function* main(): Task {
  const box = channel<number>(Infinity)
  const reader = spawn(consumer, box)
  for (let i = 1; i <= 40; i++) yield* box.send(i)
  box.close()
  log(yield* reader.join()) // expect: 820
}
