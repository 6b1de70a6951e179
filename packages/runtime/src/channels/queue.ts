// A first-in first-out queue in a ring of slots: the buffer of a channel.
//
//   QU1. The values are slots[(head + i) & mask], i < length; the other slots are undefined, so that nothing is kept alive.
//   QU2. The number of slots is 0 or a power of two. It doubles when full; push and shift do not allocate otherwise.
//        (Array.prototype.shift moves every value once an array is large: 100,000 receives took seconds.)
//
// Called by: channel.ts, kinds.ts. Calls: nothing.

/** Room for nothing. (An empty literal is of another kind to the engine than lists that have held something.) */
const NONE: undefined[] = [undefined].slice(1)

export class Queue<T> {
  slots: (T | undefined)[] = NONE
  head = 0
  length = 0

  push(value: T): void {
    const { slots, head, length } = this
    if (length === slots.length) return this.add(value)
    slots[(head + length) & (slots.length - 1)] = value
    this.length = length + 1
  }

  /** The oldest value; the caller has looked at `length`. */
  shift(): T {
    const { slots, head } = this
    const value = slots[head] as T
    slots[head] = undefined
    this.head = (head + 1) & (slots.length - 1)
    if (--this.length === 0 && slots.length > 1024) {
      this.slots = NONE
      this.head = 0
    }
    return value
  }

  /** Makes room, and pushes `value`: `push` ends here, for what the engine knows of the queue does, too. */
  add(value: T): void {
    const values = this.toArray() as (T | undefined)[]
    this.length = values.push(value)
    const size = Math.max(4, (values.length - 1) * 2)
    while (values.length < size) values.push(undefined)
    this.slots = values
    this.head = 0
  }

  toArray(): T[] {
    const values: T[] = []
    for (let i = 0; i < this.length; i++) values.push(this.slots[(this.head + i) & (this.slots.length - 1)] as T)
    return values
  }
}
