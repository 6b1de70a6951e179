// if and else with yields in test and branches.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* sign(n: number): Task<string> {
  if ((yield* later(n)) > 0) {
    yield
    return 'positive'
  } else if ((yield* later(n)) < 0) return yield* later('negative')
  else yield
  return 'zero'
}

export default function* main(): Task {
  log(yield* sign(3), yield* sign(-3), yield* sign(0)) // expect: positive negative zero
}
