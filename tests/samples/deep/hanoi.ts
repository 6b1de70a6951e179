// A double recursion with a yield in each move.

import { log, type Task } from '../log.ts'

function* hanoi(n: number, from: string, to: string, by: string): Task<number> {
  if (n === 0) return 0
  const before = yield* hanoi(n - 1, from, by, to)
  if (n === 1) yield
  return before + 1 + (yield* hanoi(n - 1, by, to, from))
}

export default function* main(): Task {
  log(yield* hanoi(6, 'a', 'c', 'b')) // expect: 63
}
