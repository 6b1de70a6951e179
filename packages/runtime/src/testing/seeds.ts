// Seeds: the same program in many orders, and the name of the first order in which it fails.
//
// Called by: tests of programs. Calls: scheduler.ts.

import { StillframeError } from '../errors.ts'
import * as theirs from '../errors.ts'
import { Scheduler } from '../scheduler/scheduler.ts'

export interface SeedOptions {
  /** How many orders. Default 100. */
  seeds?: number
  /** The first seed. Default 1. */
  first?: number
}

/**
 * Hands `program` a fresh shuffled scheduler for each seed, with a virtual clock, and runs it to its end. Throws
 * SCHEDULE_FAILED when the program or a tasklet throws, or somebody waits at the end, for nothing or for a promise: it names the seed, its cause is the
 * error; BAD_NUMBER.
 */
export function trySeeds(program: (scheduler: Scheduler) => unknown, options: SeedOptions = {}): void {
  const { seeds = 100, first = 1 } = options
  if (!(seeds > 0)) throw theirs.badNumber('trySeeds needs a number of seeds > 0', seeds) // it would try nothing, and pass
  if (!Number.isSafeInteger(first)) throw theirs.badNumber('trySeeds needs a whole number as its first seed', first)
  for (let seed = first; seed < first + seeds; seed++) {
    const scheduler = new Scheduler({ clock: 'virtual', shuffle: true, seed })
    try {
      const made = program(scheduler) as { then?: unknown; next?: unknown } | undefined
      if (typeof (made?.then ?? made?.next) === 'function') throw new Error('the program is no plain function')
      const { reason } = scheduler.run()
      if (reason !== 'done') throw new Error(`${reason === 'deadlock' ? reason : 'trySeeds waits for no promises, let handlers answer at once'}: ${waiting(scheduler)}`)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      throw new StillframeError('SCHEDULE_FAILED', `with seed ${seed}: ${message}`, `see it again with new Scheduler({ clock: 'virtual', shuffle: true, seed: ${seed} })`, { cause: error })
    }
  }
}

function waiting(scheduler: Scheduler): string {
  return scheduler.tasklets().map((tasklet) => `"${tasklet.name}" waits in ${tasklet.parkedOn?.describe()}`).join(', ')
}
