// The body cancels what is left of its children and ends as it likes. (Verse: branch.)

import { scope, sleep } from 'stillframe'
import { log, type Task } from '../log.ts'

function* ticker(): Task {
  try {
    for (let n = 1; ; n++) {
      yield* sleep(10)
      log('tick', n)
    }
  } finally {
    log('ticker off')
  }
}

export default function* main(): Task {
  const result = yield* scope(function* (s) {
    s.spawn(ticker)
    yield* sleep(25)
    s.cancel()
    return 'done'
  })
  log(result)
}

/* expect:
  tick 1
  tick 2
  ticker off
  done
*/
// shuffle-safe
