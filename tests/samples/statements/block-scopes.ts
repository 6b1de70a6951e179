// Bindings of inner blocks shadow those outside, and are other variables.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const x = 'outer'
  {
    const x = yield* later('inner')
    {
      const x = yield* later('innermost')
      log(x) // expect: innermost
    }
    log(x) // expect: inner
  }
  log(x) // expect: outer
}
