// Plays one sample, slice by slice, and says what came of it.
//
//   P1. The invariants of the runtime are checked after every slice.
//   P2. Between two slices `hop` may put another scheduler in the place of the one that ran: a restored copy.
//       Module-level variables of a sample do not travel: its state is in locals, channels, and what they reach.
//
// Called by: samples.test.ts, worker.ts. Calls: the runtime, log.ts.

import { Scheduler, type RunOptions, type RunReport, type SchedulerOptions } from '@stillframe/runtime'
import { checkInvariants } from '@stillframe/runtime/testing'
import { takeLines, type Task } from './log.ts'

/** What a sample exports. */
export interface SampleModule {
  default: () => Task<unknown>
  handlers?: SchedulerOptions['handlers']
}

export interface Outcome {
  lines: string[]
  /** Messages of uncaught errors. */
  errors: string[]
  /** How the last slice ended. */
  reason: RunReport['reason']
}

/** A sample that switches more often than this is taken to run for ever. */
const MOST_SLICES = 20_000

export function hostOf(sample: SampleModule, errors: string[], options: SchedulerOptions = {}): SchedulerOptions {
  return {
    clock: 'virtual',
    ...(sample.handlers === undefined ? {} : { handlers: sample.handlers }),
    onUncaught: (error) => errors.push(error instanceof Error ? error.message : String(error)),
    ...options,
  }
}

/** A scheduler with the sample's `main` in its ring. */
export function start(sample: SampleModule, host: SchedulerOptions): Scheduler {
  takeLines()
  const scheduler = new Scheduler(host)
  scheduler.spawn(sample.default)
  return scheduler
}

/** Runs one slice, and then waits for requests until somebody is ready again, or nobody ever will be. */
export async function slice(scheduler: Scheduler, budget: RunOptions = {}): Promise<RunReport['reason']> {
  const options = { maxSwitches: 1, ...budget }
  let report = scheduler.run(options)
  checkInvariants(scheduler) // P1
  while (report.reason === 'waiting') {
    await new Promise((resolve) => { setImmediate(resolve) })
    report = scheduler.run(options)
    checkInvariants(scheduler)
  }
  return report.reason === 'operations' ? 'switches' : report.reason
}

export async function play(
  sample: SampleModule, options: SchedulerOptions = {}, hop: (scheduler: Scheduler, host: SchedulerOptions) => Scheduler = (same) => same,
  budget: () => RunOptions = () => ({}),
): Promise<Outcome> {
  const errors: string[] = []
  const host = hostOf(sample, errors, options)
  let scheduler = start(sample, host)
  for (let slices = 0; slices < MOST_SLICES; slices++) {
    const reason = await slice(scheduler, budget())
    if (reason !== 'switches') return { lines: takeLines(), errors, reason }
    scheduler = hop(scheduler, host) // P2
  }
  throw new Error(`still running after ${MOST_SLICES} slices; so far it said ${takeLines().slice(0, 5).join(' | ')} ...`)
}
