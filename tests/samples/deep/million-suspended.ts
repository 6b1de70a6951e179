// modes: not native: generators of the engine nest on the native stack
// modes: not interrupted: it would be saved once a call, with all the calls around it
// Suspended a million calls deep.

import { log, type Task } from '../log.ts'

function* depth(n: number): Task<number> {
  if (n === 0) {
    yield
    return 0
  }
  return 1 + (yield* depth(n - 1))
}

export default function* main(): Task {
  log(yield* depth(1_000_000)) // expect: 1000000
}
