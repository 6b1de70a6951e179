// A scope ends after its last child, and gives what its body returned.

import { scope, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(name: string, ms: number): Task {
  yield* sleep(ms)
  log(name)
}

export default function* main(): Task {
  const result = yield* scope(function* (s) {
    s.spawn(child, 'slow', 30)
    s.spawn(child, 'quick', 10)
    s.spawn(child, 'middle', 20)
    log('body done')
    return 'result'
  })
  log(result)
}

/* expect:
  body done
  quick
  middle
  slow
  result
*/
// shuffle-safe
