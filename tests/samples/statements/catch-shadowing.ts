// The parameter of catch shadows, and only within its block.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const error = 'outer'
  try {
    throw yield* later('inner')
  } catch (error) {
    yield
    log(error) // expect: inner
    {
      const error = yield* later('innermost')
      log(error) // expect: innermost
    }
    log(error) // expect: inner
  }
  log(error) // expect: outer
}
