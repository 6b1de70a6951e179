// shuffle-safe
// What is received is what was sent, not a copy.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sender(box: Channel<object>, what: object): Task {
  yield* box.send(what)
  yield* box.send(what)
}

export default function* main(): Task {
  const box = channel<object>()
  const what = { self: null as unknown }
  what.self = what
  spawn(sender, box, what)
  const first = yield* box.receive()
  const second = yield* box.receive()
  log(first === what, second === first, (first as typeof what).self === second) // expect: true true true
}
