// Closing one channel on which a select both sends and receives wakes it once.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* waiter(box: Channel<number>): Task {
  try {
    yield* select({ send: box.send(1), next: box.next(), again: box.next() })
  } catch (error) {
    log((error as Error).message)
  }
}

export default function* main(): Task {
  const box = channel<number>()
  const tasklet = spawn(waiter, box)
  yield
  box.close()
  yield* tasklet.join()
  log(box.balance)
}

/* expect:
  send on a closed channel
  0
*/
