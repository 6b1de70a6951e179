// The budget of one run(): how long it may last, by the clock or by operations, and who did not keep to it.
//
//   BU1. The clock is read seldom: it costs as much as several switches. Between two readings there are at most `every`
//        slices, or `stride` operations and checkpoints; both adapt to how long they take, and start at one slice.
//   BU2. `interrupted` left at a checkpoint or an operation; `overran` could not.
//
// Called by: scheduler.ts. Calls: host.ts.

import { elapsed } from './host.ts'
import type { Overrun, RunOptions } from './options.ts'
import type { Tasklet } from './tasklet.ts'

/** Slices at the start of a run() that are timed one by one. */
const FIRST_SLICES = 32
const MOST_SLICES = 32
/** How long operations between two readings of the clock may take, in milliseconds. */
const LEAST_MS = 0.05
const MOST_MS = 0.25
const MOST_STRIDE = 65536
/** An allowance without a budget. */
const PLENTY = 0x3fffffff

export class Budget {
  timed = false
  keepTurn = false
  /** The time is over. */
  over = false
  spent: 'budget' | 'operations' = 'budget'
  interrupted: Tasklet | undefined = undefined
  overran: Overrun | undefined = undefined
  #budgetMs = 0
  #deadline = 0
  /** Operations that may still be granted. */
  #operations = 0
  #slices = 0
  #every = 1
  #left = 1
  #sliceStarted = 0
  #stride = 16
  #granted = 0

  open({ budgetMs = Infinity, maxOperations = Infinity, keepTurn = false }: RunOptions): void {
    this.timed = budgetMs !== Infinity
    this.keepTurn = keepTurn
    this.over = false
    this.interrupted = undefined
    this.overran = undefined
    this.#operations = Math.max(1, maxOperations) // with none, a loop that is entered at its checkpoint would never get on
    this.#slices = 0
    this.#every = 1
    this.#left = 1
    this.#budgetMs = budgetMs
    if (!this.timed) return
    this.#sliceStarted = this.#granted = elapsed()
    this.#deadline = this.#sliceStarted + budgetMs
  }

  /** How many operations may pass before `expired` is asked. */
  grant(): number {
    const count = Math.min(this.timed ? this.#stride : PLENTY, this.#operations) | 0 // a small integer, not a double
    this.#operations -= count
    return count
  }

  /** Asked in the middle of a turn, when what was granted is used up. BU1 */
  expired(): boolean {
    if (this.timed) {
      const now = elapsed()
      const ms = now - this.#granted
      this.#granted = now
      if (ms < LEAST_MS && this.#stride < MOST_STRIDE) this.#stride *= 2
      else if (ms > MOST_MS && this.#stride > 1) this.#stride = Math.max(1, this.#stride >> 2)
      if (now >= this.#deadline) {
        this.spent = 'budget'
        return true
      }
    }
    if (this.#operations > 0) return false
    this.spent = 'operations'
    return true
  }

  /** Asked after each turn, while there is a time budget. BU1 */
  isOver(tasklet: Tasklet): boolean {
    if (--this.#left > 0) return false
    const now = elapsed()
    const ms = now - this.#sliceStarted
    this.#sliceStarted = now
    this.#slices += this.#every
    if (ms > this.#budgetMs) this.overran = { tasklet, ms }
    this.#every = this.#slices < FIRST_SLICES || ms * 128 > this.#every ? 1 : MOST_SLICES
    this.#left = this.#every
    if (now < this.#deadline) return false
    this.spent = 'budget'
    this.over = true
    return true
  }
}
