// supervise, all for one: when one fails, all are cancelled and started again together.

import { sleep } from 'stillframe'
import { supervise } from 'stillframe/supervision'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let round = 0
  const results = yield* supervise([
    function* (): Task<string> {
      try {
        yield* sleep(20)
        return 'reader'
      } finally {
        log('reader leaves')
      }
    },
    function* (): Task<string> {
      yield* sleep(10)
      if (++round < 3) throw new Error('writer broke')
      return 'writer'
    },
  ], { strategy: 'all-for-one', backoffMs: 5 })
  log(results)
}

/* expect:
  reader leaves
  reader leaves
  reader leaves
  ["reader", "writer"]
*/
// shuffle-safe
