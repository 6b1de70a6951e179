// Swapping through an array pattern with a yield in it.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let a = 1
  let b = 2
  ;[a, b] = [b, yield* later(a)]
  log(a, b) // expect: 2 1
  const list = [1, 2, 3]
  let i = 0
  ;[list[i++], list[i++], list[i]] = [list[yield* later(2)], list[0], 9]
  log(list, i) // expect: [3, 1, 9] 2
}
