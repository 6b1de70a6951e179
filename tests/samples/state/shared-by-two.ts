// shuffle-safe
// One object held by two tasklets, a channel and a closure is one object.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* holder(what: { n: number }, gate: Channel<void>): Task<object> {
  yield* gate.receive()
  what.n++
  return what
}

export default function* main(): Task {
  const what = { n: 0 }
  const gate = channel<void>()
  const post = channel<{ n: number }>(1)
  yield* post.send(what)
  const get = (): object => what
  const a = spawn(holder, what, gate)
  const b = spawn(holder, what, gate)
  yield
  yield* gate.send()
  yield* gate.send()
  log((yield* a.join()) === (yield* b.join()), (yield* post.receive()) === get(), what.n) // expect: true true 2
}
