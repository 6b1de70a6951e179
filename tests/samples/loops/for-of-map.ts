// for-of over a Map, which is changed while the loop runs.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const map = new Map<string, number>([['a', 1], ['b', 2], ['c', 3]])
  const seen: string[] = []
  for (const [key, value] of map) {
    seen.push(`${key}${value}`)
    yield
    if (seen.length === 1) {
      map.delete('a')
      map.delete('b')
      map.set('d', 4)
      map.set('a', 5)
    }
  }
  log(seen) // expect: ["a1", "c3", "d4", "a5"]
}
