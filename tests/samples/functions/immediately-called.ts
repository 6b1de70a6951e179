// A generator function expression that is called where it stands.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const x = yield* later(2)
  log(yield* (function* (y: number): Task<number> {
    yield
    return x * y
  })(21)) // expect: 42
}
