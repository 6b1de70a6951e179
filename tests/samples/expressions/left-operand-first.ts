// An operand read before a yield keeps its value, whatever happens meanwhile.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let a = 1
  const change = (): number => (a = 100)
  log(a + (yield* later(1)) + change() + a) // expect: 202
  a = 1
  log([a, yield* later((a = 2)), a]) // expect: [1, 2, 2]
}
