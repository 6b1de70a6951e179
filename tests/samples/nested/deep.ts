// call within call, and calls of generators within.

import { call } from 'stillframe/interop'
import { log, type Task } from '../log.ts'

function* inner(n: number): Task<number> {
  return n + 1
}

function* middle(n: number): Task<number> {
  const list = [n, n * 10].map((x) => call(inner, x))
  return list[0] + (yield* inner(list[1]))
}

export default function* main(): Task {
  log([1, 2].map((n) => call(middle, n))) // expect: [14, 25]
  yield
}
