// sleep(0) gives way to those who are ready.

import { spawn, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* other(): Task {
  log('other')
}

export default function* main(): Task {
  spawn(other)
  yield* sleep(0)
  log('main')
}

/* expect:
  other
  main
*/
