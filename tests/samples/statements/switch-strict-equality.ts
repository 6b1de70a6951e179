// Cases compare with ===.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* kind(x: unknown): Task<string> {
  switch (yield* later(x)) {
    case '1': return 'string'
    case 1: return 'number'
    case NaN: return 'NaN'
    case null: return 'null'
    case -0: return 'zero'
  }
  return 'nothing'
}

export default function* main(): Task {
  for (const x of ['1', 1, NaN, null, 0, undefined]) log(yield* kind(x))
}

/* expect:
  string
  number
  nothing
  null
  zero
  nothing
*/
