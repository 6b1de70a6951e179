// Child processes that run jobs.
//
//   PO1. One process runs many files, each in realms of its own, until it has grown too large; then another takes over.
//   PO2. A file that ends its process or hangs fails; the others go on in a new process.
//
// Called by: the command. Calls: worker.ts, in children.

import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Job, Outcome } from './run.ts'
import type { Answer } from './worker.ts'

const mostBytes = 700 * 2 ** 20
const patienceMs = 120_000

/** Outcomes in the order of the jobs. */
export async function runAll(dir: string, jobs: readonly Job[], workers: number, progress: (done: number) => void): Promise<Outcome[]> {
  const outcomes: (readonly Outcome[])[] = []
  let next = 0
  let done = 0
  const lane = async (): Promise<void> => {
    let child: ChildProcess | null = null
    while (next < jobs.length) {
      const index = next++
      child ??= start(dir)
      const answer = await ask(child, jobs[index] as Job)
      if (answer.bytes > mostBytes) { // PO1, PO2
        await end(child)
        child = null
      }
      outcomes[index] = answer.outcomes
      progress(++done)
    }
    if (child !== null) await end(child)
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, jobs.length)) }, lane))
  return outcomes.flat()
}

function start(dir: string): ChildProcess {
  return fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [dir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
}

function ask(child: ChildProcess, job: Job): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer)
      child.off('message', settle)
      child.off('exit', gone)
      resolve(answer)
    }
    const fail = (detail: string): void => settle({ outcomes: job.modes.map((mode) => ({ file: job.file, suite: job.suite, mode, status: 'fail', detail })), bytes: Infinity }) // PO2
    const gone = (code: number | null, signal: string | null): void => fail(`the process ended with ${signal ?? code}`)
    const timer = setTimeout(() => fail(`no answer after ${patienceMs / 1000} s`), patienceMs)
    child.on('message', settle)
    child.on('exit', gone)
    child.send(job)
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
