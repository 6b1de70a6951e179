// A group, a deadline or a loop over a channel is an operation: it can be held across a wait, and done again.

import { all, channel, sleep, spawn, withTimeout } from 'stillframe'
import { log, type Task } from '../log.ts'

function* after<T>(ms: number, value: T): Task<T> {
  yield* sleep(ms)
  return value
}

export default function* main(): Task {
  const both = all([() => after(2, 'a'), () => after(1, 'b')])
  const guarded = withTimeout(50, both)
  yield* sleep(1)
  log(yield* both) // expect: ["a", "b"]
  log(yield* both) // expect: ["a", "b"]
  log(yield* guarded) // expect: ["a", "b"]

  const box = channel<number>(2)
  const loop = box.each(function* (value) {
    yield* sleep(1)
    log('got', value)
  })
  yield* box.send(1)
  yield* box.send(2)
  box.close()
  yield* loop
  // expect: got 1
  // expect: got 2
  log('closed') // expect: closed

  const inner = spawn(() => all([after(1, 'c')]))
  log(yield* inner.join()) // expect: ["c"]
}
// shuffle-safe
