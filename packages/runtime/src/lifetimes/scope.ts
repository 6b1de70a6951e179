// A scope: tasklets that end before it does. scope(), all(), race(), any(), allSettled(), withTimeout() and shield() are
// one frame that starts its children, waits until none is left, and looks at how they ended; a `policy` makes the difference.
//
//   SC1. `children` are the tasklets of the scope that are alive; each names the scope.
//   SC2. The frame goes on only when `children` is empty: after a failure, a kill or a deadline too.
//   SC3. Once `cancelled`, every child has been killed, one that is spawned later included.
//   SC4. No error is lost: what children throw while they are cancelled is thrown as well.
//   SC5. A race of operations alone (also withTimeout of one) needs no tasklets: it is a select, so that no value is taken from
//        a channel and then lost with a tasklet that was cancelled.
//
//   policy    cancels the others when        gives
//   scope     one fails                      what the body (the first child) returned
//   all       one fails or is killed         all results, in order
//   race      one ends                       its result or error
//   any       one finishes                   its result; AggregateError if none does
//   settled   never                          all outcomes, in order
//   shield    never; nor does a kill         the result, but first the kill goes on
//
// Called by: tasklets, tasklet.ts (ended). Calls: tasklet.ts, the running scheduler.

import { frameOf, type Body } from '../frames/body.ts'
import { Timeout } from '../errors.ts'
import * as theirs from '../errors.ts'
import { DONE, NEXT, RETURN, THROW, type Frame } from '../frames/frame.ts'
import { mayBeArm, type AWAY, type Operation } from '../scheduler/operation.ts'
import { runningScheduler } from '../scheduler/running.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { Select, type Choice } from '../channels/select.ts'
import { sleep, Sleep } from '../scheduler/sleep.ts'
import { standard, standardCode, type Steps } from '../frames/standard.ts'
import { FAILED, failureOf, FINISHED, KILLED, outcomeOf, release, resultOf, RUNNING, type Home, type Tasklet } from '../scheduler/tasklet.ts'
import { frameOfWork, nameOfWork, type ResultOf, type Work } from '../frames/work.ts'

export type Policy = 'scope' | 'all' | 'race' | 'any' | 'settled' | 'shield'

/** After which ends the others are cancelled. */
const DECIDES: Partial<Record<Policy, readonly unknown[]>> = { scope: [FAILED], all: [FAILED, KILLED], race: [FINISHED, FAILED, KILLED], any: [FINISHED] }

/** What `scope()` gives its body: the tasklets that are spawned here end before it does. */
export class Scope {
  declare policy: Policy
  /** SC1 */
  children: Set<Tasklet> = new Set()
  /** The frame's tasklet waits in it. */
  rest: Rest | null = null
  cancelled = false
  closed = false
  /** Set by a deadline that passed: its milliseconds. */
  expired: number | null = null
  /** The child whose end decided. */
  decider: Tasklet | null = null
  errors: unknown[] = []
  /** For code outside: not saved, made when it is asked for. */
  #controller: AbortController | null = null

  constructor(policy: Policy) {
    this.policy = policy
  }

  /** A tasklet that ends before the scope does. Throws SCOPE_ENDED. */
  spawn<A extends unknown[], R>(body: Body<A, R>, ...args: A): Tasklet<R> {
    return this.start<R>(frameOf(body, ...args), body.name || 'anonymous')
  }

  start<R>(frame: Frame, name: string): Tasklet<R> {
    if (this.closed) throw theirs.scopeEnded(name)
    const child = runningScheduler('scope.spawn()').start<R>(frame, name, this)
    this.children.add(child as Tasklet)
    if (this.cancelled) child.kill()
    return child
  }

