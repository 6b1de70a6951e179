// Two arms may join the same tasklet: its end answers one of them, and the other is left.

import { select, sleep, spawn, type Tasklet } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(fails: boolean): Task<number> {
  yield* sleep(1)
  if (fails) throw new Error('failed')
  return 5
}

function* waiter(target: Tasklet<number>): Task {
  try {
    log(yield* select([target.join(), target.join()]))
  } catch (error) {
    log((error as Error).message)
  }
}

export default function* main(): Task {
  for (const fails of [false, true]) {
    const target = spawn(worker, fails)
    const all = [spawn(waiter, target), spawn(waiter, target)]
    for (const tasklet of all) yield* tasklet.join()
  }
}

/* expect:
  { key: 0, value: 5 }
  { key: 0, value: 5 }
  failed
  failed
*/
