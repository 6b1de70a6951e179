// shuffle-safe
// Two tasklets may wait in one operation object: each gets a value of its own.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* waiter(take: ReturnType<Channel<number>['receive']>): Task<number> {
  return yield* take
}

export default function* main(): Task {
  const box = channel<number>()
  const take = box.receive()
  const waiters = [spawn(waiter, take), spawn(waiter, take)]
  yield
  yield
  yield* box.send(1)
  yield* box.send(2)
  log((yield* waiters[0].join()) + (yield* waiters[1].join())) // expect: 3
}
