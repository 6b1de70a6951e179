// A tasklet: a chain of frames with a place in the world. And the two moves everything rests on: `park` and `enqueue`.
//
//   T1. A tasklet is in exactly one `place`: RUNNING (scheduler.current, first of the ring), READY or RAISED (the ring, once), parked (the operation
//       it waits in), or ended (FINISHED, FAILED, KILLED: `top` is null).
//   T2. `inbox` is what it is resumed with, or, of who is RAISED, what is thrown into it; after the end its result or its error.
//   T3. Everything a snapshot carries is a field here: no closure, promise or private state.
//   T4. `exit` is set by a kill. When it is, an operation that stands neither in a `catch` nor in a
//       `finally` (of this frame or one that waits for it) is not performed: the tasklet is told again (`mustExit`).
//   T5. A value that an operation has given is not taken back: who is killed before its turn has come takes the value, and is
//       told at its next operation. (Not in native frames, which can't say whether that stands in a `finally`.)
//   T6. What a tasklet has in common with others stands in its `ties`, which siblings share: whoever changes some takes a copy
//       first. Only the set of joiners is its tasklet's alone.
//
//   transition            by
//   READY   -> RUNNING    Scheduler.run; so is RAISED
//   RUNNING -> READY      Scheduler.run (a bare yield), Scheduler.interrupt (the budget), a send or receive (channel preference)
//   RUNNING -> parked     park
//   parked  -> READY      resume (settle, a send or receive, kill); the caller finds it its place in a ring
//   READY   -> RAISED     resume (kill)
//   RUNNING -> ended      finish
//
// Called by: operations, scheduler. Calls: ring.ts. Knows nothing of: channels, timers, requests.

import { Cancelled, TaskletExit } from '../errors.ts'
import * as theirs from '../errors.ts'
import { NEXT, pointOf, THROW, type Frame, type Mode } from '../frames/frame.ts'
import { AWAY, isOperation, Operation, type Group } from './operation.ts'
import type { Ring } from './ring.ts'
import { bar, currentOrNull, stepping } from './running.ts'
import type { Scope } from '../lifetimes/scope.ts'
import type { Sleep } from './sleep.ts'

// Where a tasklet is that waits in no operation. T1 (Those it goes through turn by turn are no objects: to write one is nothing the collector
// wants to know of, which is 60 instructions of a round trip. The two beside them are functions: what the engine compares, as operations, null
// and undefined, without asking what it is; booleans make V8 13 compile the loop again for ever.)

/** In the ready ring, exactly once, owned by the scheduler; in no queue as long as no scheduler has the tasklet. */
export const READY = null
/** The same, but its inbox is to be thrown. */
export function RAISED(): void {}
/** Being stepped now: the first of the ring. */
export const RUNNING = undefined
export const FINISHED: unique symbol = Symbol('done')
export const FAILED: unique symbol = Symbol('failed')
export const KILLED: unique symbol = Symbol('killed')

export type Place = typeof READY | typeof RAISED | typeof RUNNING | End | Operation<unknown>
type End = typeof FINISHED | typeof FAILED | typeof KILLED

/** What a tasklet sees of its scheduler. */
export interface Home {
  readonly ring: Ring
  /** The name of the native frame between the running step and the scheduler, if there is one. */
  readonly nativeFrame: string | null
  wake(): void
  /** The running tasklet leaves because the budget is used up, to be resumed with `value`. */
  interrupt(tasklet: Tasklet, value: unknown, mode: Mode): void
  ended(): void
  uncaught(error: unknown, tasklet: Tasklet): void
}

/** A context-local value, and those that were bound before it. */
export interface Binding {
  readonly name: string
  readonly value: unknown
  readonly up: Binding | null
}

