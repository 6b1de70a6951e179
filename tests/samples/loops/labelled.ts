// Labelled break and continue out of nested loops.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen: string[] = []
  rows: for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      yield
      if (j === 2) continue rows
      if (i === 2) break rows
      seen.push(`${i}${j}`)
    }
  }
  log(seen) // expect: ["00", "01", "10", "11"]
}
