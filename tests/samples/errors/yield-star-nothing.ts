// yield* of what is not iterable is a TypeError, that can be caught.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  for (const what of [undefined, 5, {}]) {
    try {
      yield* what as never
    } catch (error) {
      yield
      log((error as Error).name)
    }
  }
}

/* expect:
  TypeError
  TypeError
  TypeError
*/
