// A for statement with yields in all three parts of its head.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const seen: number[] = []
  for (let i = yield* later(1); i < (yield* later(20)); i *= yield* later(3)) seen.push(i)
  log(seen) // expect: [1, 3, 9]
}
