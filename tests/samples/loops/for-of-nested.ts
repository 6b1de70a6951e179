// Loops over one array, inside each other, with cursors of their own.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list = ['a', 'b']
  const pairs: string[] = []
  for (const x of list) {
    for (const y of list) {
      yield
      pairs.push(x + y)
    }
  }
  log(pairs) // expect: ["aa", "ab", "ba", "bb"]
}
