// Sleeping and giving way: the operations that need nothing but the scheduler.
//
// Called by: tasklets. Calls: tasklet.ts, timers.ts (through the scheduler).

import * as theirs from '../errors.ts'
import { NEXT } from '../frames/frame.ts'
import { mark } from '../frames/mark.ts'
import { AWAY, Operation } from './operation.ts'
import type { Scheduler } from './scheduler.ts'
import { mustStay, park, READY, settle, type Home, type Tasklet } from './tasklet.ts'

/** Lets the other ready tasklets run first; the same as a bare `yield`. */
export function schedule(): Operation<void> {
  return new Schedule()
}

/** Waits `ms` milliseconds of the scheduler's clock; Infinity waits until the tasklet is killed. Throws BAD_NUMBER. */
export function sleep(ms: number): Operation<void> {
  theirs.checkTime('sleep', ms)
  return new Sleep(ms)
}

mark(sleep, (_at, _self, ms: number) => sleep(ms))

export class Schedule extends Operation<void> {
  override possible(): boolean {
    return true
  }

  override perform(tasklet: Tasklet): typeof AWAY {
    const home = tasklet.home as Scheduler
    if (home.nativeFrame !== null) mustStay(tasklet, this.describe())
    tasklet.place = READY
    home.ring.rotate() // R3
    return AWAY
  }

  override describe(): string {
    return 'schedule'
  }
}

export class Sleep extends Operation<void> {
  declare ms: number
  /** Absolute, in the scheduler's time; 0 until it is waited for. */
  declare dueMs: number
  /** Ties are broken by the order in which they went to sleep; 0 until it is waited for. */
  declare order: number

  constructor(ms: number) {
    super()
    this.ms = ms
    this.dueMs = 0
    this.order = 0
  }

  /** Do the timers know of it as long as somebody waits in it? R5 */
  get timed(): boolean {
    return this.ms < Infinity
  }

  override perform(tasklet: Tasklet): typeof AWAY {
    if (this.order !== 0) return new Sleep(this.ms).perform(tasklet) // O3; or it has left the heap not yet (H2)
    park(tasklet, this)
    const home = tasklet.home as Scheduler
    this.dueMs = home.now + this.ms
    this.order = home.nextOrder++
    home.timers.add(this)
    return AWAY
  }

  fire(): void {
    settle(this, undefined, NEXT)
  }

  override adopted(home: Home): void {
    ;(home as Scheduler).timers.add(this)
  }

  override cancel(tasklet: Tasklet): void {
    ;(tasklet.home as Scheduler | null)?.timers.leave(this)
  }

  override describe(): string {
    return `sleep of ${this.ms} ms`
  }
}
