// A wait list: those who wait on a channel, in the order of their arrival. A circle of members, linked through themselves both ways, for whoever
// is killed or has waited too long leaves from the midst of many.
//
//   WL1. A member is in at most one list, once.
//   WL2. `length` counts the members; `first` is null only when there are none, and `first.previous` is the last. Who is alone, or in no list,
//        is not linked: to come into an empty list, and to leave it empty, is the commonest of all on a channel.
//
// Called by: channel.ts. Calls: nothing.

export interface Linked<T> {
  next: T | null
  previous: T | null | undefined
}

export class WaitList<T extends Linked<T>> {
  first: T | null = null
  length = 0

  /** To the end. */
  push(member: T): void {
    if (this.first !== null) return this.#link(this.first, member)
    this.length = 1
    this.first = member
  }

  /** Takes in one more. */
  #link(first: T, member: T): void {
    const last = first.previous ?? first
    this.length++
    member.next = first
    member.previous = last
    first.previous = last.next = member
  }

  remove(member: T): void {
    const { next, previous } = member
    if (this.first === member) this.first = next
    if (--this.length > 1) {
      ;(previous as T).next = next
      ;(next as T).previous = previous
    } else if (next !== null) {
      next.next = next.previous = null
    }
    member.next = member.previous = null
  }

  /** Takes the first out; null if there is none. */
  shift(): T | null {
    const { first } = this
    if (first?.next) {
      this.remove(first)
    } else {
      this.first = null
      this.length = 0
    }
    return first
  }
}
