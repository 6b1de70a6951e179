// A channel hands values from senders to receivers, and parks whoever comes first. With a capacity, it keeps
// that many values in between; `overflow` says what happens to the next one.
//
// Invariants (check.ts tests them after every step of every sample):
//   C1. `senders` holds who waits to send, `receivers` who waits to receive; both only if all of them are arms of one select.
//   C2. Who waits is a tasklet, PARKED on the list that it is in or on the `reader` (C5), with what it sends in its `inbox`; or an
//       arm: a Transfer that names the group its tasklet is PARKED on (O5).
//   C3. Receivers wait only while the buffer is empty, senders only while it is full and nothing may overflow.
//   C4. Nobody waits on a closed channel.
//   C5. `reader` is what `next` gives, and what all who wait for that are parked on: a receive has no content, so that anybody may hold it.
//   C6. `arm` is what `receive` gives, and a select waits in it itself, if no other does. It may stay among the `receivers` when the select
//       is over (select.ts, SE5): *idle*, naming a select that nobody waits in. It is the last of them then, because a select that others wait
//       behind leaves all its lists. Who comes to the channel - a sender, a close, another who waits, a capture - puts it out, and tells the select.
//
// Called by: a running step, transfer.ts, select.ts, topic.ts, the host between steps. Calls: tasklet.ts, ring.ts, wait-list.ts.
// Knows nothing of: scheduler, snapshots, IO.

import { RECEIVE, SEND } from './direction.ts'
import { each, type Each } from './each.ts'
import { ChannelClosed } from '../errors.ts'
import * as theirs from '../errors.ts'
import { NEXT, THROW, type Mode } from '../frames/frame.ts'
import { AWAY, isOperation, LEAVES, Operation, type Group } from '../scheduler/operation.ts'
import { Queue } from './queue.ts'
import { stepping } from '../scheduler/running.ts'
import { answer, enqueue, leave, resume, type Home, type Tasklet } from '../scheduler/tasklet.ts'
import { trace } from '../frames/trace.ts'
import { newReceive, newSend, offered, operationOf, type Transfer, type Waiter } from './transfer.ts'
import { WaitList } from './wait-list.ts'

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

/** Hands values from those who send to those who receive. Made by `channel()`. (Stackless: channel. Go: chan.) */
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
  senders: WaitList<T> = new WaitList<T>(this, SEND)
  receivers: WaitList<T> = new WaitList<T>(this, RECEIVE)
  /** C5 */
  reader: Transfer<T> | null = null
  /** C6 */
  arm: Transfer<T> | null = null

  constructor(capacity: number) {
    this.capacity = capacity
    this.buffer = capacity === 0 ? null : new Queue<T>()
  }

  /** Hands `value` over; waits while nobody receives and the buffer is full. Throws ChannelClosed. */
  send(value: T): Operation<void> {
    return newSend(this, value) as Operation<unknown> as Operation<void>
  }

  /** Gives the next value; waits for one. Throws ChannelClosed when the channel is closed and drained. */
  receive(): Operation<T> {
    return (this.arm ??= newReceive(this, false)) as Operation<unknown> as Operation<T>
  }

  /** Like receive, but answers `{ value, done: false }`, and `{ value: undefined, done: true }` at the end. */
  next(): Operation<IteratorResult<T, undefined>> {
    return (this.reader ??= newReceive(this, true)) as Operation<unknown> as Operation<IteratorResult<T, undefined>>
  }

  /**
   * `yield* channel.each(function* (value) { ... })`: runs the body for each value until the channel is closed and
   * drained. To leave the loop early, or to return from around it, loop with `next()`.
   */
  get each(): Each<T> {
    return each as unknown as Each<T>
  }

  /** Sends without waiting, from anywhere, the host included: false if a send would have to wait, or the channel is closed. */
  offer(value: T): boolean {
    if (this.closed) return false
    const receiver = this.receivers.shift()
    if (receiver === null) return this.keep(value)
    const tasklet = serve(receiver, result(value, operationOf(receiver).wrapped), NEXT)
    enqueue(tasklet)
    return tasklet !== null || this.offer(value) // C6
  }

  /** Receives without waiting, from anywhere: undefined if nothing is there yet, otherwise what `next()` answers. */
  poll(): IteratorResult<T, undefined> | undefined {
    if (this.buffered > 0) return result(this.pull(), true)
    if (this.senders.first !== null) return result(this.shift(), true)
    return this.closed ? drained(this, true) : undefined
  }

  /** Number of tasklets that wait: > 0 senders, < 0 receivers. */
  get balance(): number {
    return this.senders.length - this.takers.length
  }

  /** Values in the buffer. */
  get buffered(): number {
    return this.buffer?.length ?? 0
  }

  /** No more sends. Wakes everybody who waits: receivers see the end, senders get ChannelClosed. Buffered values stay. */
  close(cause?: unknown): void {
    if (this.closed) return
    this.closed = true
    this.cause = cause
    for (const side of [this.senders, this.takers]) {
      for (let waiter; (waiter = side.shift()) !== null;) {
        const { wrapped } = operationOf(waiter)
        enqueue(serve(waiter, wrapped ? drained(this, true) : closedFor(this, side.direction), wrapped ? NEXT : THROW))
      }
    }
  }

  /** The receivers, without an idle arm; nor will there be one before whoever is to wait next. C6 */
  get takers(): WaitList<T> {
    const { receivers, arm } = this
    const group = arm?.waiter as Group | null | undefined
    if (group?.waiter) {
      group.away = LEAVES
    } else if (group) {
      answer(arm as Transfer<T>, undefined, NEXT)
      receivers.remove(arm as Transfer<T>)
    }
    return receivers
  }

  /** Would the buffer take a value now? C3 */
  get hasRoom(): boolean {
    return this.buffer !== null && (this.buffered < this.capacity || this.overflow !== 'wait')
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
    if (this.senders.first !== null) buffer.push(this.shift())
    return value
  }

  /** The value of the first who waits to send, and goes on. */
  shift(): T {
    const sender = this.senders.shift() as Waiter<T>
    const value = offered(sender)
    enqueue(serve(sender, undefined, NEXT))
    return value
  }

  /** Does what a transfer asks for. */
  perform(direction: number, value: T, wrapped: boolean): unknown {
    const answer = direction === SEND ? send(this, value) : receive(this, wrapped)
    stepping.answered = 0
    return answer
  }

  /** Parks who finds nothing to receive, or says that nothing will come. (Where no select has ever been, `takers` is not asked: a twentieth of a sieve.) */
  park(wrapped: boolean): unknown {
    if (this.closed) return goesOn(drained(this, wrapped))
    const list = this.arm ? this.takers : this.receivers
    list.push(leave(wrapped ? this.next() : list))
    return AWAY
  }
}

