// A channel hands values from senders to receivers, and parks whoever comes first. With a capacity, it keeps
// that many values in between; `overflow` says what happens to the next one.
//
// Invariants (check.ts tests them after every step of every sample):
//   C1. `waiting` holds senders or receivers; both only if all of them are arms of one select. `balance` > 0 counts
//       senders, < 0 receivers.
//   C2. A transfer in `waiting` has a PARKED tasklet, whose `parkedOn` it is, or the group it belongs to (O5).
//   C3. Receivers wait only while the buffer is empty, senders only while it is full and nothing may overflow.
//   C4. Nobody waits on a closed channel.
//   C5. `receiver`, `reader` and `sender` are operations to be used again, and no part of the state. A receive has no
//       content of its own, so that anybody may hold it (O3). A `pooled` send is known to the loop alone: emitted code
//       asks for it by its mark (GO2) and yields it at once; whoever takes its value puts it back.
//
// Called by: a running step, select.ts, topic.ts, the host between steps. Calls: park, settle, giveWay (tasklet.ts).
// Knows nothing of: scheduler, snapshots, IO.

import { each, type Each } from './each.ts'
import { ChannelClosed, theirs } from './errors.ts'
import { NEXT, THROW } from './frame.ts'
import { List } from './list.ts'
import { mark } from './mark.ts'
import { AWAY, Operation } from './operation.ts'
import { Queue } from './queue.ts'
import { answer, enqueue, giveWay, park, settle, type Home, type Tasklet } from './tasklet.ts'
import { trace } from './trace.ts'

export const SEND = 1
export const RECEIVE: number = -1

/** Who goes on when sender and receiver meet: -1 the receiver, 0 neither switches, 1 the sender. (Stackless manual, channel.preference.) */
export type Preference = -1 | 0 | 1

/** What a send to a full buffer does: waits; drops the oldest value (slide); drops its own (drop). */
export type Overflow = 'wait' | 'slide' | 'drop'

export interface ChannelOptions {
  /** Values kept for receivers to come. 0 (default): sender and receiver meet. Infinity: nobody ever waits to send. */
  capacity?: number
  /** Default 'wait'. The others need a capacity of 1 or more. */
  overflow?: Overflow
  /** For messages and tools. */
  name?: string
}

/** A new channel: `channel()`, `channel(16)`, `channel({ capacity: 16, overflow: 'slide' })`. Throws BAD_NUMBER, BAD_OVERFLOW. */
export function channel<T>(options: number | ChannelOptions = 0): Channel<T> {
  const { capacity = 0, overflow = 'wait', name = '' } = typeof options === 'object' ? options : { capacity: options }
  if (!(capacity >= 0 && (capacity === Infinity || Number.isInteger(capacity)))) throw theirs.badNumber('a channel needs a whole capacity >= 0, or Infinity', capacity)
  if (!['wait', 'slide', 'drop'].includes(overflow) || (overflow !== 'wait' && capacity === 0)) throw theirs.badOverflow(overflow, capacity)
  const made = new Channel<T>(capacity)
  made.overflow = overflow
  made.name = name
  return made
}

export class Channel<T> {
  name = ''
  declare capacity: number
  overflow: Overflow = 'wait'
  preference: Preference = -1
  closed = false
  cause: unknown = undefined
  /** How many values were dropped: there was no room for them (`overflow`). */
  lost = 0
  declare buffer: Queue<T> | null
  waiting: List<Transfer<T>> = new List<Transfer<T>>()
  /** C5 */
  receiver: Transfer<T> | null = null
  reader: Transfer<T> | null = null
  sender: Transfer<T> | null = null
  /**
   * `yield* channel.each(function* (value) { ... })`: runs the body for each value until the channel is closed and
   * drained. To leave the loop early, or to return from around it, loop with `next()`.
   */
  declare each: Each<T>

  constructor(capacity: number) {
    this.capacity = capacity
    this.buffer = capacity === 0 ? null : new Queue<T>()
  }

  /** Hands `value` over; waits while nobody receives and the buffer is full. Throws ChannelClosed. */
  send(value: T): Operation<void> {
    return new Transfer<T>(this, SEND, value, false) as Operation<unknown> as Operation<void>
  }

