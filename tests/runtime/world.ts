// What the tests of the runtime share: a virtual world, and a log of what happened in it.
//
// Called by: tests/runtime/*.test.ts. Calls: the runtime.

import { Scheduler, type Body, type RunReport, type SchedulerOptions } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Task<R = void> = Generator<any, R, any>

/** A scheduler with a virtual clock whose uncaught errors are collected. */
export function world(options: SchedulerOptions = {}): { scheduler: Scheduler; errors: unknown[] } {
  const errors: unknown[] = []
  const scheduler = new Scheduler({ clock: 'virtual', onUncaught: (error) => errors.push(error), ...options })
  return { scheduler, errors }
}

/** Runs `scheduler` to its end, one slice at a time, with the invariants checked after each. */
export function settle(scheduler: Scheduler): RunReport {
  for (let slices = 0; slices < 100_000; slices++) {
    const report = scheduler.run({ maxSwitches: 1 })
    checkInvariants(scheduler)
    if (report.reason !== 'switches') return report
  }
  throw new Error('still running after 100000 slices')
}

/** Runs `body` as the only tasklet of a world and gives its result. */
export function play<R>(body: Body<[], R>, options?: SchedulerOptions): R {
  const { scheduler, errors } = world(options)
  const tasklet = scheduler.spawn(body)
  settle(scheduler)
  if (errors.length > 0) throw errors[0]
  return tasklet.result as R
}
