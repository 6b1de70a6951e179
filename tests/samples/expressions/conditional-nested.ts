// Conditionals in conditionals, with yields in tests and arms.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* size(n: number): Task<string> {
  return (yield* later(n)) < 10 ? ((yield* later(n)) < 5 ? 'small' : yield* later('medium')) : 'large'
}

export default function* main(): Task {
  log(yield* size(1), yield* size(7), yield* size(12)) // expect: small medium large
}
