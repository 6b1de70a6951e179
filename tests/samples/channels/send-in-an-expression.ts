// shuffle-safe
// Operations stand anywhere in an expression, evaluated from left to right.

import { channel } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const box = channel<number>(5)
  const result = [yield* box.send(3), yield* box.send(4), (yield* box.receive()) * 10 + (yield* box.receive())]
  log(result) // expect: [undefined, undefined, 34]
}
