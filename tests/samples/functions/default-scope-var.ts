// A var with a parameter's name is another variable, which starts with the parameter's value.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

function* body(x: number, get = () => x): Task<unknown> {
  var x = x
  yield
  x = 5
  return [get(), x]
}

export default function* main(): Task {
  log(yield* body(1)) // expect: [1, 5]
}
