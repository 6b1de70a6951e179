// A tasklet: a chain of frames with a place in the world. And the two moves everything rests on: `park` and `ready`.
//
//   T1. A tasklet is in exactly one place: RUNNING (scheduler.current), READY (the ring, once), PARKED (one operation,
//       `parkedOn`), PAUSED (nowhere, alive), or ended (DONE, FAILED, KILLED: `top` is null).
//   T2. `inbox` and `mode` are what it is resumed with; after the end `inbox` is its result or its error.
//   T3. Everything a snapshot carries is a field here: no closure, promise or private state.
//
//   transition            by
//   PAUSED  -> READY      ready (spawn, adopt)
//   READY   -> RUNNING    Scheduler.run
//   RUNNING -> READY      Scheduler.run (a bare yield), giveWay (channel preference)
//   RUNNING -> PARKED     park
//   PARKED  -> READY      ready
//   RUNNING -> ended      finish
//
// Called by: operations, scheduler. Calls: list.ts. Knows nothing of: channels, timers, requests.

import { assert, Cancelled, TaskletExit, theirs } from './errors.ts'
import { NEXT, THROW, type Frame, type Mode } from './frame.ts'
import { AWAY, Operation } from './operation.ts'
import type { List } from './list.ts'

/** Alive, but in no queue: a fresh or restored tasklet that no scheduler runs yet. */
export const PAUSED = 0
/** In the ready ring, exactly once. Owned by the scheduler. */
export const READY = 1
/** Being stepped now. */
export const RUNNING = 2
/** Waits in exactly one operation (`parkedOn`). Owned by that operation's wait list. */
export const PARKED = 3
export const FINISHED = 4
export const FAILED = 5
export const KILLED = 6

export type State = 0 | 1 | 2 | 3 | 4 | 5 | 6
export const STATE_NAMES = ['paused', 'ready', 'running', 'parked', 'done', 'failed', 'killed'] as const

/** What a tasklet sees of its scheduler. */
export interface Home {
  readonly ring: List<Tasklet>
  current: Tasklet | null
  running: boolean
  /** How many dispatch loops are nested inside the running step. */
  nestingLevel: number
  nativeFrameName: string
  wake(): void
  ended(tasklet: Tasklet): void
  uncaught(error: unknown, tasklet: Tasklet): void
}

export class Tasklet<R = unknown> {
  readonly id: number
  name: string
  home: Home | null
  state: State
  top: Frame | null
  inbox: unknown
  mode: Mode
  parkedOn: Operation<unknown> | null
  joiners: Join<unknown>[] | null
  // Links of the ring (list.ts) and of the scheduler's list of the living.
  next: Tasklet | null
  previous: Tasklet | null
  younger: Tasklet | null
  older: Tasklet | null

  constructor(id: number, name: string, top: Frame | null) {
    this.id = id
    this.name = name
    this.home = null
    this.state = PAUSED
    this.top = top
    this.inbox = undefined
    this.mode = NEXT
    this.parkedOn = null
    this.joiners = null
    this.next = null
    this.previous = null
    this.younger = null
    this.older = null
  }

  get alive(): boolean {
    return this.state < FINISHED
  }

  get status(): (typeof STATE_NAMES)[number] {
    return STATE_NAMES[this.state]
  }

  /** What the body returned; undefined until it has. */
  get result(): R | undefined {
    return this.state === FINISHED ? (this.inbox as R) : undefined
  }

  /** What the body threw, or the TaskletExit that killed it. */
  get error(): unknown {
    return this.state > FINISHED ? this.inbox : undefined
  }

  /** Waits for the end: gives the result, throws the error, or throws Cancelled if the tasklet was killed. */
  join(): Operation<R> {
    return new Join<R>(this)
  }

