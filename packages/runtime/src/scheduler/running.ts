// What is global: who steps now.
//
//   G1. `stepping` is the one global. Who begins to step is put there by `within`, which puts back who was there before. Its fields are always of
//       the same classes, and those that every step looks at never null: so the engine asks nothing of them.
//   G2. `meter` is the scheduler, or another loop that runs frames in the midst of its step. `allowance` is how many operations and
//       checkpoints it grants before it is to be asked again.
//   G3. When somebody was killed, or somebody else has been stepping, what is left of the allowance is kept as its complement, which is negative:
//       nobody performs in place (calls.ts) until this turn is over. For it may be that the tasklet that runs was killed (T4).
//
// Called by: emitted code, scheduler.ts, channel.ts, calls.ts, checkpoint.ts, Stackless' loop, and the free functions of the API. Calls: ring.ts.

import * as theirs from '../errors.ts'
import { Ring } from './ring.ts'
import type { Scheduler } from './scheduler.ts'
import type { Tasklet } from './tasklet.ts'

/** Whoever counts operations and checkpoints. CP1 */
export interface Meter {
  /** The allowance is used up: is it time to leave? If not, there is a new one. */
  expired(): boolean
}

export interface Stepping {
  /** Null when no step is on the native stack. */
  scheduler: Scheduler | null
  /** G2 */
  meter: Meter | null
  /** Of the scheduler in `run`: the ready ring, whose first is the tasklet that is running. */
  ring: Ring
  /** G2 */
  allowance: number
  /** 1: what a step has asked for was answered in place. It goes on, and makes it 0. (calls.ts, IP3) */
  answered: 0 | 1
  /**
   * After how many turns the scheduler looks whether it must stop, and draws who is next. 0 is after each: with a budget of time, in a world
   * that shuffles, when an error was not caught, and when nobody performs in place (G3).
   */
  quiet: number
}

export const stepping: Stepping = { scheduler: null, meter: null, ring: new Ring(), allowance: 0, answered: 0, quiet: 0 }

/** Runs `body` while it is `others` who step. G1 */
export function within<T>(others: Partial<Stepping>, body: () => T): T {
  const before = { ...stepping }
  Object.assign(stepping, others)
  try {
    return body()
  } finally {
    Object.assign(stepping, before)
    bar()
  }
}

/** G3 */
export function bar(): void {
  stepping.allowance ^= ~(stepping.allowance >> 31)
  stepping.quiet = 0
}

/** The scheduler that is stepping now. Throws NO_SCHEDULER outside of tasklets. */
export function runningScheduler(what: string): Scheduler {
  const { scheduler } = stepping
  if (scheduler === null) throw theirs.noScheduler(what)
  return scheduler
}

/** The tasklet that is running now, if one is. */
export function currentOrNull(): Tasklet | null {
  return stepping.scheduler?.current ?? null
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
