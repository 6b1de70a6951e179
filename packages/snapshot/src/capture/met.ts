// What a walk has met: things by number, in the order in which they were met, and how each was met first.
//
//   ME1. Things get their turn in the order of their numbers; what is met in a turn was met by the thing whose turn it is. So who met a
//        thing is found by the numbers at which the turns began, and need not be written down.
//   ME2. How a thing was met is a byte and a key; words are made of them only for refusals (path.ts).
//
// Called by: encode.ts. Calls: nothing.

import type { EdgeKind, Thing } from '../things/rows.ts'

const FEWEST = 1024
/** Beside the kind of the edge: a list that nobody else can hold; it has no identity. */
const LONE = 8

export class Met {
  readonly things: Thing[] = []
  readonly #keys: PropertyKey[] = []
  #edges = new Uint8Array(FEWEST)
  /** How many things had been met when the turn of each began. ME1 */
  #starts = new Int32Array(FEWEST)
  #turns = 0

  /** The turn of the next thing begins. */
  turn(): void {
    if (this.#turns === this.#starts.length) {
      const more = new Int32Array(2 * this.#turns)
      more.set(this.#starts)
      this.#starts = more
    }
    this.#starts[this.#turns++] = this.things.length
  }

  /** A thing is met for the first time; its number is how many there were. */
  add(thing: Thing, edge: EdgeKind, key: PropertyKey): void {
    this.#add(thing, edge, key)
  }

  addLone(list: readonly unknown[], edge: EdgeKind, key: PropertyKey): void {
    this.#add(list, edge | LONE, key)
  }

  #add(thing: Thing, edge: number, key: PropertyKey): void {
    const number = this.things.length
    if (number === this.#edges.length) {
      const more = new Uint8Array(2 * number)
      more.set(this.#edges)
      this.#edges = more
    }
    this.#edges[number] = edge
    this.things.push(thing)
    this.#keys.push(key)
  }

  isLone(number: number): boolean {
    return ((this.#edges[number] as number) & LONE) !== 0
  }

  edgeOf(number: number): EdgeKind {
    return ((this.#edges[number] as number) & ~LONE) as EdgeKind
  }

  keyOf(number: number): PropertyKey {
    return this.#keys[number] as PropertyKey
  }

  /** Who met a thing; -1 for the root. ME1 */
  parentOf(number: number): number {
    let low = -1
    let high = this.#turns - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= number) low = middle
      else high = middle - 1
    }
    return low
  }
}
