// while with a yield in test and body.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let n = 3
  const seen: number[] = []
  while ((yield* later(n)) > 0) {
    seen.push(n--)
    yield
  }
  log(seen, n) // expect: [3, 2, 1] 0
}