  /** Aborts when the scope is cancelled. It can't be saved: after a restore, ask again. */
  get signal(): AbortSignal {
    const controller = (this.#controller ??= new AbortController())
    if (this.cancelled) controller.abort()
    return controller.signal
  }

  /** Kills the children, but for the one that is running. The scope ends when they have cleaned up. */
  cancel(): void {
    if (!this.cancelled && this.policy === 'any') this.errors = []
    this.cancelled = true
    this.#controller?.abort()
    for (const child of this.children) if (child.place !== RUNNING && child.ties.exit === null) child.kill()
  }

  /** A child has ended. */
  ended(child: Tasklet): void {
    this.children.delete(child)
    const { policy, cancelled } = this
    if (child.place === FAILED && (cancelled || policy !== 'settled')) this.errors.push(child.inbox)
    if (!cancelled && DECIDES[policy]?.includes(child.place)) {
      this.decider = child
      this.cancel()
    }
    if (this.children.size === 0) this.rest?.wake()
  }

  expire(ms: number): void {
    for (const { ties } of this.children) if (ties.exit === null) this.expired = ms // the others are cleaning up
    if (this.expired !== null) this.cancel()
  }
}

/** Waits until a scope has no children left; a deadline on the way cancels them, and goes on waiting. */
export class Rest extends Sleep {
  declare scope: Scope

  constructor(scope: Scope, ms: number) {
    super(ms)
    this.scope = scope
  }

  override perform(tasklet: Tasklet): typeof AWAY {
    if (this.scope.children.size === 0) return undefined as never
    const away: typeof AWAY = super.perform(tasklet)
    this.scope.rest = this
    return away
  }

  /** They do until its deadline, but it waits longer. */
  override get timed(): boolean {
    return false
  }

  override fire(): void {
    const { ms, scope } = this
    this.ms = Infinity
    scope.expire(ms)
  }

  override adopted(home: Home): void {
    super.adopted(home)
    for (const child of this.scope.children) (home as Scheduler).adopt(child)
    this.check()
  }

  override cancel(tasklet: Tasklet): void {
    super.cancel(tasklet)
    this.scope.rest = null
  }

  /** After a restore: the snapshot may have left out all children there were. */
  check(): void {
    for (const _ of this.scope.children) return // a set, or still a list
    this.wake()
  }

  /** All children have ended, and so has the scope (SC2), though its tasklet's turn is yet to come. */
  wake(): void {
    this.scope.closed = true
    release(this.tasklet as Tasklet)
  }

