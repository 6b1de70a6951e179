// restart: work that fails is done again, after longer and longer pauses.

import { current, Scheduler, sleep } from 'stillframe'
import { restart } from 'stillframe/supervision'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const clock = current().home as unknown as Scheduler
  let tries = 0
  const result = yield* restart(function* (): Task<string> {
    log('try', ++tries, 'at', clock.now)
    yield* sleep(10)
    if (tries < 4) throw new Error('not yet')
    return 'done'
  }, { backoffMs: 100, factor: 3, maxBackoffMs: 500, limit: 5 })
  log(result)
}

/* expect:
  try 1 at 0
  try 2 at 110
  try 3 at 420
  try 4 at 930
  done
*/
// shuffle-safe
