// undefined, null and false travel like any value.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<unknown>(3)
  for (const value of [undefined, null, false]) yield* box.send(value)
  log(yield* box.next()) // expect: { value: undefined, done: false }
  log(yield* box.receive()) // expect: null
  log(yield* box.receive()) // expect: false
}
