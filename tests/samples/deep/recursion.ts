// A recursion 1,000 calls deep that is suspended at the bottom.

import { log, type Task } from '../log.ts'

function* sum(n: number): Task<number> {
  if (n === 0) {
    yield
    return 0
  }
  return n + (yield* sum(n - 1))
}

export default function* main(): Task {
  log(yield* sum(1000)) // expect: 500500
}
