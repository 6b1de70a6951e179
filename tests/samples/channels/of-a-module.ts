// What is in a channel of a module is not lost when nobody waits on it: the consumer is busy with something else.

import { channel, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

const inbox = channel<string>(10)

function* consumer(): Task {
  yield* sleep(10)
  log(yield* inbox.receive(), yield* inbox.receive())
}

export default function* main(): Task {
  const busy = spawn(consumer)
  yield* inbox.send('order-1')
  yield* inbox.send('order-2')
  yield* sleep(1)
  log('sent')
  yield* busy.join()
}

/* expect:
sent
order-1 order-2
*/
