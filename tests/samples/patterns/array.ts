// Array patterns with holes, defaults and rest.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const [a, , b = yield* later('b'), [c, d = yield* later('d')] = ['c'], ...rest] = [1, 2, undefined, undefined, 5, 6] as never[]
  log(a, b, c, d, rest) // expect: 1 b c d [5, 6]
}
