// Of several arms that can go on, select takes the first as written, and leaves the others alone.

import { channel, select } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const a = channel<number>(3)
  const b = channel<string>(3)
  yield* a.send(1)
  yield* b.send('x')
  log(yield* select({ b: b.receive(), a: a.receive() })) // expect: { key: "b", value: "x" }
  log(a.buffered, b.buffered) // expect: 1 0
  log(yield* select([b.receive(), a.receive()])) // expect: { key: 1, value: 1 }
}
