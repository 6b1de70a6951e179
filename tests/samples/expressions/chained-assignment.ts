// a = b = yield, and assignment as a value.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let a: number
  let b: number
  const o: { x?: number } = {}
  a = b = o.x = yield* later(7)
  log(a, b, o.x, (a = yield* later(8)) + 1) // expect: 7 7 7 9
}