/** What a tasklet is given at its birth and rarely changes: one record for all who were spawned alike. T6 */
export interface Ties {
  readonly name: string
  /** Who runs it. */
  readonly home: Home | null
  /** Waits for its end, and gets its error. */
  readonly scope: Scope | null
  /** Innermost context-local binding. */
  readonly context: Binding | null
  /** The name of who spawned it; empty for the host. */
  readonly spawner: string
  /** Where that was, as a line of a trace; empty if it is not known. */
  readonly spawnedAt: string
  /** Who waits for its end by `join`, and those outside who do, in the order of their arrival; null until somebody does. */
  readonly joiners: Set<Joiner> | null
  /** T4 */
  readonly exit: TaskletExit | null
}

/** Is told once of a tasklet's end, and says whether it takes the error. */
export interface Joiner {
  settle(): boolean
}

/** Of somebody whom nobody runs; and of the code outside, which spawns whom no tasklet spawns. */
export const noTies: Ties = { name: '', home: null, scope: null, context: null, spawner: '', spawnedAt: '', joiners: null, exit: null }

/** A call of a generator function that runs in turn with others, and returns an `R`. Made by `spawn()`. (Stackless: tasklet. Go: goroutine.) */
export class Tasklet<R = unknown> {
  declare readonly id: number
  declare ties: Ties
  declare place: Place
  declare top: Frame | null
  declare inbox: unknown
  // Links: of the ring, which has only `next`, or of a wait list. R5
  declare next: Tasklet | null
  declare previous: Tasklet | null | undefined

  constructor(id: number, top: Frame | null, ties: Ties) {
    this.id = id
    this.ties = ties
    this.place = READY
    this.top = top
    this.inbox = undefined
    this.next = null
    this.previous = undefined
  }

  get name(): string {
    return this.ties.name
  }

  set name(name: string) {
    this.ties = { ...this.ties, name }
  }

  get home(): Home | null {
    return this.ties.home
  }

  get alive(): boolean {
    return typeof this.place !== 'symbol'
  }

  get status(): 'paused' | 'ready' | 'running' | 'parked' | 'done' | 'failed' | 'killed' {
    const { place } = this
    if (typeof place === 'symbol') return place.description as 'done'
    if (this.parkedOn !== null) return 'parked'
    if (this.home === null) return 'paused'
    return place === RUNNING ? 'running' : 'ready'
  }

  /** The operation it waits in. */
  get parkedOn(): Operation<unknown> | null {
    return typeof this.place === 'object' ? this.place : null
  }

  /** What the body returned; undefined until it has. */
  get result(): R | undefined {
    return this.place === FINISHED ? (this.inbox as R) : undefined
  }

  /** What the body threw, or the TaskletExit that killed it. */
  get error(): unknown {
    return this.alive || this.place === FINISHED ? undefined : this.inbox
  }

  /** Waits for the end: gives the result, throws the error, or throws Cancelled if the tasklet was killed. */
  join(): Operation<R> {
    return new Join<R>(this, 'result') as Operation<unknown> as Operation<R>
  }

  /** Waits for the end and never throws: `{ status: 'fulfilled', value }`, or `{ status: 'rejected', reason }`. */
  settled(): Operation<PromiseSettledResult<R>> {
    return new Join<R>(this, 'outcome') as Operation<unknown> as Operation<PromiseSettledResult<R>>
  }

  /** Kills the tasklet and waits until it has cleaned up. Throws what its cleaning threw. */
  cancel(): Operation<void> {
    return new Join<R>(this, 'end') as Operation<unknown> as Operation<void>
  }

  /** The end, for code outside of tasklets: the result, the error, or Cancelled. Throws FOREIGN_TASKLET. */
  promise(): Promise<R> {
    return new Promise((resolve, reject) => {
      const settle = (): boolean => {
        if (this.place === FINISHED) resolve(this.inbox as R)
        else reject(failureOf(this))
        return true
      }
      if (!this.alive) settle()
      else if (this.home === null) throw theirs.foreign(this.name)
      else watch(this as Tasklet, { settle })
    })
  }

