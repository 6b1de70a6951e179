// An else belongs to the nearest if.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* f(a: boolean, b: boolean): Task<string> {
  if (yield* later(a))
    if (yield* later(b)) return 'both'
    else return 'a only'
  return 'no a'
}

export default function* main(): Task {
  log(yield* f(true, true), yield* f(true, false), yield* f(false, true)) // expect: both a only no a
}