  /**
   * Throws TaskletExit into the tasklet. Its `finally` blocks run when its turn comes, and may wait; nobody else runs now.
   * A tasklet that has not started, or has ended, runs nothing.
   */
  kill(): void {
    if (!this.alive) return
    if (this.state === RUNNING) throw new TaskletExit()
    if (this.home === null) {
      finish(this, KILLED, new TaskletExit())
      return
    }
    if (this.state === PARKED) {
      const operation = this.parkedOn as Operation<unknown>
      operation.cancel()
      release(operation)
    }
    if (this.top !== null && this.top.pc === 0 && this.top.up === null) {
      if (this.state === READY) this.home.ring.remove(this)
      finish(this, KILLED, new TaskletExit())
    } else if (this.state === READY) {
      this.inbox = new TaskletExit()
      this.mode = THROW
    } else {
      ready(this, new TaskletExit(), THROW)
    }
  }
}

/** Leaves the running tasklet waiting in `operation`, whose wait list the caller keeps. O2 */
export function park(tasklet: Tasklet, operation: Operation<unknown>): typeof AWAY {
  mayLeave(tasklet, operation.describe())
  tasklet.state = PARKED
  tasklet.parkedOn = operation
  operation.tasklet = tasklet
  return AWAY
}

/** Throws if a native frame stands between the running step and the scheduler. */
export function mayLeave(tasklet: Tasklet, what: string): void {
  const home = tasklet.home as Home
  if (home.nestingLevel > 0) throw theirs.nativeFrame(tasklet.name, what, home.nativeFrameName)
}

/** Undoes the link between a parked tasklet and its operation. */
export function release(operation: Operation<unknown>): Tasklet {
  const tasklet = operation.tasklet as Tasklet
  operation.tasklet = null
  tasklet.parkedOn = null
  tasklet.state = PAUSED
  return tasklet
}

/** To the end of the ring, to be resumed with `value`. A tasklet of no scheduler yet just remembers it. */
export function ready(tasklet: Tasklet, value: unknown, mode: Mode): void {
  tasklet.inbox = value
  tasklet.mode = mode
  const home = tasklet.home
  if (home === null) return
  tasklet.state = READY
  home.ring.push(tasklet)
  if (!home.running) home.wake()
}

/** The partner of a channel operation goes on at once, the running tasklet waits its turn at the end of the ring. */
export function giveWay(running: Tasklet, partner: Tasklet, value: unknown): typeof AWAY {
  const ring = (running.home as Home).ring
  running.state = READY
  ring.push(running)
  partner.inbox = value
  partner.mode = NEXT
  partner.state = READY
  ring.unshift(partner)
  return AWAY
}

/** Ends a tasklet and wakes who joined it; an error that nobody waits for goes to `uncaught`. */
export function finish(tasklet: Tasklet, state: State, outcome: unknown): void {
  assert(state >= FINISHED, 'T1: a tasklet ends as done, failed or killed')
  tasklet.state = state
  tasklet.top = null
  tasklet.inbox = outcome
  tasklet.mode = NEXT
  const joiners = tasklet.joiners
  tasklet.joiners = null
  tasklet.home?.ended(tasklet)
  if (joiners !== null) {
    for (const join of joiners) {
      const error = state === FINISHED ? undefined : join.failure()
      ready(release(join), state === FINISHED ? outcome : error, state === FINISHED ? NEXT : THROW)
    }
  } else if (state === FAILED) {
    tasklet.home?.uncaught(outcome, tasklet)
  }
}

export class Join<R> extends Operation<R> {
  target: Tasklet<R>

  constructor(target: Tasklet<R>) {
    super()
    this.target = target
  }

  override perform(tasklet: Tasklet): R | typeof AWAY {
    const target = this.target
    if (target.state === FINISHED) return target.inbox as R
    if (target.state > FINISHED) throw this.failure()
    if (target === tasklet) throw theirs.joinSelf(tasklet.name)
    if (this.tasklet !== null) return new Join(target).perform(tasklet) // O3
    park(tasklet, this)
    ;(target.joiners ??= []).push(this as Join<unknown>)
    return AWAY
  }

  failure(): unknown {
    return this.target.state === KILLED ? new Cancelled(this.target.name) : this.target.inbox
  }

  override cancel(): void {
    const left = this.target.joiners?.filter((join) => join !== this) ?? []
    this.target.joiners = left.length === 0 ? null : left
  }

  override describe(): string {
    return `join of tasklet "${this.target.name}"`
  }
}