  /** Gives the next value; waits for one. Throws ChannelClosed when the channel is closed and drained. */
  receive(): Operation<T> {
    const free = this.receiver
    const operation = free !== null && free.tasklet === null ? free : (this.receiver = new Transfer<T>(this, RECEIVE, undefined as T, false))
    return operation as Operation<unknown> as Operation<T>
  }

  /** Like receive, but answers `{ value, done: false }`, and `{ value: undefined, done: true }` at the end. */
  next(): Operation<IteratorResult<T, undefined>> {
    const free = this.reader
    const operation = free !== null && free.tasklet === null ? free : (this.reader = new Transfer<T>(this, RECEIVE, undefined as T, true))
    return operation as Operation<unknown> as Operation<IteratorResult<T, undefined>>
  }

  /** Sends without waiting, from anywhere, the host included: false if a send would have to wait, or the channel is closed. */
  offer(value: T): boolean {
    if (this.closed) return false
    const receiver = this.take(SEND)
    if (receiver === null) return this.keep(value)
    settle(receiver, receiver.result(value), NEXT)
    return true
  }

  /** Receives without waiting, from anywhere: undefined if nothing is there yet, otherwise what `next()` answers. */
  poll(): IteratorResult<T, undefined> | undefined {
    if (this.buffered > 0) return { value: this.pull(), done: false }
    const sender = this.take(RECEIVE)
    if (sender === null) return this.closed ? { value: undefined, done: true } : undefined
    const { value } = sender
    settle(sender, undefined, NEXT)
    this.free(sender)
    return { value, done: false }
  }

  /** Number of tasklets that wait: > 0 senders, < 0 receivers. */
  get balance(): number {
    const first = this.waiting.first
    return first === null || opposite(first) !== null ? 0 : first.direction * this.waiting.length
  }

  /** Values in the buffer. */
  get buffered(): number {
    return this.buffer === null ? 0 : this.buffer.length
  }

  /** No more sends. Wakes everybody who waits: receivers see the end, senders get ChannelClosed. Buffered values stay. */
  close(cause?: unknown): void {
    if (this.closed) return
    this.closed = true
    this.cause = cause
    for (let transfer = this.waiting.shift(); transfer !== null; transfer = this.waiting.shift()) transfer.end()
  }

  /** The first who waits in the other direction than `direction`, taken out of the wait list. C1 */
  take(direction: number): Transfer<T> | null {
    const first = this.waiting.first
    if (first === null) return null
    if (first.direction !== direction) return this.waiting.shift()
    const other = opposite(first)
    if (other !== null) this.waiting.remove(other)
    return other
  }

  /** Does somebody wait in the other direction than `direction`? */
  awaits(direction: number): boolean {
    const first = this.waiting.first
    return first !== null && (first.direction !== direction || opposite(first) !== null)
  }

  /** Would the buffer take a value now? C3 */
  get hasRoom(): boolean {
    return this.buffer !== null && (this.buffer.length < this.capacity || this.overflow !== 'wait')
  }

  /** Puts a value into the buffer, as far as `overflow` allows: false if it must wait. */
  keep(value: T): boolean {
    const { buffer } = this
    if (buffer === null) return false
    if (buffer.length >= this.capacity) {
      if (this.overflow === 'wait') return false
      this.lost++
      if (this.overflow === 'drop') return true
      buffer.shift()
    }
    buffer.push(value)
    return true
  }

  /** C3: a value leaves the buffer, and the first waiting sender's value takes its place. */
  pull(): T {
    const buffer = this.buffer as Queue<T>
    const value = buffer.shift()
    const sender = this.take(RECEIVE)
    if (sender !== null) {
      buffer.push(sender.value)
      settle(sender, undefined, NEXT)
      this.free(sender)
    }
    return value
  }

  /** C5: `transfer` has been answered. */
  free(transfer: Transfer<T>): void {
    if (transfer.direction === RECEIVE) {
      if (transfer.wrapped) this.reader = transfer
      else this.receiver = transfer
    } else if (transfer.pooled) {
      transfer.value = undefined as T
      this.sender = transfer
    }
  }
}

Object.defineProperty(Channel.prototype, 'each', { value: each, writable: true, configurable: true })

