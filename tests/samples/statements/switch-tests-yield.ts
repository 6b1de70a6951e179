// Case tests are evaluated in order, until one matches; the default's place does not matter to that.

import { log, type Task } from '../log.ts'

function* test(order: number[], n: number): Task<number> {
  order.push(n)
  yield
  return n
}

function* run(n: number): Task<unknown> {
  const order: number[] = []
  let hit = ''
  switch (n) {
    case yield* test(order, 1): hit = 'one'; break
    default: hit = 'default'; break
    case yield* test(order, 2): hit = 'two'; break
    case yield* test(order, 3): hit = 'three'
  }
  return [hit, order]
}

export default function* main(): Task {
  for (const n of [1, 2, 3, 4]) log(yield* run(n))
}

/* expect:
  ["one", [1]]
  ["two", [1, 2]]
  ["three", [1, 2, 3]]
  ["default", [1, 2, 3]]
*/
