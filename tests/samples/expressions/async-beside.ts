// modes: not restored: a promise is held across a yield
// modes: not resumed: a promise is held across a yield
// An async function defined in a tasklet is an ordinary value.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const twice = async (x: number): Promise<number> => (await x) * 2
  // eslint-disable-next-line stillframe/no-unsavable-local -- its mode says why
  const promise = twice(yield* later(2))
  yield
  log(promise instanceof Promise) // expect: true
}
