// An error thrown again is the same object, through several levels.

import { log, type Task } from '../log.ts'

function* level(n: number): Task {
  try {
    yield
    if (n === 0) throw new Error('deep')
    yield* level(n - 1)
  } catch (error) {
    yield
    ;(error as Error).message += n
    throw error
  }
}

export default function* main(): Task {
  try {
    yield* level(3)
  } catch (error) {
    log((error as Error).message) // expect: deep0123
  }
}
