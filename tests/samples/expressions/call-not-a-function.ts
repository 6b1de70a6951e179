// Calling what is no function fails after the arguments have been evaluated.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const o = { m: undefined as unknown as (x: number) => void }
  let evaluated = false
  function* argument(): Task<number> {
    yield
    evaluated = true
    return 1
  }
  try {
    o.m(yield* argument())
  } catch (error) {
    log(error instanceof TypeError, evaluated) // expect: true true
  }
}
