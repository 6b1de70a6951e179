// new.target in a generator is undefined.

import { log, type Task } from '../log.ts'

function* body(): Task<unknown> {
  const arrow = (): unknown => new.target
  yield
  return [new.target, arrow()]
}

export default function* main(): Task {
  log(yield* body()) // expect: [undefined, undefined]
}
