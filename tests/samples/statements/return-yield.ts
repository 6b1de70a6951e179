// return with a yield; a function that falls off its end returns undefined.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* a(): Task<number> {
  return (yield* later(1)) + (yield* later(2))
}

function* b(): Task {
  yield
}

function* c(): Task<undefined> {
  yield
  return
}

export default function* main(): Task {
  log(yield* a(), yield* b(), yield* c()) // expect: 3 undefined undefined
}
