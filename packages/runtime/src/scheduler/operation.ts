// An operation: what a tasklet may wait for. `yield* operation` gives its result.
//
//   O1. `perform` either answers at once, throws into the tasklet, or puts the tasklet somewhere and returns AWAY.
//   O2. While a tasklet is PARKED, `tasklet.parkedOn` is the operation, `operation.waiter` the tasklet, and the
//       operation is in exactly one wait list, from which `cancel` takes it. (On a channel the tasklet is: channel.ts, C2.)
//   O3. An operation parks one tasklet at a time; performing one that is taken performs a copy. (On a wait list, and a channel's reader, are many.)
//   O4. Operations are plain data: a snapshot carries them field by field (kinds.ts).
//   O5. A *group* (select.ts, topic.ts) waits in several operations at once: `waiter` of each is the group, and of the group the tasklet.
//       Whoever answers an operation calls `settle`, which asks the group what becomes of the tasklet.
//
// Called by: the scheduler. Calls: nothing; the subclasses do.

import type { Mode } from '../frames/frame.ts'
import type { Home, Tasklet } from './tasklet.ts'

/** What `perform` returns when the tasklet does not go on now. */
export const AWAY: unique symbol = Symbol('away')

/** `away` of a group that leaves all lists when it is over. */
export const LEAVES = -2

/** May a select wait in it? O5 (To ask for a property is cheaper than `instanceof`.) */
export function mayBeArm(thing: unknown): thing is Operation<unknown> {
  return (thing as Partial<Operation<unknown>> | null | undefined)?.role === Operation
}

/** Something to wait for: `yield*` of it gives a `T`. Made by `sleep()`, `channel.receive()`, `select()` and their kin. */
export abstract class Operation<T> {
  /** Who waits in it: a tasklet, or a group. O2, O5 */
  declare waiter: Tasklet | Group | null

  /** (A field with a value would be a call of the engine's at each birth, 12 ns.) */
  constructor() {
    this.waiter = null
  }

  /** The tasklet that waits in it, alone or in a group. */
  get tasklet(): Tasklet | null {
    const { waiter } = this
    return waiter && (isOperation(waiter) ? waiter.tasklet : waiter)
  }

  /** For restores: a group takes its operations when all are there. */
  set tasklet(tasklet: Tasklet | null) {
    this.waiter = tasklet
  }

  /** Does the operation for `tasklet`, which is running. O1 */
  abstract perform(tasklet: Tasklet): T | typeof AWAY

  /** Would `perform` answer now, or throw, rather than park? A select looks before it waits. */
  possible(_tasklet: Tasklet): boolean {
    return false
  }

  /**
   * As an arm of a select, which has looked: parks its `tasklet` without looking again, because other arms may wait on the same channel already.
   * Gives what it waits in, this or a copy (O3); the group will have to leave it.
   */
  enter(group: Group, tasklet: Tasklet): Operation<unknown> {
    group.away = LEAVES
    this.perform(tasklet)
    return group.entered
  }

  /** This very class, if a select may wait in it; null in groups (O5), and in what is no more than frames to be pushed. */
  get role(): typeof Operation | null {
    return Operation
  }

  /** Takes a parked tasklet out of the wait list; the caller decides what becomes of it. Nothing, where nobody parks. O2 */
  cancel(_tasklet: Tasklet): void {}

  /** A restored tasklet that waits here joins `home`: enters its timers, its requests. */
  adopted(_home: Home): void {}

  /** Says in a few words what is waited for: "receive on channel 3". */
  abstract describe(): string

  /** Native generators reach the scheduler through this iterator: it yields the operation itself, once. */
  [Symbol.iterator](): Generator<Operation<T>, T, unknown> {
    return new OperationIterator(this) as unknown as Generator<Operation<T>, T, unknown>
  }
}

/** O5 */
export interface Group extends Operation<unknown> {
  /** LEAVES, or which of its arms do not stay (select.ts, SE5). */
  away: number
  /** What its tasklet was parked in last. */
  entered: Operation<unknown>
  /** `operation`, one of those this group waits in, was answered. Gives the tasklet if it goes on. */
  answered(operation: Operation<unknown>, value: unknown, mode: Mode): Tasklet | null
}

/** (`instanceof` walks up the chain of prototypes.) */
export function isOperation(waiter: Tasklet | Operation<any>): waiter is Operation<any> {
  return (waiter as Tasklet).ties === undefined
}

/** `yield*` makes one for itself, and asks it no more once it has thrown. It needs no `return` (ECMA-262 15.5.5, step 7.c.iii). */
class OperationIterator<T> {
  declare operation: Operation<T> | null

  constructor(operation: Operation<T>) {
    this.operation = operation
  }

  next(value: unknown): IteratorResult<unknown, unknown> {
    const operation = this.operation
    this.operation = null
    return { value: operation ?? value, done: operation === null }
  }

  throw(error: unknown): never {
    throw error
  }
}

/**
 * Gives a wait a name that edits of the code around it don't change: `yield* at('approve', request('approve', order))`. It is
 * the label under which a frame that waits there is saved, found again and migrated. The compiler reads it, so the name is a
 * literal, and unique in its function; when the program runs, `work` is all there is.
 */
export function at<W>(_label: string, work: W): W {
  return work
}
