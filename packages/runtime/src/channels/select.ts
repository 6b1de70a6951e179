// select: waits for the first of several operations. Sends and receives, sleeps (a timeout), joins, requests.
//
//   SE1. One arm is performed, or none: nothing happens on the channels of the others. Nobody runs between the passes.
//   SE2. While the select is parked, `waits` are the operations it waits in: one for each arm, in exactly one wait list
//        each, and each names the select (O5). Once it is answered or cancelled it has left all lists, and none of them names it; but see SE5.
//   SE3. The choice among arms that can go on at once: the first as written, or with `fair` any, by the scheduler's random
//        source, each as likely. Among arms that have to wait, the first that is answered.
//   SE4. An arm does what its operation does alone, errors included: a receive on a closed channel throws ChannelClosed.
//   SE5. A select that waits in nothing but the `arm`s of channels leaves no list when it is over: they stay, idle, and name it (channel.ts, C6). Who
//        selects among the same in the same way again is given the same select, and enters only what is not there any more: the arm that was
//        answered, `away`. Nothing can have come to the others, or it would have put them out. What a loop asks for each time costs it one arm.
//
// (Three passes, after Go's select.go: look, wait on all, leave the others. No locks: there is one thread.)
//
// Called by: a running step; channels, timers, joins through `settle`. Calls: tasklet.ts, the arms.

import * as theirs from '../errors.ts'
import { NEXT, type Mode } from '../frames/frame.ts'
import { mark } from '../frames/mark.ts'
import { AWAY, LEAVES, mayBeArm, Operation } from '../scheduler/operation.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'
import { answer, park, type Home, type Tasklet } from '../scheduler/tasklet.ts'

/** An arm: an operation, or nothing for an arm that is switched off. */
export type Arm = Operation<unknown> | null | undefined | false

type Given = Partial<Operation<unknown>> | null | undefined

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
  const fair = options?.fair === true
  const otherwise = options?.default === true
  let keys: (string | number)[] | null = Array.isArray(arms) ? null : Object.keys(arms)
  const given: readonly unknown[] = keys ? Object.values(arms) : arms as readonly unknown[]
  const last = (given[0] as Given)?.waiter ?? (given[1] as Given)?.waiter // (one of the two may be what was answered)
  if (last instanceof Select && last.fair === fair && !otherwise && same(last.keys, keys) && same(last.arms, given)) return last as unknown as Operation<Selected<A> | Default<O>>
  const operations = given.filter((arm, i) => {
    if (arm && !mayBeArm(arm)) throw theirs.badArm(keys?.[i] ?? i)
    return arm
  }) as Operation<unknown>[]
  if (operations.length < given.length) keys = [...keys ?? given.keys()].filter((_, i) => given[i])
  return new Select(keys, operations, fair, otherwise) as unknown as Operation<Selected<A> | Default<O>>
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
  /** (Group) */
  declare entered: Operation<unknown>
  /** SE2: `arms` itself (restored: a list of its own). */
  declare waits: readonly Operation<unknown>[]
  /** The index of the only arm that does not wait where it was left; -1: look at each; or LEAVES. SE5 */
  declare away: number

  constructor(keys: readonly (string | number)[] | null, arms: Operation<unknown>[], fair = false, otherwise = false) {
    super()
    this.keys = keys
    this.arms = arms
    this.fair = fair
    this.otherwise = otherwise
    this.waits = arms
    this.away = LEAVES
    this.entered = this
  }

  override get role(): null {
    return null
  }

  override perform(tasklet: Tasklet): Choice | typeof AWAY {
    const { arms, fair, otherwise, away } = this
    if (this.waiter !== null) return new Select(this.keys, [...arms], fair, otherwise).perform(tasklet) // O3
    const from = Math.max(away, 0) // SE5
    const end = away < 0 ? arms.length : away + 1
    // Pass 1: look. SE3
    let index = -1
    let count = 0
    for (let i = from; i < end && (fair || count === 0); i++) {
      if ((arms[i] as Operation<unknown>).possible(tasklet) && count++ === 0) index = i
    }
    if (count > 1) {
      let skip = (tasklet.home as Scheduler).randomSource.below(count)
      while (skip > 0) if ((arms[++index] as Operation<unknown>).possible(tasklet)) skip--
    }
    if (count > 0) {
      const value = (arms[index] as Operation<unknown>).perform(tasklet)
      if (value !== AWAY) return this.answer(index, value)
      tasklet.inbox = this.answer(index, tasklet.inbox) // it gave way to its partner
      return AWAY
    }
    if (otherwise) return { key: 'default', value: undefined }
    // Pass 2: wait on all.
    park(tasklet, this)
    this.waits = arms
    this.away = -1
    for (let i = from; i < end; i++) {
      const arm = arms[i] as Operation<unknown>
      if (away === LEAVES || arm.waiter !== this) arms[i] = arm.enter(this, tasklet) // SE5
    }
    return AWAY
  }

  answer(index: number, value: unknown): Choice {
    return { key: this.keys?.[index] ?? index, value }
  }

  /** Pass 3: leave the others. */
  answered(arm: Operation<unknown>, value: unknown, mode: Mode): Tasklet | null {
    const index = this.cancel(this.waiter as Tasklet, arm)
    return answer(this, mode === NEXT ? this.answer(index, value) : value, mode)
  }

  /** Waits in no arm any more. The one that was `answered` is in no list already; gives its index. */
  override cancel(tasklet: Tasklet, answered?: Operation<unknown>): number {
    const { waits } = this
    const index = waits.indexOf(answered as Operation<unknown>)
    if (this.away > LEAVES) return this.away = index
    for (const arm of waits) {
      if (arm === answered) continue
      arm.cancel(tasklet)
      arm.waiter = null
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

function same(one: readonly unknown[] | null, other: readonly unknown[] | null): boolean {
  return one === other || (one?.length === other?.length && (one as unknown[]).every((thing, i) => thing === other?.[i]))
}
