// One state of the program that is explored, and its turns.
//
//   WO1. A state is a text: the snapshot of `[scheduler, state]`. It is known by its canonical form: the order of the ring does not
//        matter (anybody may go next), nor do absolute times, nor numbers that only break ties. What goes on is not that form, for a
//        program may look at the clock.
//   WO2. A turn is taken on a copy, and is repeatable: whom, and what chance said.
//
// Called by: explore.ts. Calls: runtime, snapshot.

import { Scheduler, type Body, type Tasklet } from '@stillframe/runtime'
import { pointOf, waitOf } from '@stillframe/runtime/abi'
import { capture, restore } from '@stillframe/snapshot'
import type { Turn } from './report.ts'

/** A tasklet's body, or a function that spawns the tasklets and gives what the invariant is to see. Compiled. */
export type Program<S> = Body<[], unknown> | ((scheduler: Scheduler) => S)

export interface ExploreOptions<S> {
  /** Must hold after every turn: throws, or gives false, where it does not. Gets what the program gave, and the scheduler. */
  invariant?: (state: S, scheduler: Scheduler) => unknown
  /** Names of tasklets that may be left waiting: servers. */
  daemons?: readonly string[]
  /** When time passes. last (default): when all wait. any: at any moment, as on a slow machine. */
  timers?: 'last' | 'any'
  /** A turn may end at every operation, not only where it has to wait. Default false. */
  interruptible?: boolean
  /** Default 100,000. */
  maxStates?: number
  /** Leave out turns whose order does not matter. Default true. */
  reduce?: boolean
}

/** A tasklet's turn that never ends is cut here. */
const MOST_OPERATIONS = 100_000
/** A budget that is used up by the first operation. (Who stands at a checkpoint goes through that first.) */
const FIRST_OPERATION = 0.5
/** The id of the clock in schedules. */
export const CLOCK = 0

export interface Saved {
  readonly text: string
  /** The same for all that are one state. WO1 */
  readonly key: string
}

export class World<S> {
  readonly scheduler: Scheduler
  readonly state: S
  /** Errors that nobody joined for, in this world. */
  readonly errors: unknown[] = []

  constructor(scheduler: Scheduler, state: S) {
    this.scheduler = scheduler
    this.state = state
    scheduler.attach({ clock: 'virtual', shuffle: false, onUncaught: (error) => this.errors.push(error) })
  }

  static start<S>(program: Program<S>): World<S> {
    const scheduler = new Scheduler({ clock: 'virtual' })
    if (isGeneratorFunction(program)) {
      scheduler.spawn(program)
      return new World<S>(scheduler, undefined as S)
    }
    return new World<S>(scheduler, (program as (scheduler: Scheduler) => S)(scheduler))
  }

  static restore<S>(text: string): World<S> {
    const [scheduler, state] = restore(text) as [Scheduler, S]
    return new World<S>(scheduler, state)
  }

  /** The state, and its canonical form. The world is of no use afterwards. WO1 */
  saved(): Saved {
    this.#line(this.#inRing)
    const text = this.asItIs()
    if (this.scheduler.nextOrder === 1) return { text, key: text } // no timer ever
    this.#normalise()
    return { text, key: this.asItIs() }
  }

  /** The snapshot, with the ring in its order. */
  asItIs(): string {
    return capture([this.scheduler, this.state])
  }

  #normalise(): void {
    const { scheduler } = this
    const { timers } = scheduler
    const sleeps = timers.kept().heap.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)
    sleeps.forEach((sleep, i) => {
      sleep.dueMs -= scheduler.time
      sleep.order = i + 1
    })
    timers.heap = sleeps // a sorted list is a heap
    timers.times = sleeps.map(({ dueMs }) => dueMs)
    scheduler.time = 0
    scheduler.nextOrder = sleeps.length + 1
  }

  /** Oldest first. */
  get #inRing(): Tasklet[] {
    return this.scheduler.tasklets().filter(({ status }) => status === 'ready')
  }

  /** The ring is these, in this order. */
  #line(tasklets: readonly Tasklet[]): void {
    const { ring } = this.scheduler
    ring.first = null
    ring.length = 0
    for (const tasklet of tasklets) ring.push(tasklet)
  }

  /** Who may go next. */
  ready(timers: 'last' | 'any'): number[] {
    const { heap: { length } } = this.scheduler.timers
    const ids = this.#inRing.map(({ id }) => id)
    return length > 0 && (timers === 'any' || ids.length === 0) ? [...ids, CLOCK] : ids
  }

  find(id: number): Tasklet | undefined {
    return this.scheduler.tasklets().find((tasklet) => tasklet.id === id)
  }

  /** Puts a tasklet first in the ring. */
  first(id: number): Tasklet {
    const tasklet = this.find(id) as Tasklet
    this.#line([tasklet, ...this.#inRing.filter((other) => other !== tasklet)])
    return tasklet
  }

  /** Takes one turn. `choices` is what chance says, and 0 from there on; gives the turn, and how many it could have said each time. */
  take(id: number, choices: readonly number[], interruptible: boolean): { turn: Turn; sizes: number[] } {
    const { scheduler } = this
    const sizes: number[] = []
    scheduler.randomSource.below = (below) => choices[sizes.push(below) - 1] ?? 0
    if (id === CLOCK) {
      const due = scheduler.nextDueMs ?? 0
      scheduler.time = Math.max(scheduler.time, due)
      scheduler.run({ maxSwitches: 0 })
      return { turn: { id, tasklet: 'time', at: `${due} ms pass`, choices: [], after: '' }, sizes }
    }
    const tasklet = this.first(id)
    const at = placeOf(tasklet)
    const { interrupted } = scheduler.run({ maxSwitches: 1, maxOperations: !interruptible ? MOST_OPERATIONS : /checkpoint#\d+$/.test(at) ? 1 : FIRST_OPERATION })
    if (interrupted !== undefined && !interruptible) this.errors.push(new Error(`tasklet "${tasklet.name}" did not leave within ${MOST_OPERATIONS} operations`))
    const chosen = sizes.map((_, i) => choices[i] ?? 0)
    return { turn: { id, tasklet: tasklet.name, at, choices: chosen, after: waitOf(tasklet) || tasklet.status }, sizes }
  }

  /** Makes chance say `choices`, of so many each time, if a seed is found that does. */
  seed(choices: readonly number[], sizes: readonly number[]): void {
    const { randomSource } = this.scheduler
    const drawn = Object.create(Object.getPrototypeOf(randomSource) as object) as typeof randomSource
    for (let seed = 0; seed < 1_000_000; seed++) {
      drawn.state = seed
      if (!choices.every((choice, i) => drawn.below(sizes[i] as number) === choice)) continue
      randomSource.state = seed
      return
    }
  }

  /** Nobody is ready, and no timer is set. */
  get stuck(): boolean {
    return this.scheduler.ring.length === 0 && this.scheduler.timers.heap.length === 0
  }
}

function isGeneratorFunction(program: Function): program is Body<[], unknown> {
  return (Object.getPrototypeOf(program) as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'GeneratorFunction'
}

/** Where a tasklet stands: the innermost frame of the author's. */
export function placeOf(tasklet: Tasklet): string {
  for (let frame = tasklet.top; frame !== null; frame = frame.up) {
    const point = pointOf(frame)
    const module = frame.code.meta?.module ?? ''
    if (point !== undefined && !module.startsWith('std:')) return `${module}:${point.line} ${point.label}`
  }
  return ''
}
