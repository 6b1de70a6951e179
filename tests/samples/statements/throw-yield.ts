// throw with a yield in its expression; anything can be thrown.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  for (const what of [1, undefined, null, 'text']) {
    try {
      throw yield* later(what)
    } catch (error) {
      log(error)
    }
  }
}

/* expect:
  1
  undefined
  null
  text
*/
