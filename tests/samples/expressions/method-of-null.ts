// Reading a method of null fails before the arguments.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const o = null as unknown as { m(x: number): void }
  let evaluated = false
  function* argument(): Task<number> {
    evaluated = true
    yield
    return 1
  }
  try {
    o.m(yield* argument())
  } catch (error) {
    log(error instanceof TypeError, evaluated) // expect: true false
  }
}
