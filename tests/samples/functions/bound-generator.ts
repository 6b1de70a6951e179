// modes: not restored: a bound function is held across a yield
// modes: not resumed: a bound function is held across a yield
// A bound generator function.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* add(a: number, b: number): Task<number> {
  yield
  return a + b
}

export default function* main(): Task {
  // eslint-disable-next-line stillframe/no-unsavable-local -- its mode says why
  const addTo5 = add.bind(null, 5)
  yield
  log(yield* addTo5(1), yield* spawn(addTo5, 2).join()) // expect: 6 7
}
