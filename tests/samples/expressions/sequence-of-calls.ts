// Nested calls, innermost first, each with a yield.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

const add = (a: number, b: number): number => a + b

export default function* main(): Task {
  log(add(add(yield* later(1), yield* later(2)), add(yield* later(3), yield* later(4)))) // expect: 10
}
