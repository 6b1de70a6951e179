// A parameter that a closure captures and the body changes.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* body(x: number): Task<unknown> {
  const get = (): number => x
  const before = get()
  x += yield* later(5)
  return [before, get(), x]
}

export default function* main(): Task {
  log(yield* body(1)) // expect: [1, 6, 6]
}
