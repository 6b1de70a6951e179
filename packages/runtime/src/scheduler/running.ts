// The one global: the scheduler that is stepping now, and beside it the meter that checkpoints count on.
//
//   G1. `running` is set and reset by `become` alone; null whenever no step is on the native stack.
//   G2. `meter` is the scheduler that is stepping, or another loop that runs frames in the midst of it (`metered`).
//
// Called by: scheduler.ts, checkpoint.ts, Stackless' loop (metered), and the free functions of the API. Calls: nothing.

import * as theirs from '../errors.ts'
import type { Scheduler } from './scheduler.ts'
import type { Tasklet } from './tasklet.ts'

export let running: Scheduler | null = null

/** What `due` counts on. CP1 */
export interface Meter {
  /** How many operations and checkpoints are left before `expired` is asked. */
  allowance: number
  /** The allowance is used up: is it time to leave? */
  expired(): boolean
}

export let meter: Meter | null = null

/** Makes `scheduler` the one that steps, for whoever makes the one before so again afterwards. */
export function become(scheduler: Scheduler | null): Scheduler | null {
  const before = running
  running = scheduler
  return before
}

/** Runs `body` with checkpoints that ask `counter`. G2 */
export function metered<T>(counter: Meter | null, body: () => T): T {
  const before = meter
  meter = counter
  try {
    return body()
  } finally {
    meter = before
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
  const tasklet = currentOrNull()
  if (tasklet === null) throw theirs.noScheduler('current()')
  return tasklet
}

/** Has the running tasklet been killed? Its next operation outside of a `catch` or `finally` throws TaskletExit again. */
export function isCancelled(): boolean {
  return current().ties.exit !== null
}
