// Destructuring null or undefined is a TypeError, also with an empty pattern, and before any key is evaluated.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let evaluated = 0
  function* key(): Task<string> {
    evaluated++
    yield
    return 'x'
  }
  for (const what of [null, undefined]) {
    try {
      const {} = yield* later(what as unknown as object)
    } catch (error) {
      log((error as Error).name)
    }
    try {
      const { [yield* key()]: x } = what as unknown as Record<string, unknown>
      log(x)
    } catch (error) {
      log((error as Error).name, evaluated)
    }
  }
}

/* expect:
  TypeError
  TypeError 0
  TypeError
  TypeError 0
*/
