// break and continue, with yields around them.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen: number[] = []
  for (let i = 0; i < 10; i++) {
    yield
    if (i % 2 === 0) continue
    if (i > 6) break
    seen.push(i)
  }
  log(seen) // expect: [1, 3, 5]
}
