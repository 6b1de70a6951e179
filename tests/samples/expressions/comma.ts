// The comma operator gives its last operand.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const x = (yield* later(1), yield* later(2), 3)
  const y = (3, yield* later(4))
  log(x, y) // expect: 3 4
  log((yield* later(1), 5).constructor.name, delete (yield* later(1), 5).x) // expect: Number true
}
