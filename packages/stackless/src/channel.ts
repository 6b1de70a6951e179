// A channel of Stackless: an unbuffered meeting place with one queue of waiting tasklets, all in the same direction.
//
//   SC1. `waiting` is the direction of those in the queue: 1 senders, -1 receivers, 0 if there are none.
//   SC2. A tasklet in the queue has `place` IN_QUEUE and this `channel`. Its `tempval` is what it sends.
//   SC3. The links of a queue end in null at both sides.
//
// Called by: programs, actions.ts, world.ts. Calls: actions.ts.

import { Action } from './actions.ts'
import { theirs } from './errors.ts'
import { errorFrom, errorOf, type ErrorClass } from './raise.ts'
import { FLOATING, IN_QUEUE } from './ring.ts'
import { clearance, sequence } from './sequence.ts'
import type { Tasklet } from './tasklet.ts'

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export class Channel<T = any> {
  first: Tasklet | null = null
  last: Tasklet | null = null
  length = 0
  waiting: -1 | 0 | 1 = 0
  closing = false
  /** The private parts of the two properties below, which check what they are set to. */
  prefer: -1 | 0 | 1 = -1
  all = false

  /** Hands `value` to a receiver, or waits for one. Throws what Stackless' channel.send raises. */
  send(value: T): Action<void> {
    return new Action('send', this, [value])
  }

  /** Gives what a sender sends, or throws what it sent as an error. Waits for one. */
  receive(): Action<T> {
    return new Action('receive', this, [])
  }

  /** Iteration: `{ value, done: false }`, or `{ done: true }` once the channel is closing and nobody sends, or after sendException(StopIteration). */
  next(): Action<IteratorResult<T, undefined>> {
    return new Action('next', this, [])
  }

  /** Sends `new type(...args)`, to be thrown in the receiver. Throws TypeError if `type` is no class of errors. */
  sendException(type: ErrorClass, ...args: unknown[]): Action<void> {
    return new Action('sendBomb', this, [errorFrom(type, args)])
  }

  /** Sends an error to be thrown in the receiver: a class and its argument, or an error. Throws TypeError. */
  sendThrow(exception: unknown, value?: unknown): Action<void> {
    return new Action('sendBomb', this, [errorOf(exception, value)])
  }

  /** Sends each item of `items`; gives their number. Throws TypeError if `items` can't be iterated. */
  sendSequence(items: Iterable<T>): Generator<unknown, number, unknown> {
    return sequence(this, items)
  }

  /** CCP: kills all who wait, in their order. */
  clear(): Generator<unknown, void, unknown> {
    return clearance(this)
  }

  /** > 0: so many senders wait; < 0: receivers. */
  get balance(): number {
    return this.waiting * this.length
  }

  /** The first tasklet that waits, or null; walk on with `.next`. */
  get queue(): Tasklet | null {
    return this.first
  }

  /** Closing, and nobody waits any more. */
  get closed(): boolean {
    return this.closing && this.length === 0
  }

  /** Who goes on when two meet: -1 the receiver (default), 0 whoever completes it, 1 the sender. Set beyond, it is cut to -1 or 1. */
  get preference(): -1 | 0 | 1 {
    return this.prefer
  }

  set preference(value: number | boolean) {
    const number = Number(value)
    if (!(typeof value === 'boolean' || typeof value === 'number') || !Number.isInteger(number)) {
      throw theirs.wrong('preference must be set to an integer')
    }
    this.prefer = Math.sign(number) as -1 | 0 | 1
  }

  /** Both go to the end of the ring when two meet, whatever the preference. */
  get scheduleAll(): boolean {
    return this.all
  }

  set scheduleAll(value: number | boolean) {
    if (!(typeof value === 'boolean' || typeof value === 'number') || !Number.isInteger(Number(value))) {
      throw theirs.wrong('scheduleAll must be set to an integer')
    }
    this.all = Number(value) !== 0
  }

  /** Refuses to make anybody wait from now on. Wakes nobody: who waits can still be served. */
  close(): void {
    this.closing = true
  }

  open(): void {
    this.closing = false
  }

  push(tasklet: Tasklet, direction: 1 | -1): void {
    enter(this, tasklet, direction, this.last, null)
  }

  unshift(tasklet: Tasklet, direction: 1 | -1): void {
    enter(this, tasklet, direction, null, this.first)
  }

  /** Takes a tasklet out of the queue. */
  drop(tasklet: Tasklet): void {
    const { before, after } = tasklet
    if (before === null) this.first = after
    else before.after = after
    if (after === null) this.last = before
    else after.before = before
    tasklet.before = null
    tasklet.after = null
    tasklet.place = FLOATING
    tasklet.channel = null
    if (--this.length === 0) this.waiting = 0
  }
}

function enter(channel: Channel, tasklet: Tasklet, direction: 1 | -1, before: Tasklet | null, after: Tasklet | null): void {
  tasklet.before = before
  tasklet.after = after
  if (before === null) channel.first = tasklet
  else before.after = tasklet
  if (after === null) channel.last = tasklet
  else after.before = tasklet
  tasklet.place = IN_QUEUE
  tasklet.channel = channel
  channel.waiting = direction
  channel.length++
}
