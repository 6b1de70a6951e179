// A scope with a thousand children, each with a scope of its own.

import { all, scope, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* leaf(n: number): Task<number> {
  yield* sleep(n % 7)
  return n
}

function* branch(n: number): Task<number> {
  const [a, b] = yield* all([leaf(n), leaf(n + 1)])
  return a + b
}

export default function* main(): Task {
  const total = yield* scope(function* (s) {
    const tasklets = Array.from({ length: 30 }, (_, n) => s.spawn(branch, n))
    let sum = 0
    for (const tasklet of tasklets) sum += yield* tasklet.join()
    return sum
  })
  log(total) // expect: 900
}
// shuffle-safe
