// The budget of one run(): how long it may last, by the clock or by operations, and who did not keep to it.
//
//   BU1. The clock is read seldom where that counts: it costs as much as four of the quickest turns. Between two readings
//        there are `stride` operations and checkpoints, or `every` turns: one, until so many turns of a run() were timed that
//        it begins to count, and as long as turns are not quick (then reading costs less than 4 %).
//   BU2. `interrupted` left at a checkpoint or an operation; `overran` could not.
//   BU3. Whoever overran is known exactly, or is one of the few turns between two readings. Then the turns that follow are
//        timed one by one, in later runs too: the second time it is known.
//
// Called by: scheduler.ts. Calls: host.ts.

import { elapsed } from './host.ts'
import type { Overrun, RunOptions } from './options.ts'
import type { Tasklet } from './tasklet.ts'

/** Turns that are timed one by one: at the start of a run(), and after an overrun by one of several. BU3 */
const FIRST_TURNS = 1000
const LATER_TURNS = 100_000
const MOST_TURNS = 8
/** A turn that takes less, on an average, is quick. In milliseconds. */
const QUICK_MS = 0.001
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
  /** Turns still to be timed one by one. */
  #single = 0
  #every = 1
  /** Who had a turn since the last reading: the first `count` (an array that is emptied would be allocated anew). */
  readonly #turns: Tasklet[] = []
  #count = 0
  #turnsStarted = 0
  #stride = 16
  #granted = 0

  open({ budgetMs = Infinity, maxOperations = Infinity, keepTurn = false }: RunOptions): void {
    this.timed = budgetMs !== Infinity
    this.keepTurn = keepTurn
    this.over = false
    this.interrupted = undefined
    this.overran = undefined
    this.#operations = Math.max(1, maxOperations) // with none, a loop that is entered at its checkpoint would never get on
    this.#budgetMs = budgetMs
    if (!this.timed) return
    this.#single = Math.max(this.#single, FIRST_TURNS)
    this.#every = 1
    this.#granted = elapsed()
    this.#deadline = this.#granted + budgetMs
  }

  /** Turns begin: what was done until now (timers, handlers) is nobody's. */
  begin(): void {
    if (!this.timed) return
    this.#count = 0
    this.#turnsStarted = elapsed()
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
    const count = this.#count + 1
    this.#turns[this.#count] = tasklet
    this.#count = count
    if (count < this.#every) return false
    const now = elapsed()
    const ms = now - this.#turnsStarted
    if (ms > this.#budgetMs) this.#name(ms)
    this.#single -= count
    this.#every = this.#single > 0 || ms > count * QUICK_MS ? 1 : MOST_TURNS
    this.#turnsStarted = now
    this.#count = 0
    if (now < this.#deadline) return false
    this.spent = 'budget'
    this.over = true
    return true
  }

  /** BU3 */
  #name(ms: number): void {
    const suspects = [...new Set(this.#turns.slice(0, this.#count))]
    if (suspects.length > 1) this.#single = LATER_TURNS
    this.overran = { tasklet: suspects.length === 1 ? suspects[0] : undefined, suspects, ms }
  }
}