  override describe(): string {
    return `${this.scope.policy} of ${this.scope.children.size}${this.ms === Infinity ? '' : `, at most ${this.ms} ms`}`
  }
}

const WAIT = 1
const THROWN = 2
const RETURNED = 3
const SELECTS = 4

standardCode('group', ['scope', 'tasklets', 'completion'], [
  ['start', [0]], ['rest', [0, 1]], ['finally/rest#1', [0, 1, 2]], ['finally/rest#2', [0, 1, 2]], ['select', [0]],
], (frame, value, mode) => {
  if (frame.pc === 0) return open(frame)
  const scope = frame.s0 as Scope
  if (frame.pc === SELECTS) {
    frame.s0 = undefined
    frame.pc = DONE
    if (mode === THROW) throw value
    if (mode === RETURN) return value
    const choice = value as Choice
    if (choice.key === 0 && scope !== undefined) throw new Timeout(scope as unknown as number)
    return choice.value
  }
  if (mode !== NEXT) {
    frame.s2 = value
    frame.pc = mode === RETURN ? RETURNED : THROWN
    if (scope.policy !== 'shield') scope.cancel()
    return new Rest(scope, Infinity)
  }
  return close(frame, scope)
})

function open(frame: Frame): Rest | Select {
  const [policy, works, ms] = frame.s0 as [Policy, unknown, number | undefined]
  if (ms !== undefined) theirs.checkTime('a deadline', ms)
  const scope = new Scope(policy)
  if (policy === 'scope') {
    frame.s1 = [scope.spawn(works as Body, scope)]
  } else {
    if (!Array.isArray(works)) throw theirs.notWork(works)
    if (policy === 'race') {
      const arms = [...works as Operation<unknown>[]]
      if (arms.length === 0) throw theirs.nothing()
      if (arms.every(mayBeArm)) { // SC5
        frame.s0 = ms
        frame.pc = SELECTS
        if (ms !== undefined) arms.unshift(sleep(ms))
        return new Select(null, arms)
      }
    }
    const frames = works.map((work) => [frameOfWork(work), work] as const)
    frame.s1 = frames.map(([first, work]) => scope.start(first, nameOfWork(work, first)))
  }
  frame.s0 = scope
  frame.pc = WAIT
  return new Rest(scope, ms ?? Infinity)
}

/** SC2: all children have ended. */
function close(frame: Frame, scope: Scope): unknown {
  const { pc: how, s1, s2: completion } = frame
  const tasklets = s1 as Tasklet[]
  const { errors, policy } = scope
  frame.s0 = frame.s1 = frame.s2 = undefined
  frame.pc = DONE
  scope.closed = true
  if (errors.length > 0 && (scope.cancelled || policy !== 'any')) throw together(errors) // SC4
  if (how === THROWN) throw completion
  if (how === RETURNED) return completion
  if (scope.expired !== null) throw new Timeout(scope.expired)
  switch (policy) {
    case 'all':
      if (scope.decider !== null) return resultOf(scope.decider)
      return tasklets.map(resultOf)
    case 'settled': return tasklets.map(outcomeOf)
    case 'any':
      if (scope.decider === null) throw new AggregateError(tasklets.map(failureOf), 'nobody finished')
      return scope.decider.inbox
    default: return resultOf(scope.decider ?? (tasklets[0] as Tasklet))
  }
}

/** The first failure, which holds the others in `errors`; one that can't hold any is thrown among them. */
function together(errors: readonly unknown[]): unknown {
  const [first, ...others] = new Set(errors)
  if (others.length === 0) return first
  if (!(first instanceof Error) || !Object.isExtensible(first)) return new AggregateError([first, ...others], 'several failed')
  const before = Array.isArray((first as AggregateError).errors) ? (first as AggregateError).errors as unknown[] : []
  return Object.defineProperty(first, 'errors', { value: [...before, ...others], writable: true, configurable: true })
}

type Works = readonly Work[] | readonly []

export interface ScopeOptions {
  /** Cancels the scope after so many milliseconds; it throws Timeout. */
  timeoutMs?: number
}

/**
 * Runs `body` with a scope, and ends when it and every tasklet spawned there have ended. The first failure cancels all the
 * others and is thrown, with further failures in its `errors`. What is thrown into the tasklet that waits here (a kill)
 * cancels them too, and goes on when they have cleaned up.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const scope: <R>(body: (scope: Scope) => Generator<any, R, any>, options?: ScopeOptions) => Steps<R> =
  standard('scope', 'group', (body: Body, options?: ScopeOptions) => ['scope', body, options?.timeoutMs])

/** Does all of `works` at the same time and gives their results, in order. The first failure cancels the others. */
export const all: <W extends Works>(works: W) => Steps<{ -readonly [I in keyof W]: ResultOf<W[I]> }> =
  standard('all', 'group', (works: Works) => ['all', works])

/**
 * Gives the result, or throws the error, of whoever ends first, when the others have been cancelled. Throws NO_WORK.
 * Of operations alone only one is performed, as in `select`. What a call of a function has received before it is cancelled
 * is gone with it: for one of several channels, race `a.receive()` with `b.receive()` themselves, or use `select`.
 */
export const race: <W extends Works>(works: W) => Steps<ResultOf<W[number]>> =
  standard('race', 'group', (works: Works) => ['race', works])

/** Gives the result of whoever finishes first, when the others have been cancelled. If all fail: AggregateError. */
export const any: <W extends Works>(works: W) => Steps<ResultOf<W[number]>> =
  standard('any', 'group', (works: Works) => ['any', works])

/** Waits for all and throws for none: `{ status: 'fulfilled', value }` or `{ status: 'rejected', reason }` each. */
export const allSettled: <W extends Works>(works: W) => Steps<{ -readonly [I in keyof W]: PromiseSettledResult<ResultOf<W[I]>> }> =
  standard('allSettled', 'group', (works: Works) => ['settled', works])

/** Does `work`, but cancels it after `ms` milliseconds and throws Timeout when it has cleaned up. Throws BAD_NUMBER. */
export const withTimeout: <R>(ms: number, work: Work<R>) => Steps<R> =
  standard('withTimeout', 'group', (ms: number, work: Work) => ['race', [work], ms])

/** Does `work` to its end, also if the tasklet that waits for it is killed; the kill goes on afterwards. */
export const shield: <R>(work: Work<R>) => Steps<R> = standard('shield', 'group', (work: Work) => ['shield', [work]])
