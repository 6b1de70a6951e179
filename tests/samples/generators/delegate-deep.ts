// A chain of delegations, entered and left with values.

import { log, type Task } from '../log.ts'

function* level(n: number): Generator<string, number, number> {
  if (n === 0) return yield 'bottom'
  return 1 + (yield* level(n - 1))
}

export default function* main(): Task {
  const it = level(50)
  log(it.next()) // expect: { value: "bottom", done: false }
  yield
  log(it.next(100)) // expect: { value: 150, done: true }
}
