// for-of over entries(), keys() and values().

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen: unknown[] = []
  for (const [i, x] of ['a', 'b'].entries()) {
    yield
    seen.push(i, x)
  }
  for (const key of new Map([['k', 1]]).keys()) {
    yield
    seen.push(key)
  }
  log(seen) // expect: [0, "a", 1, "b", "k"]
}
