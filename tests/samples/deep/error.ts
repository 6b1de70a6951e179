// modes: not native: generators of the engine nest on the native stack
// modes: not interrupted: it would be saved once a call, with all the calls around it
// An error passes 10,000 frames, every other with a finally.

import { log, type Task } from '../log.ts'

function* level(n: number, seen: { finals: number }): Task {
  if (n === 0) {
    yield
    throw new Error('from the bottom')
  }
  if (n % 2 === 0) yield* level(n - 1, seen)
  else {
    try {
      yield* level(n - 1, seen)
    } finally {
      seen.finals++
    }
  }
}

export default function* main(): Task {
  const seen = { finals: 0 }
  try {
    yield* level(10_000, seen)
  } catch (error) {
    log((error as Error).message, seen.finals) // expect: from the bottom 5000
  }
}
