// Broadcast: a topic hands every value to every subscriber; a latest holds one value and tells its subscribers of
// changes. A subscription is a channel, with its own capacity and overflow: closing it ends the subscription.
//
//   TO1. `subscribers` are channels; the closed ones are dropped at the next publish, or when so many have come that there may be twice as many.
//   TO2. All subscribers get the values of one topic in the same order: a publish enters all of them before anybody runs.
//   TO3. A publish waits until every subscriber has taken the value, or left. While it is parked, `waits` are its
//        transfers that are still waiting, at least one (O5).
//
// Called by: a running step, the host between steps (Latest). Calls: channel.ts, tasklet.ts.

import { Channel, channel, type ChannelOptions } from './channel.ts'
import { SEND } from './direction.ts'
import { Transfer } from './transfer.ts'
import { ChannelClosed } from '../errors.ts'
import { NEXT, THROW, type Mode } from '../frames/frame.ts'
import { AWAY, Operation, type Group } from '../scheduler/operation.ts'
import { answer, park, type Tasklet } from '../scheduler/tasklet.ts'

/** A new topic: who subscribes gets every value sent from then on. */
export function topic<T>(): Topic<T> {
  return new Topic<T>()
}

/** Hands each value to all who have subscribed. Made by `topic()`. */
export class Topic<T> {
  subscribers: Channel<T>[] = []
  closed = false
  cause: unknown = undefined

  /**
   * A channel that gets every value from now on. Its options say what happens when its reader lags: by default (no
   * capacity) the publisher waits for it. `close()` it to leave. Throws BAD_NUMBER, BAD_OVERFLOW.
   */
  subscribe(options?: number | ChannelOptions): Channel<T> {
    return admit(this, channel<T>(options))
  }

  /** Hands `value` to every subscriber; waits for those that have no room. Throws ChannelClosed. */
  send(value: T): Operation<void> {
    return new Publish<T>(this, value) as Operation<unknown> as Operation<void>
  }

  /** Closes every subscription: what is in their buffers is still received. */
  close(cause?: unknown): void {
    if (this.closed) return
    this.closed = true
    this.cause = cause
    for (const subscriber of this.subscribers) subscriber.close(cause)
    this.subscribers = []
  }
}

/** What a topic and a latest have in common. */
interface Broadcast<T> {
  subscribers: Channel<T>[]
  closed: boolean
  cause: unknown
}

/** The subscribers that are still there. TO1 */
function open<T>(broadcast: Broadcast<T>): Channel<T>[] {
  const { subscribers } = broadcast
  return subscribers.some(({ closed }) => closed) ? broadcast.subscribers = subscribers.filter(({ closed }) => !closed) : subscribers
}

/** TO1 */
function admit<T>(broadcast: Broadcast<T>, subscriber: Channel<T>): Channel<T> {
  const { length } = broadcast.subscribers
  if (broadcast.closed) subscriber.close(broadcast.cause)
  else if ((length & (length - 1)) === 0) open(broadcast).push(subscriber)
  else broadcast.subscribers.push(subscriber)
  return subscriber
}

/** One value on its way to the subscribers of a topic. */
export class Publish<T> extends Operation<void> {
  declare topic: Topic<T>
  declare value: T
  /** TO3 */
  waits: Set<Transfer<T>> = new Set()

  constructor(topic: Topic<T>, value: T) {
    super()
    this.topic = topic
    this.value = value
  }

  override get role(): null {
    return null
  }

  override possible(): boolean {
    return this.topic.closed || open(this.topic).every((subscriber) => subscriber.takers.length > 0 || subscriber.hasRoom)
  }

  override perform(tasklet: Tasklet): void | typeof AWAY {
    const { topic, value } = this
    if (this.waiter !== null) return new Publish(topic, value).perform(tasklet) // O3
    if (topic.closed) throw new ChannelClosed('send', topic.cause)
    if (!this.possible()) park(tasklet, this)
    for (const subscriber of open(topic)) {
      if (subscriber.offer(value)) continue
      const transfer = new Transfer<T>(subscriber, SEND, value, false)
      transfer.waiter = this as Operation<any> as Group
      subscriber.senders.push(transfer)
      this.waits.add(transfer)
    }
    if (this.waits.size > 0 && this.waiter === null) park(tasklet, this) // a select took from one of two subscriptions
    return this.waiter === null ? undefined : AWAY
  }

  /** A subscriber has taken the value; or it has left, which is as good. */
  answered(transfer: Operation<unknown>, _value: unknown, _mode: Mode): Tasklet | null {
    transfer.waiter = null
    this.waits.delete(transfer as Transfer<T>)
    if (this.waits.size > 0) return null
    return this.topic.closed ? answer(this, new ChannelClosed('send', this.topic.cause), THROW) : answer(this, undefined, NEXT)
  }

  /** Who has the value keeps it; the others don't get it. */
  override cancel(tasklet: Tasklet): void {
    for (const transfer of this.waits) {
      transfer.cancel(tasklet)
      transfer.waiter = null
    }
    this.waits.clear()
  }

  override describe(): string {
    return `send on a topic (${this.waits.size} of ${this.topic.subscribers.length} subscribers lag)`
  }
}

/** A value that changes, for readers who want the newest and not each. */
export function latest<T>(value: T): Latest<T> {
  return new Latest<T>(value)
}

/** Holds one value, and tells who has subscribed of changes. Made by `latest()`. */
export class Latest<T> {
  declare value: T
  closed = false
  cause: unknown = undefined
  subscribers: Channel<T>[] = []
  /** Where `changed()` waits. */
  pulse: Channel<T> = new Channel<T>(0)

  constructor(value: T) {
    this.value = value
  }

  /** Stores a value and tells everybody: from anywhere, the host included; nobody runs now. Throws ChannelClosed. */
  set(value: T): void {
    if (this.closed) throw new ChannelClosed('set', this.cause)
    this.value = value
    while (this.pulse.offer(value)) {} // everybody who waits
    for (const subscriber of open(this)) subscriber.offer(value)
  }

  /** Waits for the next `set` and gives its value. A change before this is performed does not count: see subscribe. */
  changed(): Operation<T> {
    return this.pulse.receive()
  }

  /** A channel that holds the newest value not received yet: first the present one, then changes, skipping what was overtaken. */
  subscribe(): Channel<T> {
    const made = channel<T>({ capacity: 1, overflow: 'slide' })
    made.offer(this.value)
    return admit(this, made)
  }

  /** No more changes: subscriptions end, and whoever waits in `changed()` gets ChannelClosed. */
  close(cause?: unknown): void {
    if (this.closed) return
    this.closed = true
    this.cause = cause
    this.pulse.close(cause)
    for (const subscriber of this.subscribers) subscriber.close(cause)
    this.subscribers = []
  }
}
