// Unary operators over a yield.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  log(-(yield* later(1)), +(yield* later('2')), !(yield* later(0)), ~(yield* later(3))) // expect: -1 2 true -4
  log(typeof (yield* later('x')), void (yield* later(1))) // expect: string undefined
  const o: Record<string, number> = { a: 1, b: 2 }
  log(delete o[yield* later('a')], o) // expect: true { b: 2 }
  log(-(yield* later(0)), -(yield* later(5n))) // expect: -0 -5n
  // @ts-expect-error: no reference, and no property
  log(delete this, yield* later(1)) // expect: true 1
}
