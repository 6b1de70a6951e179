// A race of receives takes from one channel only; so does a timeout. What nobody took is still there.

import { channel, race, sleep, spawn, Timeout, withTimeout, type Channel } from 'stillframe'
import { log, type Task } from '../log.ts'

function* feeds(a: Channel<string>, b: Channel<string>): Task {
  a.offer('a1')
  b.offer('b1')
}

export default function* main(): Task {
  const a = channel<string>(1)
  const b = channel<string>(1)
  spawn(feeds, a, b)
  log(yield* race([a.receive(), b.receive()]))
  log(a.buffered, b.buffered)
  log(yield* race([a.receive(), b.receive(), sleep(1)]))
  try {
    yield* withTimeout(5, a.receive())
  } catch (error) {
    log((error as Error).message, error instanceof Timeout, a.balance)
  }
  spawn(feeds, a, b)
  log(yield* withTimeout(5, a.receive()), b.buffered)
  b.close()
  try {
    yield* race([b.receive(), a.receive()])
    yield* race([b.receive(), a.receive()])
  } catch (error) {
    log((error as Error).message.split('\n')[0])
  }
}

/* expect:
  a1
  0 1
  b1
  no result within 5 ms true 0
  a1 1
  receive on a closed channel
*/
