// A request that nobody handles fails where it is made.

import { StillframeError, request } from 'stillframe'
import { log, type Task } from '../log.ts'

export default function* main(): Task {
  try {
    yield* request('unknown')
  } catch (error) {
    log((error as StillframeError).code) // expect: NO_HANDLER
  }
}
