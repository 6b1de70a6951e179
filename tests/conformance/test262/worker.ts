// One child process of a run: takes jobs one at a time, answers with their outcomes.
//
// Called by: pool.ts, over the process channel. Calls: run.ts.

import { runJob, type Job, type Outcome } from './run.ts'

export interface Answer {
  readonly outcomes: readonly Outcome[]
  /** Resident bytes: V8 keeps much of every realm, so the pool ends a process that has grown. */
  readonly bytes: number
}

const dir = process.argv[2] as string
// An error that a test leaves behind (a rejected promise nobody looks at) must not end the others' run.
process.on('unhandledRejection', () => {})
process.on('uncaughtException', () => {})
process.on('disconnect', () => process.exit())
process.on('message', (job: Job) => {
  void runJob(dir, job).catch((error: unknown) => failed(job, error)).then((outcomes) => process.send?.({ outcomes, bytes: process.memoryUsage().rss } satisfies Answer))
})

function failed({ file, suite, modes }: Job, error: unknown): Outcome[] {
  return modes.map((mode) => ({ file, suite, mode, status: 'fail', detail: `the runner: ${String(error)}` }))
}
