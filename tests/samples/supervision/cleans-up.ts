// Who was killed may restart what cleans up; who is told of it while a body works, is not restarted.

import { channel, sleep, spawn } from 'stillframe'
import { restart, supervise } from 'stillframe/supervision'
import { log, type Task } from '../log.ts'

function* flaky(tries: string[]): Task {
  tries.push('try')
  yield* sleep(1)
  if (tries.length < 3) throw new Error('not yet')
}

function* cleansUp(): Task {
  const one: string[] = []
  const all: string[] = []
  try {
    yield* sleep(1000)
  } finally {
    yield* restart(() => flaky(one))
    yield* supervise([() => flaky(all)], { strategy: 'all-for-one' })
    log('cleaned', one.length, all.length)
  }
}

export default function* main(): Task {
  const box = channel<number>()
  const cleaner = spawn(cleansUp)
  const taker = spawn(function* (): Task {
    yield* box.receive()
    yield* restart(() => sleepy(), { limit: 0 })
  })
  yield* sleep(5)
  yield* cleaner.cancel()
  yield* box.send(1)
  yield* taker.cancel() // the value is on its way
  log(cleaner.status, taker.status)
}

function* sleepy(): Task {
  yield* sleep(1000)
}

/* expect:
  cleaned 3 3
  killed killed
*/
// shuffle-safe
