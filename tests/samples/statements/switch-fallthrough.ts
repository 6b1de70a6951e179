// Cases fall through to the next, across yields.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* run(n: number): Task<string[]> {
  const seen: string[] = []
  switch (yield* later(n)) {
    case 1:
      seen.push('one')
      yield
    case 2:
      seen.push('two')
      yield
      break
    case 3:
      seen.push('three')
      yield
    default:
      seen.push('default')
  }
  return seen
}

export default function* main(): Task {
  for (const n of [1, 2, 3, 4]) log(n, yield* run(n))
}

/* expect:
  1 ["one", "two"]
  2 ["two"]
  3 ["three", "default"]
  4 ["default"]
*/
