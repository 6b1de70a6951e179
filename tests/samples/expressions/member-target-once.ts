// The object and the key of an assignment are evaluated once, and before the right-hand side.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const a = [10, 20, 30]
  let i = 0
  a[i++] += yield* later(5)
  log(a, i) // expect: [15, 20, 30] 1
  let calls = 0
  const object = { x: 1 }
  const f = (): typeof object => (calls++, object)
  f().x *= yield* later(7)
  log(object.x, calls) // expect: 7 1
}
