// select: waits for the first of several operations. Sends and receives, sleeps (a timeout), joins, requests.
//
//   SE1. One arm is performed, or none: nothing happens on the channels of the others. Nobody runs between the passes.
//   SE2. While the select is parked, `waits` are the operations it waits in: one for each arm, in exactly one wait list
//        each, and each names its tasklet (O5). Once it is answered or cancelled, none of them names it any more; one that its
//        channel keeps may stay in its list (channel.ts, C6).
//   SE3. The choice among arms that can go on at once: the first as written, or with `fair` any, by the scheduler's random
//        source, each as likely. Among arms that have to wait, the first that is answered.
//   SE4. An arm does what its operation does alone, errors included: a receive on a closed channel throws ChannelClosed.
//
// (Three passes, after Go's select.go: look, wait on all, leave the others. No locks: there is one thread.)
//
// Called by: a running step; channels, timers, joins through `settle`. Calls: tasklet.ts, the arms.

import * as theirs from '../errors.ts'
import { NEXT, type Mode } from '../frames/frame.ts'
import { mark } from '../frames/mark.ts'
import { AWAY, mayBeArm, Operation } from '../scheduler/operation.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { answer, park, unpark, type Home, type Tasklet } from '../scheduler/tasklet.ts'

/** An arm: an operation, or nothing for an arm that is switched off. */
export type Arm = Operation<unknown> | null | undefined | false

type Result<A> = Exclude<A, null | undefined | false> extends Operation<infer R> ? R : never

/** What a select over `A` answers: `key` says which arm, and narrows `value`. */
export type Selected<A> = A extends readonly unknown[]
  ? number extends A['length']
    ? { readonly key: number; readonly value: Result<A[number]> }
    : { [K in keyof A & `${number}`]: K extends `${infer N extends number}` ? { readonly key: N; readonly value: Result<A[K]> } : never }[keyof A & `${number}`]
  : { [K in keyof A]: { readonly key: K; readonly value: Result<A[K]> } }[keyof A]

export interface SelectOptions {
  /** Among arms that can go on at once take any, by the scheduler's random source. Default: the first as written. */
  fair?: boolean
  /** If no arm can go on at once, answer `{ key: 'default', value: undefined }` rather than wait. */
  default?: boolean
}

type Default<O> = O extends { readonly default: infer D } ? (true extends D ? { readonly key: 'default'; readonly value: undefined } : never) : never

/**
 * Waits for the first of `arms`, a record or an array of operations, and answers `{ key, value }`: the name or index of
 * the arm, and what its operation gives. Throws what that operation throws; BAD_ARM.
 */
export function select<const A extends Readonly<Record<string, Arm>> | readonly Arm[], const O extends SelectOptions = {}>(
  arms: A, options?: O,
): Operation<Selected<A> | Default<O>> {
  if (!arms || typeof arms !== 'object') throw theirs.badArm(String(arms))
  const list = Array.isArray(arms)
  const operations: unknown[] = list ? arms.slice() : Object.values(arms)
  let keys: (string | number)[] | null = list ? null : Object.keys(arms)
  for (let i = operations.length - 1; i >= 0; i--) {
    const arm = operations[i]
    if (mayBeArm(arm)) continue
    keys ??= [...operations.keys()]
    if (arm !== null && arm !== undefined && arm !== false) throw theirs.badArm(keys[i] as string)
    keys.splice(i, 1)
    operations.splice(i, 1)
  }
  return new Select(keys, operations as Operation<unknown>[], options?.fair === true, options?.default === true) as unknown as Operation<Selected<A> | Default<O>>
}

mark(select, (_at, _self, arms: readonly Arm[], options: SelectOptions) => select(arms, options))

export interface Choice {
  key: string | number
  value: unknown
}

export class Select extends Operation<Choice> {
  /** null: their indexes. */
  declare keys: readonly (string | number)[] | null
  /** What it has waited in takes the place of what was asked for: it is as good. */
  declare arms: Operation<unknown>[]
  declare fair: boolean
  /** Answer 'default' rather than wait. */
  declare otherwise: boolean
  /** SE2: `arms` itself (restored: a list of its own). */
  declare waits: readonly Operation<unknown>[]

  constructor(keys: readonly (string | number)[] | null, arms: Operation<unknown>[], fair = false, otherwise = false) {
    super()
    this.keys = keys
    this.arms = arms
    this.fair = fair
    this.otherwise = otherwise
    this.waits = arms
  }

  override get role(): null {
    return null
  }

  override perform(tasklet: Tasklet): Choice | typeof AWAY {
    const { arms, otherwise } = this
    if (this.tasklet !== null) return new Select(this.keys, arms.slice(), this.fair, otherwise).perform(tasklet) // O3
    // Pass 1: look.
    const index = this.#choose(tasklet)
    if (index < 0) return otherwise ? { key: 'default', value: undefined } : this.#wait(tasklet)
    const value = (arms[index] as Operation<unknown>).perform(tasklet)
    if (value !== AWAY) return this.#answer(index, value)
    tasklet.inbox = this.#answer(index, tasklet.inbox) // it gave way to its partner
    return AWAY
  }

  /** Pass 2: waits on all. An operation that can't tell whether it is possible may answer here after all. */
  #wait(tasklet: Tasklet): Choice | typeof AWAY {
    const { arms } = this
    park(tasklet, this)
    let i = 0
    try {
      for (; i < arms.length; i++) {
        const waits = (arms[i] as Operation<unknown>).enter(tasklet)
        if (waits === null) break
        arms[i] = waits
      }
    } finally {
      this.waits = arms
      if (i < arms.length) {
        this.waits = arms.slice(0, i)
        this.cancel(tasklet)
        unpark(tasklet, this)
      }
    }
    if (i === arms.length) return AWAY
    const { inbox } = tasklet
    tasklet.inbox = undefined
    return this.#answer(i, inbox)
  }

  #answer(index: number, value: unknown): Choice {
    return { key: this.keys?.[index] ?? index, value }
  }

  /** SE3: the first arm that is possible, or the n-th, n by chance. */
  #choose(tasklet: Tasklet): number {
    const { arms, fair } = this
    const { length } = arms
    let first = -1
    let count = 0
    for (let i = 0; i < length; i++) {
      if (!(arms[i] as Operation<unknown>).possible()) continue
      if (count++ === 0) first = i
      if (!fair) break
    }
    if (count < 2) return first
    let skip = (tasklet.home as Scheduler).randomSource.below(count)
    for (let i = first; ; i++) if ((arms[i] as Operation<unknown>).possible() && skip-- === 0) return i
  }

  /** Pass 3: leave the others. */
  answered(arm: Operation<unknown>, value: unknown, mode: Mode): Tasklet | null {
    const index = this.cancel(this.tasklet as Tasklet, arm)
    return answer(this, mode === NEXT ? this.#answer(index, value) : value, mode)
  }

  /** Waits in no arm any more. The one that was `answered` is in no list already; gives its index. */
  override cancel(tasklet: Tasklet, answered?: Operation<unknown>): number {
    const { waits } = this
    let index = -1
    for (let i = 0; i < waits.length; i++) {
      const arm = waits[i] as Operation<unknown>
      if (arm === answered) index = i
      else arm.cancel(tasklet)
      arm.tasklet = null
    }
    return index
  }

  override adopted(home: Home): void {
    for (const operation of this.waits) operation.adopted(home)
  }

  override describe(): string {
    return `select of ${this.arms.map((arm, i) => `${this.keys?.[i] ?? i}: ${arm.describe()}`).join(', ')}`
  }
}
