// restart gives up when it fails too often in too short a time; its cause is the last failure.

import { sleep, type StillframeError } from 'stillframe'
import { restart } from 'stillframe/supervision'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  for (const lastsMs of [10, 200]) {
    let tries = 0
    try {
      yield* restart(function* (): Task {
        tries++
        yield* sleep(lastsMs)
        if (tries === 20) return
        throw new Error(`failure ${tries}`)
      }, { backoffMs: 5, factor: 1, limit: 2, withinMs: 300 })
      log('ended after', tries)
    } catch (error) {
      log((error as StillframeError).code, ((error as Error).cause as Error).message)
    }
  }
}

/* expect:
  RESTART_LIMIT failure 3
  ended after 20
*/
// shuffle-safe
