// race: whoever ends first decides; the others have cleaned up before it goes on.

import { race, sleep, type StillframeError } from 'stillframe'
import { log, type Task } from '../log.ts'

function* runner(name: string, ms: number): Task<string> {
  try {
    yield* sleep(ms)
    return name
  } finally {
    yield* sleep(5)
    log(name, 'leaves')
  }
}

function* stumbles(): Task<string> {
  yield* sleep(1)
  throw new Error('stumbled')
}

export default function* main(): Task {
  log(yield* race([runner('hare', 30), runner('tortoise', 20)]))
  try {
    yield* race([runner('snail', 100), stumbles()])
  } catch (error) {
    log((error as Error).message)
  }
  try {
    yield* race([])
  } catch (error) {
    log((error as StillframeError).code)
  }
}

/* expect:
  tortoise leaves
  hare leaves
  tortoise
  snail leaves
  stumbled
  NO_WORK
*/
// shuffle-safe
