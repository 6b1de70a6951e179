// What a scheduler is given, and what it reports: types only.
//
// Called by: scheduler.ts, hosts. Calls: nothing.

import type { Clock } from './host.ts'
import type { RequestHandler } from './request.ts'
import type { Scheduler } from './scheduler.ts'
import type { Tasklet } from './tasklet.ts'

export interface SchedulerOptions {
  /** 'wall' (default): milliseconds since the epoch. 'virtual': starts at 0 and jumps to the next timer when all wait. */
  clock?: 'wall' | 'virtual' | Clock
  /** Seed of the scheduler's random source. Default 1. */
  seed?: number
  /** Run any ready tasklet next, chosen by the seed: finds code that depends on the order. */
  shuffle?: boolean
  /** Handlers of requests, by kind. */
  handlers?: Record<string, RequestHandler>
  /** An error that no joiner waits for. Default: run() and drive() throw it after the slice. */
  onUncaught?: (error: unknown, tasklet: Tasklet) => void
  /** false: errors do not name the tasklets and callers they go through, and a throw costs a fifth. Default true. */
  traces?: boolean
  /** Notes what comes from outside, or plays it back: `record` and `replay` of `stillframe/testing`. */
  tape?: Tape
  /** Issue requests at the end of run() (default), or leave that to calls of issue(). */
  autoIssue?: boolean
}

export interface RunOptions {
  /** Give the host back its thread after this many milliseconds. */
  budgetMs?: number
  maxSwitches?: number
  /**
   * The same when so many operations have been done, those that wait and checkpoints of compiled code included, at the next: a budget that does not
   * depend on the machine.
   */
  maxOperations?: number
  /**
   * Who is interrupted by the budget goes on first in the next run(), so that the budget changes nothing in the order of
   * events. Default false: its turn has ended, and it goes to the end of the ring, so that nobody starves the others.
   */
  keepTurn?: boolean
}

/** A tasklet that kept the thread for longer than the whole budget. */
export interface Overrun {
  tasklet: Tasklet
  /** How long its turn lasted, in milliseconds. */
  ms: number
}

export interface RunReport {
  switches: number
  /** done: nobody is alive. waiting: for a timer or request. deadlock: alive, and nothing can wake anyone. */
  reason: 'done' | 'waiting' | 'deadlock' | 'budget' | 'switches' | 'operations'
  alive: number
  ready: number
  /** When the next timer is due, in the scheduler's time; undefined without timers. */
  nextDueMs: number | undefined
  pendingRequests: number
  /** Who was interrupted by the budget, in the middle of its turn. */
  interrupted: Tasklet | undefined
  /** Who could not be interrupted, and overran the budget: give it checkpoints, or yields. */
  overran: Overrun | undefined
}

/** Stands between a scheduler and the world outside. S5 */
export interface Tape {
  /** It gives the answers: handlers are not asked. */
  readonly plays: boolean
  /** Takes in what came from outside, and the time; gives the number of switches at which to look again. */
  takeIn(scheduler: Scheduler, switches: number): number
}

/** An input on a tape: the time, and perhaps a completion, taken in after `at` switches. */
export interface Input extends Partial<Completion> {
  at: number
  timeMs: number
  /** Of the request that was answered. */
  kind?: string
}

export interface Completion {
  id: string
  ok: boolean
  value: unknown
}
