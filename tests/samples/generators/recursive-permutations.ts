// A recursive generator with loops and arrays as state.

import { log, type Task } from '../log.ts'

function* permutations<T>(list: T[]): Generator<T[], void, undefined> {
  if (list.length < 2) yield list
  else {
    for (let i = 0; i < list.length; i++) {
      for (const rest of permutations([...list.slice(0, i), ...list.slice(i + 1)])) yield [list[i], ...rest]
    }
  }
}

export default function* main(): Task {
  const seen: string[] = []
  for (const p of permutations(['a', 'b', 'c'])) {
    yield
    seen.push(p.join(''))
  }
  log(seen) // expect: ["abc", "acb", "bac", "bca", "cab", "cba"]
}
