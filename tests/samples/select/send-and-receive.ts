// One select may send and receive on the same channel: it never meets itself, and two of them meet once.

import { type Channel, channel, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* either(name: string, box: Channel<string>): Task {
  const got = yield* select({ received: box.receive(), sent: box.send(name) })
  log(name, got.key, got.value)
}

export default function* main(): Task {
  const box = channel<string>()
  const first = spawn(either, 'first', box)
  yield
  log(first.status, box.balance)
  const second = spawn(either, 'second', box) // it goes on first: it receives (preference -1)
  yield* first.join()
  yield* second.join()
  log(box.balance)
}

/* expect:
  parked 0
  second received first
  first sent undefined
  0
*/
