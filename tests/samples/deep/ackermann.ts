// Recursion in an argument of a recursion.

import { log, type Task } from '../log.ts'

function* ackermann(m: number, n: number): Task<number> {
  if (m === 0) return n + 1
  if (n === 0) {
    yield
    return yield* ackermann(m - 1, 1)
  }
  return yield* ackermann(m - 1, yield* ackermann(m, n - 1))
}

export default function* main(): Task {
  log(yield* ackermann(2, 2)) // expect: 7
}
