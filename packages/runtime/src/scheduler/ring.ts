// A ring: a circle of members, linked through themselves. The ready tasklets are one, which turns: nobody is taken out to
// run. Those who wait on a channel are another.
//
//   R1. A member is in at most one ring, once.
//   R2. `length` counts the members; `first` is null only when there are none, and `first.previous` is the last. Who is alone, or in no ring,
//       is not linked: to come into an empty ring, and to leave it empty, is the commonest of all on a channel.
//   R3. While a tasklet runs it is the ready ring's `first`. If it goes on later, `rotate` makes it the last: one write. (To take it out and
//       put it back were nine writes that the garbage collector wants to know of, 8 ns of a switch of 19.)
//
// Called by: tasklet.ts, scheduler.ts, channel.ts. Calls: nothing.

export interface Linked<T> {
  next: T | null
  previous: T | null
}

export class Ring<T extends Linked<T>> {
  first: T | null = null
  length = 0

  /** To the end: it will run after all others. Gives it. */
  push(member: T): T {
    const { first } = this
    if (first === null) {
      this.length = 1
      return this.first = member
    }
    this.length++
    const last = first.previous ?? first
    member.next = first
    member.previous = last
    last.next = member
    return first.previous = member
  }

  /** Becomes the first; who was, and gives way, is the last. */
  pushNext(member: T): void {
    this.rotate()
    this.push(member)
    this.first = member
  }

  /** The first becomes the last. R3 */
  rotate(): void {
    const { first } = this
    if (first !== null) this.first = first.next ?? first
  }

  remove(member: T): void {
    if (this.first === member) this.shift()
    else this.#unlink(member)
  }

  /** Takes the first out; null if there is none. */
  shift(): T | null {
    const { first } = this
    if (first === null) return null
    if (first.next === null) {
      this.first = null
      this.length = 0
    } else {
      this.first = first.next
      this.#unlink(first)
    }
    return first
  }

  /** Takes out one of several. */
  #unlink(member: T): void {
    const { next, previous } = member as { next: T, previous: T }
    if (--this.length === 1) {
      next.next = next.previous = null
    } else {
      previous.next = next
      next.previous = previous
    }
    member.next = member.previous = null
  }

  toArray(): T[] {
    if (this.length === 1) return [this.first as T] // no room for more: a capture asks every channel
    const all: T[] = []
    for (let member = this.first as T; all.length < this.length; member = member.next as T) all.push(member)
    return all
  }
}

/** `empty` with `members`, in order: what a snapshot holds of a ring, of a queue. */
export function filled<T, L extends { push(member: T): void }>(empty: L, members: readonly T[]): L {
  for (const member of members) empty.push(member)
  return empty
}
