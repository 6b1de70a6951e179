// An arm does what its operation does alone: receive on a closed channel throws, next answers the end.

import { type Channel, channel, ChannelClosed, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* waiter(name: string, a: Channel<number>, b: Channel<number>): Task {
  try {
    log(name, yield* select({ a: name === 'next' ? a.next() : a.receive(), b: b.receive() }))
  } catch (error) {
    log(name, error instanceof ChannelClosed, (error as Error).cause)
  }
  log(a.balance, b.balance)
}

export default function* main(): Task {
  const a = channel<number>()
  const b = channel<number>()
  const all = ['receive', 'next'].map((name) => spawn(waiter, name, a, b))
  yield
  log(a.balance, b.balance)
  a.close('over')
  for (const tasklet of all) yield* tasklet.join()
  const late = spawn(waiter, 'late', a, b)
  yield* late.join()
}

/* expect:
  -2 -2
  receive true over
  0 0
  next { key: "a", value: { value: undefined, done: true } }
  0 0
  late true over
  0 0
*/
