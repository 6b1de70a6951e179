// Variables of a pattern that closures capture.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const list: (() => unknown)[] = []
  for (const { a, b = yield* later(0) } of [{ a: 1 }, { a: 2, b: 5 }] as { a: number; b?: number }[]) {
    list.push(() => [a, b])
    yield
  }
  log(list.map((f) => f())) // expect: [[1, 0], [2, 5]]
}
