// The head of for-of may be a member, a pattern, a var, or a name declared before.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const o: { x?: number } = {}
  for (o.x of [1, 2]) yield
  let a = 0
  let b = 0
  const seen: number[] = []
  for ([a, b = yield* later(9)] of [[1], [2, 3]] as [number, number?][]) seen.push(a, b)
  for (var v of [7, 8]) yield
  for (const { p, q: [r] = yield* later([0]) } of [{ p: 1, q: [2] }, { p: 3 }]) seen.push(p, r)
  log(o.x, seen, v!) // expect: 2 [1, 9, 2, 3, 1, 2, 3, 0] 8
}
