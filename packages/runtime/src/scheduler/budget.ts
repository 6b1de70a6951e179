// The budget of one run(): how long it may last, by the clock or by operations, and who did not keep to it.
//
//   BU1. The clock is read after each turn: whoever overran is known. (A reading costs as much as four of the quickest turns;
//        to time several of those at once was tried, and names a crowd. Without a budget nothing is read.) In the midst of a turn
//        it is read seldom: between two readings there are `stride` operations and checkpoints, by how long they take.
//   BU2. `interrupted` left at a checkpoint or an operation; `overran` could not.
//
// Called by: scheduler.ts. Calls: host.ts.

import * as theirs from '../errors.ts'
import { elapsed } from './host.ts'
import type { Overrun, RunOptions } from './options.ts'
import type { Tasklet } from './tasklet.ts'

export class Budget {
  declare readonly timed: boolean
  declare readonly keepTurn: boolean
  /** It is used up. */
  over = false
  spent: 'budget' | 'operations' = 'budget'
  interrupted: Tasklet | undefined
  overran: Overrun | undefined
  readonly #budgetMs: number
  /** Operations that may still be granted. */
  #operations: number
  #stride = 16
  #granted = 0
  readonly #deadline: number = 0
  #turnStarted = 0

  /** Throws BAD_NUMBER. */
  constructor({ budgetMs = Infinity, maxOperations = Infinity, maxSwitches = 0, keepTurn = false }: RunOptions) {
    for (const limit of [budgetMs, maxOperations, maxSwitches]) theirs.checkTime('run', limit)
    this.timed = budgetMs !== Infinity
    this.keepTurn = keepTurn
    this.#operations = maxOperations || 1 // with none, a loop that is entered at its checkpoint would never get on
    this.#budgetMs = budgetMs
    if (this.timed) this.#deadline = (this.#granted = elapsed()) + budgetMs
  }

  /** Turns begin: what was done until now (timers, handlers) is nobody's. */
  begin(): void {
    if (this.timed) this.#turnStarted = elapsed()
  }

  /** How many operations may pass before `expired` is asked. */
  grant(): number {
    const PLENTY = 0x3fffffff // without a budget: a small integer, which the engine counts quickly
    const count = Math.min(this.timed ? this.#stride : PLENTY, this.#operations) | 0 // a small integer, not a double
    this.#operations -= count
    return count
  }

  /** Asked in the middle of a turn, when what was granted is used up. BU1 */
  expired(): boolean {
    const LEAST_MS = 0.05 // how long operations between two readings of the clock may take
    const MOST_MS = 0.25
    const MOST_STRIDE = 65536
    if (this.timed) {
      const now = elapsed()
      const ms = now - this.#granted
      this.#granted = now
      if (ms < LEAST_MS && this.#stride < MOST_STRIDE) this.#stride *= 2
      else if (ms > MOST_MS) this.#stride = Math.ceil(this.#stride / 4)
      if (now >= this.#deadline) return this.over = true
    }
    if (this.#operations >= 1) return false
    this.spent = 'operations'
    return this.over = true
  }

  /** Asked after each turn, while there is a time budget. BU1 */
  isOver(tasklet: Tasklet): boolean {
    const now = elapsed()
    const ms = now - this.#turnStarted
    this.#turnStarted = now
    if (ms > this.#budgetMs) this.overran = { tasklet, ms }
    return this.over = now >= this.#deadline
  }
}
