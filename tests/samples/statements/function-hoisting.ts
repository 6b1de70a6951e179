// Functions declared in a tasklet can be called before their declaration, and see its variables.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  log(even(10)) // expect: true
  yield
  const base = yield* later(0)
  function even(n: number): boolean { return n === 0 || odd(n - 1) }
  function odd(n: number): boolean { return n !== 0 && even(n - 1) }
  function same(): number { return base }
  log(odd(7), same()) // expect: true 0
}
