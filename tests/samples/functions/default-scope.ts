// Parameters have a scope of their own: closures in defaults see parameters, not the body's variables.

import { log, type Task } from '../log.ts'

function* body(x: number, get = () => x, set = (value: number) => { x = value }): Task<unknown> {
  yield
  var y = x
  set(2)
  yield
  x += 10
  return [get(), x, y]
}

export default function* main(): Task {
  log(yield* body(1)) // expect: [12, 12, 1]
}
