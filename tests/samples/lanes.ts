// Processes that play samples. A lane is a pair of them, and plays one sample at a time: whole in the first, or in
// turns, each slice in the process that did not run the one before. A sample that hangs costs its process, no more.
//
// Called by: samples.test.ts. Calls: worker.ts (fork).

import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SchedulerOptions } from '@stillframe/runtime'
import type { Outcome } from './player.ts'

export interface Order {
  /** whole: without saves. restored: saved and restored in one process. interrupted: that, at every checkpoint. slice: one slice, from `text` on. */
  kind: 'whole' | 'restored' | 'interrupted' | 'slice'
  /** Of the sample: `topic/name`. */
  name: string
  /** As it stands, not compiled. */
  native: boolean
  options?: SchedulerOptions
  /** A whole one in one slice; otherwise each turn is one. */
  atOnce?: boolean
  /** The snapshot to go on from; empty at the start. */
  text?: string
}

export interface Answer extends Outcome {
  /** The snapshot after a slice. */
  text: string
}

const workerFile = fileURLToPath(new URL('worker.ts', import.meta.url))
const loaderUrl = new URL('../../packages/stillframe/register/strip-only.js', import.meta.url).href
const MOST_SLICES = 20_000
const TIMEOUT_MS = Number(process.env['SAMPLE_TIMEOUT_MS'] ?? 60_000)

class Lane {
  processes: (ChildProcess | null)[] = [null, null]

  async playInTurns(name: string): Promise<Outcome> {
    const outcome: Outcome = { lines: [], errors: [], reason: 'switches' }
    let text = ''
    for (let turn = 0; outcome.reason === 'switches'; turn++) {
      if (turn > MOST_SLICES) throw new Error(`still running after ${MOST_SLICES} slices`)
      const answer = await this.ask({ kind: 'slice', name, native: false, text }, turn % 2)
      outcome.lines.push(...answer.lines)
      outcome.errors.push(...answer.errors)
      outcome.reason = answer.reason
      text = answer.text
    }
    return outcome
  }

  ask(order: Order, index = 0): Promise<Answer> {
    const child = this.processes[index] ??= fork(workerFile, { execArgv: ['--import', loaderUrl], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS)
      const ended = (code: number | null): void => {
        clearTimeout(timer)
        this.processes[index] = null
        reject(new Error(code === null ? `no answer within ${TIMEOUT_MS / 1000} s: it runs, or is compiled, for ever` : `the process ended with exit code ${code}`))
      }
      child.once('exit', ended)
      child.once('message', (message: Answer | { failure: string }) => {
        clearTimeout(timer)
        child.off('exit', ended)
        if ('failure' in message) reject(new Error(message.failure))
        else resolve(message)
      })
      child.send(order)
    })
  }

  close(): void {
    for (const child of this.processes) child?.kill()
  }
}

export class Lanes {
  all: Lane[]
  free: Lane[]
  waiting: ((lane: Lane) => void)[] = []

  constructor(count: number) {
    this.all = Array.from({ length: count }, () => new Lane())
    this.free = [...this.all]
  }

  /** Runs `body` in a lane, as soon as one is free. */
  async use<T>(body: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = this.free.pop() ?? (await new Promise<Lane>((resolve) => { this.waiting.push(resolve) }))
    try {
      return await body(lane)
    } finally {
      const next = this.waiting.shift()
      if (next === undefined) this.free.push(lane)
      else next(lane)
    }
  }

  close(): void {
    for (const lane of this.all) lane.close()
  }
}