  /**
   * Throws TaskletExit into the tasklet. Its `finally` blocks run when its turn comes, and may wait; nobody else runs now.
   * A tasklet that has not started, or has ended, runs nothing.
   */
  kill(): void {
    if (!this.alive) return
    const exit = condemn(this)
    if (this === currentOrNull()) throw exit
    if (this.parkedOn !== null) release(this)
    if (this.place === RUNNING) exit.told = false // somebody else runs in the midst of its turn
    else if (endsAtOnce(this)) finish(this, KILLED, exit)
    else if (this.place === READY && this.inbox !== undefined && cleansUp(this) !== null) exit.told = false // T5
    else resume(this, exit, THROW)
  }
}

/** Has somebody who is killed nothing to clean up? */
function endsAtOnce({ home, top }: Tasklet<any>): boolean {
  return home === null || (top?.pc === 0 && top.up === null)
}

/** T4 */
function condemn(tasklet: Tasklet<any>): TaskletExit {
  const exit = new TaskletExit()
  const { ties } = tasklet
  tasklet.ties = { ...ties, exit }
  bar()
  return exit
}

/** kill() for callers that are not to be thrown at: a tasklet that is running is told at its next operation. */
export function killSoon(tasklet: Tasklet): void {
  if (tasklet.place !== RUNNING) tasklet.kill()
  else if (tasklet.ties.exit === null) condemn(tasklet).told = false
}

/** What a joiner of a tasklet that did not finish gets. */
export function failureOf(tasklet: Tasklet): unknown {
  return tasklet.place === KILLED ? new Cancelled(tasklet.name) : tasklet.inbox
}

/** T4: a tasklet with an `exit` is about to do an operation. A native frame can't say where it stands: it is told once, and then let alone. */
export function mustExit(tasklet: Tasklet): boolean {
  const exit = tasklet.ties.exit as TaskletExit
  if (cleansUp(tasklet) ?? exit.told) return false
  exit.told = true
  return true
}

