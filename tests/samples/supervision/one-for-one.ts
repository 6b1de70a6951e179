// supervise, one for one: only the one that failed is started again.

import { sleep } from 'stillframe'
import { supervise } from 'stillframe/supervision'
import { log, type Task } from '../log.ts'

function* steady(name: string, ms: number): Task<string> {
  log(name, 'starts')
  yield* sleep(ms)
  return name
}

export default function* main(): Task {
  let crashes = 0
  const results = yield* supervise([
    () => steady('a', 30),
    function* (): Task<number> {
      log('b starts')
      yield* sleep(10)
      if (crashes++ < 2) throw new Error('crash')
      return crashes
    },
  ], { backoffMs: 1, factor: 1 })
  log(results)
}

/* expect:
  a starts
  b starts
  b starts
  b starts
  ["a", 3]
*/
