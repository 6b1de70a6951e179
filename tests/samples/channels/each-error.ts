// An error in the body of each() ends the loop; what was not received yet stays.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(5)
  for (let i = 1; i <= 4; i++) yield* box.send(i)
  try {
    yield* box.each(function* (n) {
      yield
      if (n === 2) throw new Error(`no ${n}`)
    })
  } catch (error) {
    log((error as Error).message, box.buffered) // expect: no 2 2
  } finally {
    log(yield* box.receive()) // expect: 3
  }
}
