// Assigning to a constant is a TypeError, after the right-hand side was evaluated.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const x = yield* later(1)
  let evaluated = false
  function* value(): Task<number> {
    evaluated = true
    yield
    return 2
  }
  try {
    // @ts-expect-error: that is the point
    x = yield* value()
  } catch (error) {
    log((error as Error).name, (error as Error).message, evaluated, x) // expect: TypeError Assignment to constant variable. true 1
  }
  try {
    // @ts-expect-error: that is the point
    for (const i = 0; i < 2; i++) yield
  } catch (error) {
    log((error as Error).name) // expect: TypeError
  }
}
