// A transfer: a send or a receive on a channel, as an operation. And what it has in common with the list of those who wait (wait-list.ts).
//
// Called by: channel.ts, wait-list.ts, topic.ts, calls.ts, nested.ts, kinds.ts. Calls: operation.ts, the channel.

import { isOperation, LEAVES, Operation, type Group } from '../scheduler/operation.ts'
import type { Tasklet } from '../scheduler/tasklet.ts'
import type { Channel } from './channel.ts'
import { RECEIVE, SEND } from './direction.ts'

/** channel.ts, C2 */
export type Waiter<T> = Tasklet | Transfer<T>

/** What somebody who waits is in the midst of. */
export function operationOf<T>(waiter: Waiter<T>): Side<T> {
  return (isOperation(waiter) ? waiter : waiter.place) as Side<T>
}

/** What a waiting sender sends. */
export function offered<T>(sender: Waiter<T>): T {
  return isOperation(sender) ? sender.value : sender.inbox as T
}

/** One side of a channel: to send, or to receive. */
export abstract class Side<T> extends Operation<unknown> {
  declare channel: Channel<T>
  /** SEND or RECEIVE. */
  declare direction: number
  /** What is sent; undefined in receives. */
  declare value?: T
  /** Answer with an iterator result (Channel.next). */
  abstract readonly wrapped: boolean
  /** A link in a wait list; undefined in a wait list itself. */
  declare next?: Waiter<T> | null

  constructor(channel: Channel<T>, direction: number) {
    super()
    this.channel = channel
    this.direction = direction
  }

  override possible(): boolean {
    const { channel } = this
    return channel.closed || (this.direction === SEND ? channel.takers.length > 0 || channel.hasRoom : channel.senders.length > 0 || channel.buffered > 0)
  }

  /** Waits in itself, or in a copy: if it is no place in a list, somebody waits in it already, or tasklets may be parked on it (C5). */
  override enter(group: Group): Transfer<T> {
    const { channel, direction, value, wrapped } = this
    const arm = wrapped || this.next === undefined || (this.waiter as Group | null)?.waiter ? new Transfer<T>(channel, direction, value as T, wrapped) : this as unknown as Transfer<T>
    const list = direction === SEND ? channel.senders : channel.takers
    if (arm !== channel.arm) group.away = LEAVES
    arm.waiter = group
    list.push(arm)
    return arm
  }

  override cancel(tasklet: Tasklet): void {
    const { senders, receivers } = this.channel
    const list = this.direction === SEND ? senders : receivers
    list.remove(tasklet.place === this as Operation<unknown> ? tasklet : this as unknown as Transfer<T>) // C2
  }

  override perform(): unknown {
    return this.channel.perform(this.direction, this.value as T, this.wrapped)
  }

  override describe(): string {
    const { name } = this.channel
    return `${this.direction === SEND ? 'send' : 'receive'} on ${name ? `channel "${name}"` : 'a channel'}`
  }
}

/** A send or a receive: what is asked for, and, as an arm of a group, a place in a list of those who wait. C2 */
export class Transfer<T> extends Side<T> {
  declare value: T
  declare wrapped: boolean
  declare next: Waiter<T> | null
  declare previous: Waiter<T> | null

  constructor(channel: Channel<T>, direction: number, value: T, wrapped: boolean) {
    super(channel, direction)
    this.value = value
    this.wrapped = wrapped
    this.next = this.previous = null
  }
}

export function newReceive<T>(channel: Channel<T>, wrapped: boolean): Transfer<T> {
  return new Transfer<T>(channel, RECEIVE, undefined as T, wrapped)
}

export function newSend<T>(channel: Channel<T>, value: T): Transfer<T> {
  return new Transfer<T>(channel, SEND, value, false)
}
