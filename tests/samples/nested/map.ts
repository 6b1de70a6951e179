// A tasklet body run to its end within a callback.

import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* square(n: number): Task<number> {
  return n * n
}

export default function* main(): Task {
  log([1, 2, 3].map((n) => call(square, n))) // expect: [1, 4, 9]
  yield
}
