// Who is killed in a race of operations waits in none of them any more; what comes later is not lost.

import { channel, race, spawn, withTimeout, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

function* racer(a: Channel<number>, b: Channel<number>): Task {
  try {
    yield* race([a.receive(), b.receive()])
  } finally {
    log('leaves', yield* withTimeout(5, b.receive()))
  }
}

export default function* main(): Task {
  const [a, b] = [channel<number>(1), channel<number>(1)]
  const tasklet = spawn(racer, a, b)
  yield
  log(a.balance, b.balance)
  tasklet.kill()
  log(a.balance, b.balance)
  a.offer(1)
  b.offer(2)
  log((yield* tasklet.settled()).status, a.buffered, b.buffered)
}

/* expect:
  -1 -1
  0 0
  leaves 2
  rejected 1 0
*/
