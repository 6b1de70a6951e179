// The value of a destructuring assignment is its right-hand side.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let a = 0
  let b = 0
  const source = [1, 2]
  const result = ([a, b = yield* later(0)] = source)
  log(result === source, a, b) // expect: true 1 2
}
