// Generator methods in an object literal made in a tasklet, with captures and `this`.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const by = yield* later(10)
  const o = {
    total: 0,
    *add(x: number): Task<number> {
      yield
      this.total += x * by
      return this.total
    },
  }
  yield
  log(yield* o.add(1), yield* o.add(2), o.total) // expect: 10 30 30
}
