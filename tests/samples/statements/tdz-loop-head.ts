// The names of a for-of head are dead while its right-hand side is evaluated.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  try {
    const x = [1]
    {
      // @ts-expect-error: that is the point
      for (const x of [x, yield* later(2)]) log(x)
    }
    log(x)
  } catch (error) {
    log((error as Error).name) // expect: ReferenceError
  }
}
