// A channel hands values from senders to receivers, and parks whoever comes first. With a capacity, it keeps
// that many values in between.
//
// Invariants (check.ts tests them after every step of every sample):
//   C1. `waiting` holds senders or receivers, never both; `balance` > 0 counts senders, < 0 receivers.
//   C2. A transfer in `waiting` has a PARKED tasklet, whose `parkedOn` it is.
//   C3. Receivers wait only while the buffer is empty, senders only while it is full.
//   C4. Nobody waits on a closed channel.
//
// Called by: a running step. Calls: park, ready, giveWay (tasklet.ts). Knows nothing of: scheduler, snapshots, IO.

import { ChannelClosed, theirs } from './errors.ts'
import { NEXT, THROW } from './frame.ts'
import { List } from './list.ts'
import { AWAY, Operation } from './operation.ts'
import { giveWay, park, ready, release, type Home, type Tasklet } from './tasklet.ts'

export const SEND = 1
export const RECEIVE: number = -1

/** Who goes on when sender and receiver meet: -1 the receiver, 0 neither switches, 1 the sender. (Stackless manual, channel.preference.) */
export type Preference = -1 | 0 | 1

/** A new channel. `capacity` values are kept for receivers to come; with 0, sender and receiver meet. */
export function channel<T>(capacity = 0): Channel<T> {
  if (!(capacity >= 0)) throw theirs.badNumber('a channel needs a capacity >= 0', capacity)
  return new Channel<T>(capacity)
}

export class Channel<T> {
  capacity: number
  preference: Preference = -1
  closed = false
  cause: unknown = undefined
  buffer: T[] = []
  waiting: List<Transfer<T>> = new List<Transfer<T>>()

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** Hands `value` over; waits while nobody receives and the buffer is full. Throws ChannelClosed. */
  send(value: T): Operation<void> {
    return new Transfer<T>(this, SEND, value, false) as Operation<unknown> as Operation<void>
  }

  /** Gives the next value; waits for one. Throws ChannelClosed when the channel is closed and drained. */
  receive(): Operation<T> {
    return new Transfer<T>(this, RECEIVE, undefined as T, false) as Operation<unknown> as Operation<T>
  }

  /** Like receive, but answers `{ value, done: false }`, and `{ value: undefined, done: true }` at the end. */
  next(): Operation<IteratorResult<T, undefined>> {
    return new Transfer<T>(this, RECEIVE, undefined as T, true) as Operation<unknown> as Operation<IteratorResult<T, undefined>>
  }

  /** Number of tasklets that wait: > 0 senders, < 0 receivers. */
  get balance(): number {
    const first = this.waiting.first
    return first === null ? 0 : first.direction * this.waiting.length
  }

  /** Values in the buffer. */
  get buffered(): number {
    return this.buffer.length
  }

  /** No more sends. Wakes everybody who waits: receivers see the end, senders get ChannelClosed. Buffered values stay. */
  close(cause?: unknown): void {
    if (this.closed) return
    this.closed = true
    this.cause = cause
    for (let transfer = this.waiting.shift(); transfer !== null; transfer = this.waiting.shift()) transfer.end()
  }

  /** The first who waits in the other direction than `direction`, taken out of the wait list. */
  take(direction: number): Transfer<T> | null {
    const first = this.waiting.first
    return first === null || first.direction === direction ? null : this.waiting.shift()
  }
}

/** One tasklet's side of a meeting: a send, or a receive. */
export class Transfer<T> extends Operation<unknown> {
  channel: Channel<T>
  direction: number
  /** What is sent; undefined in receives. */
  value: T
  /** Answer with an iterator result (Channel.next). */
  wrapped: boolean
  next: Transfer<T> | null = null
  previous: Transfer<T> | null = null

  constructor(channel: Channel<T>, direction: number, value: T, wrapped: boolean) {
    super()
    this.channel = channel
    this.direction = direction
    this.value = value
    this.wrapped = wrapped
  }

  override perform(tasklet: Tasklet): unknown {
    const { channel, direction } = this
    if (this.tasklet !== null) return new Transfer(channel, direction, this.value, this.wrapped).perform(tasklet) // O3
    if (direction === SEND && channel.closed) throw new ChannelClosed('send', channel.cause)
    if (direction === RECEIVE && channel.buffer.length > 0) return this.answer(this.#fromBuffer())
    const partner = channel.take(direction)
    if (partner !== null) return this.#meet(tasklet, partner)
    if (direction === SEND && channel.buffer.length < channel.capacity) {
      channel.buffer.push(this.value)
      return undefined
    }
    if (channel.closed) return this.#drained()
    park(tasklet, this)
    channel.waiting.push(this)
    return AWAY
  }

  /** C3: a value leaves the buffer, and the first waiting sender's value takes its place. */
  #fromBuffer(): T {
    const channel = this.channel
    const value = channel.buffer.shift() as T
    const sender = channel.take(RECEIVE)
    if (sender !== null) {
      channel.buffer.push(sender.value)
      ready(release(sender), undefined, NEXT)
    }
    return value
  }

  #meet(tasklet: Tasklet, partner: Transfer<T>): unknown {
    const { channel, direction } = this
    const mine = direction === SEND ? undefined : this.answer(partner.value)
    const theirs = direction === SEND ? partner.answer(this.value) : undefined
    const other = release(partner)
    const home = tasklet.home as Home
    if (channel.preference === -direction && channel.capacity === 0 && other.home === home && home.nestingLevel === 0) {
      tasklet.inbox = mine
      tasklet.mode = NEXT
      return giveWay(tasklet, other, theirs)
    }
    ready(other, theirs, NEXT)
    return mine
  }

  answer(value: T): unknown {
    return this.wrapped ? { value, done: false } : value
  }

  #drained(): unknown {
    if (this.wrapped) return { value: undefined, done: true }
    throw new ChannelClosed('receive', this.channel.cause)
  }

  /** The channel closes while this one waits. C4 */
  end(): void {
    const tasklet = release(this)
    if (this.wrapped) ready(tasklet, { value: undefined, done: true }, NEXT)
    else ready(tasklet, new ChannelClosed(this.direction === SEND ? 'send' : 'receive', this.channel.cause), THROW)
  }

  override cancel(): void {
    this.channel.waiting.remove(this)
  }

  override describe(): string {
    return this.direction === SEND ? 'send on a channel' : 'receive on a channel'
  }
}
