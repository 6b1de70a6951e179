// arguments: its length, its elements, not tied to the parameters, and iterable.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

function* body(a?: number, b = 5): Task<unknown> {
  yield
  a = 100
  const seen = [arguments.length, arguments[0], arguments[1], typeof arguments[2], a, b]
  yield
  return [...seen, ...arguments]
}

export default function* main(): Task {
  log(yield* body(1)) // expect: [1, 1, undefined, "undefined", 100, 5, 1]
  log(yield* body(1, 2, 3)) // expect: [3, 1, 2, "number", 100, 2, 1, 2, 3]
}
