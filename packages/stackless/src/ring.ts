// The ring of runnable tasklets: circular, with the running tasklet at its head. Switching to a member moves the head
// and nothing else: the ring rotates, nobody is repositioned. That one fact explains the order of everything.
//
//   RI1. `head` is null in an empty ring. Members are linked both ways; `place` says IN_RING.
//   RI2. To append is to insert just before the head, which is the end.
//   RI3. `length` counts the members (Stackless: runcount).
//
// Called by: world.ts, actions.ts, tasklet.ts. Calls: nothing.

/** In no chain: paused, dead, or not yet bound. */
export const FLOATING = 0
/** In the ring, once. */
export const IN_RING = 1
/** In the queue of one channel. */
export const IN_QUEUE = 2
export type Place = 0 | 1 | 2

/** Directions of a channel operation. */
export const SEND = 1
export const RECEIVE: -1 = -1

export interface Member<T> {
  place: Place
  after: T | null
  before: T | null
}

export class Ring<T extends Member<T>> {
  head: T | null = null
  length = 0

  /** RI2 */
  append(member: T): void {
    const head = this.head
    if (head === null) {
      this.head = member
      member.after = member
      member.before = member
      member.place = IN_RING
      this.length = 1
    } else {
      this.#link(head.before as T, member, head)
    }
  }

  /** To the end, and it is the head again: undoes the removal of the head. */
  restore(member: T): void {
    this.append(member)
    this.head = member
  }

  /** Directly behind the head. */
  second(member: T): void {
    const head = this.head as T
    this.#link(head, member, head.after as T)
  }

  /** Directly before `next`, which need not be the head. */
  insert(member: T, next: T): void {
    this.#link(next.before as T, member, next)
  }

  #link(before: T, member: T, after: T): void {
    member.before = before
    member.after = after
    before.after = member
    after.before = member
    member.place = IN_RING
    this.length++
  }

  remove(member: T): void {
    const { after, before } = member
    if (after === member) {
      this.head = null
    } else {
      ;(before as T).after = after
      ;(after as T).before = before
      if (this.head === member) this.head = after
    }
    member.after = null
    member.before = null
    member.place = FLOATING
    this.length--
  }

  toArray(): T[] {
    const all: T[] = []
    for (let member = this.head; member !== null && all.length < this.length; member = member.after) all.push(member)
    return all
  }
}
