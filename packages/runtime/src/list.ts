// A doubly linked list through its members: the wait list of a channel.
//
//   LI1. A member is in at most one list, once.
//   LI2. `length` counts them; `first.previous` and `last.next` are null.
//
// Called by: channel.ts. Calls: nothing.

export interface Linked<T> {
  next: T | null
  previous: T | null
}

export class List<T extends Linked<T>> {
  first: T | null = null
  last: T | null = null
  length = 0

  push(member: T): void {
    const last = this.last
    member.previous = last
    member.next = null
    if (last === null) this.first = member
    else last.next = member
    this.last = member
    this.length++
  }

  shift(): T | null {
    const first = this.first
    if (first !== null) {
      const second = first.next
      this.first = second
      if (second === null) this.last = null
      else second.previous = null
      first.next = null
      this.length--
    }
    return first
  }

  remove(member: T): void {
    const { next, previous } = member
    if (previous === null) this.first = next
    else previous.next = next
    if (next === null) this.last = previous
    else next.previous = previous
    member.next = null
    member.previous = null
    this.length--
  }

  toArray(): T[] {
    if (this.length === 1) return [this.first as T] // no room for more: a capture asks every channel
    const all: T[] = []
    for (let member = this.first; member !== null; member = member.next) all.push(member)
    return all
  }
}

/** `empty` with `members`, in order: what a snapshot holds of a list, a ring, a queue. */
export function filled<T, L extends { push(member: T): void }>(empty: L, members: readonly T[]): L {
  for (const member of members) empty.push(member)
  return empty
}