/** Does a tasklet stand in a `catch` or `finally`, of its innermost frame or one that waits for it? null: a frame can't say. */
function cleansUp(tasklet: Tasklet): boolean | null {
  for (let frame = tasklet.top; frame !== null; frame = frame.up) {
    const point = frame.code.raw ? undefined : pointOf(frame)
    if (point === undefined) return null
    if (/(^|\/)(catch|finally)\//.test(point.label)) return true
  }
  return false
}

/** Leaves the running tasklet waiting in `operation`, whose wait list the caller keeps; or the group it waits in already. Throws NATIVE_FRAME. O2, O5 */
export function park(tasklet: Tasklet, operation: Operation<unknown>): typeof AWAY {
  const group = tasklet.parkedOn as Group | null
  if (group !== null) {
    group.entered = operation
    operation.waiter = group
    return AWAY
  }
  const home = tasklet.ties.home as Home
  if (home.nativeFrame !== null) mustStay(tasklet, operation.describe())
  operation.waiter = leave(operation)
  return AWAY
}

/** Who runs leaves the ring, to wait in `operation`. R5 */
export function leave(operation: Operation<unknown>): Tasklet {
  const { ring } = stepping
  const tasklet = ring.shift()
  if (tasklet.previous === undefined && !(operation as Partial<Sleep>).timed) {
    tasklet.previous = null
    ring.parked.push(tasklet)
  }
  tasklet.place = operation
  return tasklet
}

/** A native frame stands between the running step and the scheduler. */
export function mustStay(tasklet: Tasklet, what: string): never {
  throw theirs.nativeFrame(tasklet.name, what, (tasklet.ties.home as Home).nativeFrame as string)
}

/** A parked tasklet waits no longer, and is ready, without an answer. */
export function release(tasklet: Tasklet): void {
  const operation = tasklet.parkedOn as Operation<unknown>
  operation.cancel(tasklet)
  operation.waiter = null
  enqueue(resume(tasklet))
}

/** Answers an operation somebody waits in: its tasklet becomes ready, unless the operation is one of several it waits for. */
export function settle(operation: Operation<unknown>, value: unknown, mode: Mode): void {
  enqueue(answer(operation, value, mode))
}

/** The same, but whoever calls finds the tasklet its place: in no queue now; null when it goes on waiting for more, or nobody waits there. */
export function answer(operation: Operation<unknown>, value: unknown, mode: Mode): Tasklet | null {
  const { waiter } = operation
  operation.waiter = null
  if (waiter === null) return null
  if (!isOperation(waiter)) return resume(waiter, value, mode)
  if (waiter.waiter !== null) return (waiter as Group).answered(operation, value, mode)
  ;(waiter as Group).away = -1 // C6
  return null
}

/** A tasklet is to go on with `value`. If it is in no queue, as who was parked, whoever calls finds it one. */
export function resume<T extends Tasklet<any>>(tasklet: T, value?: unknown, mode?: Mode): T {
  tasklet.place = mode ? RAISED : READY
  tasklet.inbox = value
  return tasklet
}

/** To the end of the ring, with what is in its inbox. A tasklet of no scheduler yet stays where it is; null is nobody. */
export function enqueue(tasklet: Tasklet | null): void {
  const home = tasklet?.ties.home
  if (!home) return
  home.ring.push(tasklet)
  home.wake()
}

/** Ends a tasklet and wakes who joined it; an error that nobody waits for goes to `uncaught`. */
export function finish(tasklet: Tasklet, place: End, outcome: unknown): void {
  const { home, joiners, scope } = tasklet.ties
  if (tasklet.place === RUNNING) (home as Home).ring.shift()
  else if (home) home.ring.length-- // R4
  tasklet.place = place
  tasklet.top = null
  tasklet.inbox = outcome
  home?.ended()
  scope?.ended(tasklet)
  let taken = scope !== null
  if (joiners !== null) {
    for (const joiner of joiners) if (joiner.settle()) taken = true
    joiners.clear()
  }
  if (place === FAILED && !taken) home?.uncaught(outcome, tasklet)
}

/** Puts somebody into the list of those who are told of the end of `target`. */
export function watch(target: Tasklet, joiner: Joiner): void {
  const { ties } = target
  if (ties.joiners === null) target.ties = { ...ties, joiners: new Set([joiner]) }
  else ties.joiners.add(joiner)
}

/** Waits for the end of `target`; `form` says what it gives. */
export class Join<R> extends Operation<unknown> {
  declare target: Tasklet<R>
  /** result: as the target ended. outcome: never throws. end: kills first, and gives nothing. */
  declare form: 'result' | 'outcome' | 'end'

  constructor(target: Tasklet<R>, form: 'result' | 'outcome' | 'end') {
    super()
    this.target = target
    this.form = form
  }

  override possible(tasklet: Tasklet): boolean {
    const { target, form } = this
    return !target.alive || target === tasklet || (form === 'end' && endsAtOnce(target))
  }

  override perform(tasklet: Tasklet): unknown {
    const { target, form } = this
    if (form === 'end') target.kill()
    if (!target.alive) return this.answer()
    if (target === tasklet) throw theirs.joinSelf(tasklet.name)
    if (this.waiter !== null) return new Join(target, form).perform(tasklet) // O3
    park(tasklet, this)
    watch(target as Tasklet, this)
    return AWAY
  }

  answer(): unknown {
    const { target, form } = this
    if (form === 'outcome') return outcomeOf(target)
    if (form === 'result' || target.place === FAILED) return resultOf(target)
  }

  settle(): boolean {
    try {
      settle(this, this.answer(), NEXT)
    } catch (error) {
      settle(this, error, THROW)
    }
    return true
  }

  override cancel(): void {
    this.target.ties.joiners?.delete(this)
  }

  override describe(): string {
    return `join of tasklet "${this.target.name}"`
  }
}

/** What somebody returned who has ended; throws what its joiners get if it did not finish. */
export function resultOf<R>(tasklet: Tasklet<R>): R {
  if (tasklet.place !== FINISHED) throw failureOf(tasklet as Tasklet)
  return tasklet.inbox as R
}

export function outcomeOf<R>(tasklet: Tasklet<R>): PromiseSettledResult<R> {
  return tasklet.place === FINISHED
    ? { status: 'fulfilled', value: tasklet.inbox as R }
    : { status: 'rejected', reason: failureOf(tasklet) }
}
