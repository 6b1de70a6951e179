// An error thrown in finally takes the place of the one on its way.

import { log, type Task } from '../log.ts'

function* run(): Task {
  try {
    throw new Error('first')
  } finally {
    yield
    throw new Error('second')
  }
}

export default function* main(): Task {
  try {
    yield* run()
  } catch (error) {
    log((error as Error).message) // expect: second
  }
}
