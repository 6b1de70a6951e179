// A tasklet that is killed in a select leaves every wait list as if it had never been there.

import { type Channel, channel, select, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* waiter(a: Channel<number>, b: Channel<number>): Task {
  try {
    yield* select({ a: a.receive(), b: b.send(1), time: sleep(5) })
  } finally {
    log('finally')
  }
}

export default function* main(): Task {
  const a = channel<number>()
  const b = channel<number>()
  const tasklet = spawn(waiter, a, b)
  yield
  log(a.balance, b.balance)
  tasklet.kill()
  log(a.balance, b.balance)
  yield* sleep(10)
  log(tasklet.status)
}

/* expect:
  -1 1
  0 0
  finally
  killed
*/
