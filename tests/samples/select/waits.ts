// A select that has to wait waits in all its arms; the first that is answered wins, and the others are left.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* waiter(a: Channel<number>, b: Channel<string>, c: Channel<number>): Task {
  for (let i = 0; i < 3; i++) {
    const got = yield* select({ a: a.receive(), b: b.receive(), sent: c.send(100 + i) })
    if (got.key === 'a') log('a', got.value + 1)
    else if (got.key === 'b') log('b', got.value.length)
    else log('sent')
    log(a.balance, b.balance, c.balance)
  }
}

export default function* main(): Task {
  const a = channel<number>()
  const b = channel<string>()
  const c = channel<number>()
  const tasklet = spawn(waiter, a, b, c)
  yield
  log(a.balance, b.balance, c.balance)
  yield* b.send('four')
  yield
  log('received', yield* c.receive())
  yield
  yield* a.send(7)
  yield* tasklet.join()
}

/* expect:
  -1 -1 1
  b 4
  0 0 0
  received 101
  sent
  0 0 0
  a 8
  0 0 0
*/
