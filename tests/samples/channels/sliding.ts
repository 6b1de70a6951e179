// A sliding channel keeps the newest values: a send to a full one drops the oldest.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>({ capacity: 3, overflow: 'slide' })
  for (let i = 1; i <= 7; i++) yield* box.send(i)
  yield
  log('lost', box.lost, 'left', box.buffered) // expect: lost 4 left 3
  log(yield* box.receive(), yield* box.receive(), yield* box.receive()) // expect: 5 6 7
}
