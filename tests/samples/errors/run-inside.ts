// A scheduler can't be run from one of its own tasklets.

import { StillframeError, current, Scheduler } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  try {
    ;(current().home as unknown as Scheduler).run()
  } catch (error) {
    log((error as StillframeError).code) // expect: ALREADY_RUNNING
  }
  yield
  log('goes on') // expect: goes on
}
