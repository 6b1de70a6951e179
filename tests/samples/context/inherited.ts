// A context-local value is seen by the work it is bound for, and by all that is spawned meanwhile.

import { all, sleep, spawn } from 'stillframe'
import { context } from 'stillframe/context'
import { log, type Task } from '../log.ts'

const user = context('user', 'nobody')

function* who(ms: number): Task<string> {
  yield* sleep(ms)
  return user.get()
}

export default function* main(): Task {
  log(user.get())
  const late = yield* user.with('ann', function* () {
    log(yield* all([who(1), user.with('bob', who(1)), user.with('bob', user.with('cy', who(1)))]))
    log(user.get())
    return spawn(who, 50)
  })
  log(user.get(), yield* late.join())
}

/* expect:
  nobody
  ["ann", "bob", "cy"]
  ann
  nobody ann
*/
// shuffle-safe
