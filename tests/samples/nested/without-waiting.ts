// Operations that need not wait work within a callback.

import { type Channel, channel } from 'stillframe'
import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* put(box: Channel<number>, n: number): Task<number> {
  yield* box.send(n)
  return box.buffered
}

export default function* main(): Task {
  const box = channel<number>(3)
  log([5, 6].map((n) => call(put, box, n))) // expect: [1, 2]
  yield
  log(yield* box.receive(), yield* box.receive()) // expect: 5 6
}
