// shuffle-safe
// A closure held in a local across yields keeps its variable.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let n = 0
  const count = (): number => ++n
  count()
  yield
  count()
  yield
  log(count(), n) // expect: 3 3
}
