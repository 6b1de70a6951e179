// Context-local values: bound for the length of some work, and inherited by every tasklet that is spawned meanwhile.
//
//   CX1. A tasklet's bindings are a chain of plain records, the innermost first; spawn shares it, and a snapshot carries it.
//   CX2. A value is known by its name, so that it is found again in another process: two contexts of one name are one.
//
// Called by: tasklets. Calls: the running tasklet.

import { DONE, THROW } from './frames/frame.ts'
import { current } from './scheduler/running.ts'
import { standard, standardCode, type Steps } from './frames/standard.ts'
import type { Binding } from './scheduler/tasklet.ts'
import { frameOfWork, type Work } from './frames/work.ts'

/** A value that tasklets find without being handed it. CX2 */
export function context<T>(name: string): Context<T | undefined>
export function context<T>(name: string, fallback: T): Context<T>
export function context<T>(name: string, fallback?: T): Context<T | undefined> {
  return new Context(name, fallback)
}

/** A value that tasklets inherit from who spawned them. Made by `context()`. */
export class Context<T> {
  declare readonly name: string
  declare readonly fallback: T

  constructor(name: string, fallback: T) {
    this.name = name
    this.fallback = fallback
  }

  /** The value that the running tasklet sees. Throws NO_SCHEDULER. */
  get(): T {
    for (let at = current().ties.context; at !== null; at = at.up) if (at.name === this.name) return at.value as T
    return this.fallback
  }

  /** Does `work` with this value; tasklets that are spawned meanwhile keep it. */
  with<R>(value: T, work: Work<R>): Steps<R> {
    return bind(this.name, value, work) as Steps<R>
  }
}

standardCode('with', ['outer'], [['start', [0]], ['work', [0]]], (frame, value, mode) => {
  const tasklet = current()
  if (frame.pc === 0) {
    const [name, bound, work] = frame.s0 as [string, unknown, Work]
    const inner = frameOfWork(work)
    const up = frame.s0 = tasklet.ties.context
    tasklet.ties = { ...tasklet.ties, context: { name, value: bound, up: up?.name === name ? up.up : up } } // (nobody sees what it hides)
    frame.pc = 1
    return inner
  }
  tasklet.ties = { ...tasklet.ties, context: frame.s0 as Binding | null }
  frame.s0 = undefined
  frame.pc = DONE
  if (mode === THROW) throw value
  return value
})

const bind: (name: string, value: unknown, work: Work) => Steps<unknown> =
  standard('with', 'with', (name: string, value: unknown, work: Work) => [name, value, work])
