// Who selects in a loop waits behind those who came meanwhile, and a channel that a select has left has nobody waiting.

import { type Channel, channel, ChannelClosed, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* chooser(name: string, a: Channel<number>, b: Channel<number>): Task {
  try {
    for (;;) log(name, yield* select({ a: a.receive(), b: b.receive() }))
  } catch (error) {
    log(name, error instanceof ChannelClosed)
  }
}

function* taker(b: Channel<number>): Task {
  log('taker', yield* b.receive())
}

export default function* main(): Task {
  const a = channel<number>()
  const b = channel<number>(1)
  const first = spawn(chooser, 'first', a, b)
  yield
  spawn(taker, b)
  yield
  log(a.balance, b.balance)
  yield* a.send(1)
  yield* b.send(2)
  yield
  yield* b.send(3)
  yield
  const second = spawn(chooser, 'second', a, b)
  yield
  first.kill()
  log(a.balance, b.balance)
  a.offer(4)
  log(a.balance, b.balance, b.offer(5), b.buffered, b.offer(6))
  yield
  yield* a.send(7)
  a.close()
  yield* second.join()
  log(a.balance, b.balance, b.poll())
  yield* b.send(8)
  log(b.buffered, yield* b.receive())
}

/* expect:
  -1 -2
  first { key: "a", value: 1 }
  taker 2
  first { key: "b", value: 3 }
  -1 -1
  0 0 true 1 false
  first false
  second { key: "a", value: 4 }
  second { key: "b", value: 5 }
  second { key: "a", value: 7 }
  second true
  0 0 undefined
  1 8
*/