mark(Channel.prototype.send, (self: Channel<unknown>, value: unknown): Transfer<unknown> => { // C5
  const free = self.sender
  if (!free) { // (or not a channel: it fails where it is performed, as `send` itself would)
    const made = new Transfer<unknown>(self, SEND, value, false)
    made.pooled = true
    return made
  }
  self.sender = null
  free.value = value
  return free
})
mark(Channel.prototype.receive, (self: Channel<unknown>) => self.receive())
mark(Channel.prototype.next, (self: Channel<unknown>) => self.next())

/** C1: behind an arm of a select its other arms may stand, in the other direction. */
function opposite<T>(first: Transfer<T>): Transfer<T> | null {
  const { tasklet, direction } = first
  if ((tasklet as Tasklet).parkedOn === first) return null
  for (let next = first.next; next !== null && next.tasklet === tasklet; next = next.next) if (next.direction !== direction) return next
  return null
}

/** One tasklet's side of a meeting: a send, or a receive. */
export class Transfer<T> extends Operation<unknown> {
  declare channel: Channel<T>
  declare direction: number
  /** What is sent; undefined in receives. */
  declare value: T
  /** Answer with an iterator result (Channel.next). */
  declare wrapped: boolean
  /** C5 */
  pooled = false
  next: Transfer<T> | null = null
  previous: Transfer<T> | null = null

  constructor(channel: Channel<T>, direction: number, value: T, wrapped: boolean) {
    super()
    this.channel = channel
    this.direction = direction
    this.value = value
    this.wrapped = wrapped
  }

  override possible(): boolean {
    const { channel, direction } = this
    return channel.closed || channel.awaits(direction) || (direction === SEND ? channel.hasRoom : channel.buffered > 0)
  }

  override perform(tasklet: Tasklet): unknown {
    const { channel, direction } = this
    if (this.tasklet !== null) return new Transfer(channel, direction, this.value, this.wrapped).perform(tasklet) // O3
    if (direction === SEND) {
      if (typeof this.value === 'object') trace(this.value, tasklet.top)
      if (channel.closed) throw new ChannelClosed('send', channel.cause)
    } else if (channel.buffer !== null && channel.buffer.length > 0) {
      return this.result(channel.pull())
    }
    const partner = channel.take(direction)
    if (partner !== null) return this.#meet(tasklet, partner)
    if (direction === SEND && channel.keep(this.value)) {
      if (this.pooled) channel.free(this)
      return undefined
    }
    if (channel.closed) return this.#drained()
    return this.enter(tasklet)
  }

  override enter(tasklet: Tasklet): typeof AWAY {
    if (this.tasklet !== null) return new Transfer(this.channel, this.direction, this.value, this.wrapped).enter(tasklet) // O3
    park(tasklet, this)
    this.channel.waiting.push(this)
    return AWAY
  }

  #meet(tasklet: Tasklet, partner: Transfer<T>): unknown {
    const { channel, direction } = this
    const mine = direction === SEND ? undefined : this.result(partner.value)
    const other = answer(partner, direction === SEND ? partner.result(this.value) : undefined, NEXT)
    channel.free(partner)
    if (this.pooled) channel.free(this)
    if (other === null) return mine
    const home = tasklet.home as Home
    if (channel.preference === -direction && channel.capacity === 0 && other.home === home && home.nestingLevel === 0) {
      tasklet.inbox = mine
      tasklet.mode = NEXT
      return giveWay(tasklet, other)
    }
    enqueue(other)
    return mine
  }

  /** What a receive answers for `value`. */
  result(value: T): unknown {
    return this.wrapped ? { value, done: false } : value
  }

  #drained(): unknown {
    if (this.wrapped) return { value: undefined, done: true }
    throw new ChannelClosed('receive', this.channel.cause)
  }

  /** The channel closes while this one waits. C4 */
  end(): void {
    if (this.wrapped) settle(this, { value: undefined, done: true }, NEXT)
    else settle(this, new ChannelClosed(this.direction === SEND ? 'send' : 'receive', this.channel.cause), THROW)
  }

  override cancel(): void {
    this.channel.waiting.remove(this)
  }

  override describe(): string {
    const { name } = this.channel
    return `${this.direction === SEND ? 'send' : 'receive'} on ${name === '' ? 'a channel' : `channel "${name}"`}`
  }
}
