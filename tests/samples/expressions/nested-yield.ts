// Yields within the operands of yields.

import { log, type Task } from '../log.ts'

function* inner(): Generator<number, string, number> {
  const a = yield 1 + (yield 2) + (yield 3)
  return `${a}`
}

export default function* main(): Task {
  const it = inner()
  log(it.next()) // expect: { value: 2, done: false }
  yield
  log(it.next(10)) // expect: { value: 3, done: false }
  yield
  log(it.next(20)) // expect: { value: 31, done: false }
  yield
  log(it.next(5)) // expect: { value: "5", done: true }
}
