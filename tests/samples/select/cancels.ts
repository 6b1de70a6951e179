// To cancel a tasklet may be an arm: one that has not started ends at once, others when they have cleaned up.

import { channel, select, sleep, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* slow(ms: number): Task {
  try {
    yield* sleep(1000)
  } finally {
    yield* sleep(ms)
    log('cleaned up')
  }
}

export default function* main(): Task {
  const never = channel<number>()
  const fresh = spawn(slow, 10)
  log(yield* select({ never: never.receive(), gone: fresh.cancel(), late: sleep(5) }), fresh.status, never.balance)
  const quick = spawn(slow, 10)
  yield
  log(yield* select({ never: never.receive(), gone: quick.cancel(), late: sleep(20) }), quick.status, never.balance)
  const late = spawn(slow, 30)
  yield
  log(yield* select({ never: never.receive(), gone: late.cancel(), late: sleep(20) }), late.status, never.balance)
  log(yield* select({ never: never.receive(), gone: late.cancel() }), late.status)
  log(yield* select({ never: never.receive(), gone: late.cancel() }), late.status)
}

/* expect:
  { key: "gone", value: undefined } killed 0
  cleaned up
  { key: "gone", value: undefined } killed 0
  { key: "late", value: undefined } parked 0
  { key: "gone", value: undefined } killed
  { key: "gone", value: undefined } killed
*/
