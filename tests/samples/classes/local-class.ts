// A class made in a tasklet: it captures variables, and its methods may be generators.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let made = 0
  class Local {
    n = ++made

    ;*twice(): Task<number> {
      yield
      return this.n * 2 + made
    }
  }
  yield
  const a = new Local()
  const b = new Local()
  log(yield* a.twice(), yield* b.twice(), a instanceof Local) // expect: 4 6 true
}
