// select: waits for the first of several operations. Sends and receives, sleeps (a timeout), joins, requests.
//
//   SE1. One arm is performed, or none: nothing happens on the channels of the others. Nobody runs between the passes.
//   SE2. While the select is parked, `waits` are the operations it waits in: one for each arm, in exactly one wait list
//        each, and each names its tasklet (O5). Once it is answered or cancelled, none of them waits.
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
import { AWAY, Operation } from '../scheduler/operation.ts'
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
  if (Object(arms) !== arms) throw theirs.badArm(String(arms))
  const list = Array.isArray(arms)
  let keys: (string | number)[] | null = list ? null : Object.keys(arms)
  const operations: unknown[] = list ? arms.slice() : Object.values(arms)
  for (let i = 0; i < operations.length; i++) {
    const arm = operations[i]
    if (arm instanceof Operation && !arm.group) continue
    if (arm !== null && arm !== undefined && arm !== false) throw theirs.badArm(keys?.[i] ?? i)
    keys ??= operations.map((_, index) => index)
    keys.splice(i, 1)
    operations.splice(i--, 1)
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
  declare arms: readonly Operation<unknown>[]
  declare fair: boolean
  /** Answer 'default' rather than wait. */
  declare otherwise: boolean
  /** SE2 */
  waits: Operation<unknown>[] = []

  constructor(keys: readonly (string | number)[] | null, arms: readonly Operation<unknown>[], fair = false, otherwise = false) {
    super()
    this.keys = keys
    this.arms = arms
    this.fair = fair
    this.otherwise = otherwise
  }

  override get group(): boolean {
    return true
  }

  override perform(tasklet: Tasklet): Choice | typeof AWAY {
    const { arms, otherwise } = this
    if (this.tasklet !== null) return new Select(this.keys, arms, this.fair, otherwise).perform(tasklet) // O3
    // Pass 1: look.
    const index = this.#choose(tasklet)
    if (index >= 0) return this.#go(tasklet, index)
    if (otherwise) return { key: 'default', value: undefined }
    // Pass 2: wait on all. An operation that can't tell whether it is possible may answer here after all.
    park(tasklet, this)
    const waits = this.waits = arms.slice()
    const { length } = waits
    let value: unknown
    let i = 0
    try {
      for (; i < length; i++) {
        value = (waits[i] as Operation<unknown>).enter(tasklet)
        if (value !== AWAY) break
        waits[i] = tasklet.parkedOn as Operation<unknown> // O3: maybe a copy of the arm
      }
    } finally {
      tasklet.parkedOn = this
      if (i < length) {
        waits.length = i
        this.cancel(tasklet)
        unpark(tasklet, this)
      }
    }
    return i < length ? this.#answer(i, value) : AWAY
  }

  #answer(index: number, value: unknown): Choice {
    return { key: this.keys === null ? index : this.keys[index] as string, value }
  }

  /** SE3: the first arm that is possible, or the n-th, n by chance. */
  #choose(tasklet: Tasklet): number {
    const { arms } = this
    let first = -1
    let count = 0
    for (let i = arms.length - 1; i >= 0; i--) {
      if (!(arms[i] as Operation<unknown>).possible()) continue
      first = i
      count++
    }
    if (!this.fair || count < 2) return first
    let skip = (tasklet.home as Scheduler).randomSource.below(count)
    for (let i = first; ; i++) if ((arms[i] as Operation<unknown>).possible() && skip-- === 0) return i
  }

  /** Performs an arm that is possible. It may give way to its partner: then the answer is in the inbox already. */
  #go(tasklet: Tasklet, index: number): Choice | typeof AWAY {
    const value = (this.arms[index] as Operation<unknown>).perform(tasklet)
    if (value !== AWAY) return this.#answer(index, value)
    tasklet.inbox = this.#answer(index, tasklet.inbox)
    return AWAY
  }

  /** Pass 3: leave the others. */
  answered(arm: Operation<unknown>, value: unknown, mode: Mode): Tasklet | null {
    const index = this.waits.indexOf(arm)
    this.cancel(this.tasklet as Tasklet, arm)
    return answer(this, mode === NEXT ? this.#answer(index, value) : value, mode)
  }

  /** Leaves all arms. One that was answered is in no list any more. */
  override cancel(tasklet: Tasklet, answered?: Operation<unknown>): void {
    for (const operation of this.waits) {
      if (operation !== answered) operation.cancel(tasklet)
      operation.left()
    }
    this.waits = []
  }

  override adopted(home: Home): void {
    for (const operation of this.waits) operation.adopted(home)
  }

  override describe(): string {
    return `select of ${this.arms.map((arm, i) => `${this.keys?.[i] ?? i}: ${arm.describe()}`).join(', ')}`
  }
}
