// A Set that is cleared and filled again goes on with the new entries.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const set = new Set(['a', 'b'])
  const seen: string[] = []
  for (const x of set) {
    seen.push(x)
    yield
    if (x === 'a') {
      set.clear()
      set.add('c').add('d')
    }
  }
  log(seen) // expect: ["a", "c", "d"]
}
