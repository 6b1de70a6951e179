// When a receiver takes from a full buffer, the first waiting sender's value moves up: order is kept.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sender(box: Channel<string>, value: string): Task {
  yield* box.send(value)
}

export default function* main(): Task {
  const box = channel<string>(1)
  for (const value of ['a', 'b', 'c', 'd']) spawn(sender, box, value)
  yield
  const got: string[] = []
  for (let i = 0; i < 4; i++) got.push(yield* box.receive())
  log(got) // expect: ["a", "b", "c", "d"]
}
