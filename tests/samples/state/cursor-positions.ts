// Loops over every kind of collection, suspended in the middle, one inside the other.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen: unknown[] = []
  for (const a of [1, 2]) {
    for (const b of new Set(['x', 'y'])) {
      for (const [c] of new Map([['m', 0]])) {
        for (const d of 'pq') {
          for (const e in { k: 0 }) {
            yield
            seen.push(`${a}${b}${c}${d}${e}`)
          }
        }
      }
    }
  }
  log(seen.length, seen[0], seen[7]) // expect: 8 1xmpk 2ymqk
}
