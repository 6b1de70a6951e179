// modes: not native: generators of the engine nest on the native stack
// modes: not interrupted: it would be saved once a call, with all the calls around it
// A recursion 10,000 calls deep, suspended at the bottom.

import { log, type Task } from '../log.ts'

function* sum(n: number): Task<number> {
  if (n === 0) {
    yield
    return 0
  }
  return n + (yield* sum(n - 1))
}

export default function* main(): Task {
  log(yield* sum(10_000)) // expect: 50005000
}
