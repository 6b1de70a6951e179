// for-of over what is not iterable is a TypeError.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  for (const what of [5, {}, null, undefined]) {
    try {
      for (const x of what as unknown as number[]) yield x
    } catch (error) {
      log((error as Error).name)
    }
  }
}

/* expect:
  TypeError
  TypeError
  TypeError
  TypeError
*/
