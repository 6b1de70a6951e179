// A tasklet that is spawned in a cancelled scope runs nothing; in one that has ended it can't be spawned.

import { type Scope, scope, type StillframeError } from 'stillframe'
import { log, type Task } from '../log.ts'

function* child(): Task<number> {
  log('never')
  return 1
}

export default function* main(): Task {
  let kept: Scope | undefined
  yield* scope(function* (s) {
    kept = s
    s.cancel()
    log(s.spawn(child).status) // expect: killed
  })
  try {
    kept?.spawn(child)
  } catch (error) {
    log((error as StillframeError).code) // expect: SCOPE_ENDED
  }
}
