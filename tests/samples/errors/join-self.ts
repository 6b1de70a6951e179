// A tasklet can't join itself.

import { StillframeError, current } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  try {
    yield* current().join()
  } catch (error) {
    log((error as StillframeError).code) // expect: JOIN_SELF
  }
}
