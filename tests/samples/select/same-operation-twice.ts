// The same operation in two arms waits twice; one is answered.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* waiter(box: Channel<number>): Task {
  const take = box.receive()
  log(yield* select([take, take, box.receive()]))
}

export default function* main(): Task {
  const box = channel<number>()
  const tasklet = spawn(waiter, box)
  yield
  log(box.balance)
  yield* box.send(5)
  yield* tasklet.join()
  log(box.balance)
}

/* expect:
  -3
  { key: 0, value: 5 }
  0
*/
