// shuffle-safe
// Tasklets spawn tasklets; the sum comes back through joins.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* sum(low: number, high: number): Task<number> {
  if (high - low === 1) return low
  const middle = (low + high) >> 1
  const left = spawn(sum, low, middle)
  const right = spawn(sum, middle, high)
  return (yield* left.join()) + (yield* right.join())
}

export default function* main(): Task {
  log(yield* spawn(sum, 0, 32).join()) // expect: 496
}
