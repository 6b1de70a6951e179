// for-of over a Set, with entries deleted behind and before the cursor.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const set = new Set([1, 2, 3, 4, 5])
  const seen: number[] = []
  for (const x of set) {
    seen.push(x)
    yield
    if (x === 3) {
      set.delete(1)
      set.delete(2)
      set.delete(4)
    }
  }
  log(seen, set) // expect: [1, 2, 3, 5] Set {3, 5}
}
