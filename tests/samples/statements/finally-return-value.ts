// The value of a return is fixed before finally runs.

import { log, type Task } from '../log.ts'

function* run(): Task<number> {
  let x = 1
  try {
    return x
  } finally {
    x = 2
    yield
    x = 3
  }
}

export default function* main(): Task {
  log(yield* run()) // expect: 1
}
