// shuffle-safe
// Tasklets held in an array, joined from the last to the first.

import { spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* square(n: number): Task<number> {
  for (let i = 0; i < n; i++) yield
  return n * n
}

export default function* main(): Task {
  const all = [1, 2, 3, 4].map((n) => spawn(square, n))
  const results: number[] = []
  while (all.length > 0) results.push(yield* (all.pop() as Tasklet<number>).join())
  log(results) // expect: [16, 9, 4, 1]
}
