// All cases share one scope; a binding declared in a case that did not run is in its dead zone.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* run(n: number): Task<unknown> {
  switch (n) {
    case 1:
      let x = yield* later('x')
      return x
    case 2:
      yield
      try {
        return x!
      } catch (error) {
        return (error as Error).name
      }
    case 3:
      x = yield* later('assigned')
  }
  return 'end'
}

export default function* main(): Task {
  log(yield* run(1), yield* run(2)) // expect: x ReferenceError
  try {
    yield* run(3)
  } catch (error) {
    log((error as Error).name) // expect: ReferenceError
  }
}
