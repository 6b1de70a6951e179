// default is matched last, wherever it stands, and falls through from where it stands.

import { log, type Task } from '../log.ts'

function* run(n: number): Task<string[]> {
  const seen: string[] = []
  switch (n) {
    case 1:
      seen.push('one')
      yield
      break
    default:
      seen.push('default')
      yield
    case 2:
      seen.push('two')
      yield
  }
  return seen
}

export default function* main(): Task {
  for (const n of [1, 2, 3]) log(n, yield* run(n))
}

/* expect:
  1 ["one"]
  2 ["two"]
  3 ["default", "two"]
*/
