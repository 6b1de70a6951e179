// The iterable is evaluated once, with a yield in it.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let evaluated = 0
  function* list(): Task<number[]> {
    evaluated++
    yield
    return [1, 2, 3]
  }
  let sum = 0
  for (const x of yield* list()) sum += x
  log(sum, evaluated) // expect: 6 1
}
