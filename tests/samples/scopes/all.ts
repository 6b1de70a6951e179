// all: results in order, of calls, operations and blocks.

import { all, channel, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* after<T>(ms: number, value: T): Task<T> {
  yield* sleep(ms)
  return value
}

export default function* main(): Task {
  const box = channel<string>()
  const worker = spawn(after, 5, 'joined')
  const [a, b, c, d, e] = yield* all([
    after(20, 1),
    box.receive(),
    worker.join(),
    function* () {
      yield* box.send('sent')
      return true
    },
    sleep(1),
  ])
  log(a, b, c, d, e) // expect: 1 sent joined true undefined
  log(yield* all([])) // expect: []
}
// shuffle-safe
