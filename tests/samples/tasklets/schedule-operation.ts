// `yield* schedule()` is a bare yield with a type.

import { spawn, schedule } from 'stillframe'
import { log, type Task } from '../log.ts'

function* other(): Task {
  log('other')
}

export default function* main(): Task {
  spawn(other)
  log(yield* schedule())
  log('main')
}

/* expect:
  other
  undefined
  main
*/
