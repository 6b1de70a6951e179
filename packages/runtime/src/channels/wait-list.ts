// A wait list: those who wait on one side of a channel, to send or to receive, in the order of their arrival. It is what its tasklets are parked on.
// A circle of members, linked through themselves both ways, for whoever is killed or has waited too long leaves from the midst of many.
//
//   WL1. A member is in at most one list, once.
//   WL2. `length` counts the members; `first` is null only when there are none, and `first.previous` is the last. Who is alone, or in no list,
//        is not linked: to come into an empty list, and to leave it empty, is the commonest of all on a channel.
//
// Called by: channel.ts, transfer.ts, kinds.ts. Calls: transfer.ts.

import type { Channel } from './channel.ts'
import { Side, type Waiter } from './transfer.ts'

export class WaitList<T> extends Side<T> {
  declare first: Waiter<T> | null
  declare length: number

  constructor(channel: Channel<T>, direction: number) {
    super(channel, direction)
    this.first = null
    this.length = 0
  }

  /** To the end. */
  push(member: Waiter<T>): void {
    if (this.first !== null) return this.add(this.first, member)
    this.length = 1
    this.first = member
  }

  /** Takes in one more. */
  add(first: Waiter<T>, member: Waiter<T>): void {
    const last = first.previous ?? first
    this.length++
    member.next = first
    member.previous = last
    first.previous = last.next = member
  }

  /** Whoever is in no list any more stays in none: a world may be restored over one that goes on (kinds.ts, KI8). */
  remove(member: Waiter<T>): void {
    const { next, previous } = member
    if (this.first === member) this.first = next
    else if (next === null) return
    if (--this.length > 1) {
      ;(previous as Waiter<T>).next = next
      ;(next as Waiter<T>).previous = previous
    } else if (next !== null) {
      next.next = next.previous = null
    }
    member.next = member.previous = null
  }

  /** Takes the first out; null if there is none. */
  shift(): Waiter<T> | null {
    const { first } = this
    if (first?.next) {
      this.remove(first)
    } else {
      this.first = null
      this.length = 0
    }
    return first
  }

  override get wrapped(): false {
    return false
  }
}