/** Who waited, and is in no list any more, gets its answer. Gives the tasklet if it goes on: it is in no queue now. */
function serve(waiter: Waiter<any>, value: unknown, mode: Mode): Tasklet | null {
  return isOperation(waiter) ? answer(waiter, value, mode) : resume(waiter, value, mode)
}

// Functions, and what is rare in others: the engine inlines short ones.

/** A send for the tasklet that is running. O1 */
export function send<T>(channel: Channel<T>, value: T): unknown {
  if (value instanceof Error) trace(value)
  const { receivers } = channel
  if (receivers.first !== null) return meet(channel, receivers, value)
  if (channel.closed) throw closedFor(channel, SEND)
  if (channel.buffer !== null && channel.keep(value)) return goesOn(undefined)
  const { senders } = channel
  const sender = leave(senders)
  sender.inbox = value
  senders.push(sender)
  return AWAY
}

/** A receive for the tasklet that is running; `wrapped` as in Transfer. O1 */
export function receive<T>(channel: Channel<T>, wrapped: boolean): unknown {
  if (channel.buffered > 0) return goesOn(result(channel.pull(), wrapped))
  const { senders } = channel
  const sender = senders.first as Tasklet | null
  if (sender === null) return channel.park(wrapped)
  if (channel.preference === SEND || sender.ties?.home !== stepping.scheduler) return meet(channel, senders, undefined as T, result(offered(sender), wrapped))
  const value = result(sender.inbox, wrapped)
  stepping.ring.push(resume(senders.shift() as Tasklet))
  return goesOn(value)
}

/** Who runs goes on, with `answer`; where it performs in place, at once. */
function goesOn(answer: unknown): unknown {
  stepping.answered = 1
  return answer
}

/** What a receive answers for `value`. */
function result<T>(value: T, wrapped: true): IteratorResult<T, undefined>
function result(value: unknown, wrapped: boolean): unknown
function result(value: unknown, wrapped: boolean): unknown {
  return wrapped ? { value, done: false } : value
}

/** Who runs is given `mine`, and `value` the first of those who are `waiting`. Who goes on at once? */
function meet<T>(channel: Channel<T>, waiting: WaitList<T>, value: T, mine?: unknown): unknown {
  const home = stepping.scheduler as Home
  const waiter = waiting.shift() as Waiter<T>
  const other = serve(waiter, result(value, operationOf(waiter).wrapped), NEXT)
  if (channel.preference !== waiting.direction || channel.capacity > 0 || home.nativeFrame !== null || other?.ties.home !== home) {
    enqueue(other)
    return other === null && waiting.direction === RECEIVE ? send(channel, value) : goesOn(mine) // C6
  }
  resume(stepping.ring.first as Tasklet, mine)
  home.ring.pushNext(other)
  return AWAY
}

function drained(channel: Channel<any>, wrapped: boolean): IteratorResult<never, undefined> {
  if (wrapped) return { value: undefined, done: true }
  throw closedFor(channel, RECEIVE)
}

function closedFor({ cause }: Channel<any>, direction: number): ChannelClosed {
  return new ChannelClosed(direction === SEND ? 'send' : 'receive', cause)
}
