// The one global: the scheduler that is stepping now.
//
//   G1. Set and reset in `stepping` alone; null whenever no step is on the native stack.
//
// Called by: scheduler.ts (stepping), checkpoint.ts, and the free functions of the API. Calls: nothing.

import { theirs } from './errors.ts'
import type { Scheduler } from './scheduler.ts'
import type { Tasklet } from './tasklet.ts'

export let running: Scheduler | null = null

/** Runs `body` with `scheduler` as the one that steps. */
export function stepping<T>(scheduler: Scheduler | null, body: () => T): T {
  const before = running
  running = scheduler
  try {
    return body()
  } finally {
    running = before
  }
}

/** The scheduler that is stepping now. Throws NO_SCHEDULER outside of tasklets. */
export function runningScheduler(what: string): Scheduler {
  if (running === null) throw theirs.noScheduler(what)
  return running
}

/** The tasklet that is running now, if one is. */
export function currentOrNull(): Tasklet | null {
  return running === null ? null : running.current
}

/** The tasklet that is running now. Throws NO_SCHEDULER outside of tasklets. */
export function current(): Tasklet {
  const tasklet = runningScheduler('current()').current
  if (tasklet === null) throw theirs.noScheduler('current()')
  return tasklet
}

/** Has the running tasklet been killed? Its next operation outside of a `catch` or `finally` throws TaskletExit again. */
export function isCancelled(): boolean {
  return current().exit !== null
}
