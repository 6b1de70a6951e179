// shuffle-safe
// An operation is a value: it can be made here, waited for there, and waited for again.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(3)
  const push = box.send(5)
  yield* push
  yield* push
  const take = box.receive()
  yield
  log(yield* take, yield* take) // expect: 5 5
}
