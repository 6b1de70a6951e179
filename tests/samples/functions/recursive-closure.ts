// A closure that calls itself by the name of its constant.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  yield
  const walk = function* (n: number): Task<number> {
    yield
    return n === 0 ? 0 : n + (yield* walk(n - 1))
  }
  log(factorial(5), yield* walk(4)) // expect: 120 10
}
