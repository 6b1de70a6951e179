// Groups: where a walk puts its records, and how they become a snapshot when it is over.
//
//   GR1. While the walk goes on, things have the numbers of the order in which they were met; a snapshot numbers them
//        group by group, in the order in which the groups' first things were met. So references count upwards too.
//   GR2. A type may hold what is `Weak`: kept only if something else keeps it, which is known when the walk is over. Types that
//        turn out to be the same then are made one.
//   GR3. Cells go to their columns one by one: a record that is met a hundred thousand times is never made.
//
// Called by: encode.ts. Calls: growing.ts.

import { WIDEST, type Column, type Group } from '../text/columns.ts'
import { snapshotOf, type Snapshot } from '../text/format.ts'
import { Growing, renumbered } from '../text/growing.ts'
import type { Record as Row } from '../things/rows.ts'

export type Parts = [tag: string, ...shared: unknown[]]

/** Marks a name and value of a type as kept only if something else keeps the value. GR2 */
export class Weak {
  readonly thing: object

  constructor(thing: object) {
    this.thing = thing
  }
}

class GrowingGroup {
  readonly columns: Growing[]
  readonly members: number[] = []

  constructor(width: number) {
    this.columns = Array.from({ length: width }, () => new Growing())
  }
}

class GrowingType {
  parts: Parts
  readonly groups: (GrowingGroup | undefined)[] = []
  readonly wide: { readonly member: number; readonly line: Growing }[] = []

  constructor(parts: Parts) {
    this.parts = parts
  }
}

interface Finished {
  readonly type: GrowingType
  readonly members: readonly number[]
  readonly across: boolean
  readonly columns: readonly Growing[]
}

export class Groups {
  #types: GrowingType[] = []
  /** The record that is being written: its columns, the one that is next, and how far it is to the one after that. */
  #columns: readonly Growing[] = []
  #at = 0
  #stride = 1
  /** After `finish`: the number of each thing that was met. */
  numbers: Int32Array = new Int32Array(0)

  newType(parts: Parts): number {
    return this.#types.push(new GrowingType(parts)) - 1
  }

  /** Begins the record of a thing: `width` cells follow, by `leaf` and `ref`. GR3 */
  begin(member: number, type: number, width: number): void {
    const growing = this.#types[type] as GrowingType
    this.#at = 0
    if (width > WIDEST) {
      const line = new Growing()
      growing.wide.push({ member, line })
      this.#columns = [line]
      this.#stride = 0
      return
    }
    const group = (growing.groups[width] ??= new GrowingGroup(width))
    group.members.push(member)
    this.#columns = group.columns
    this.#stride = 1
  }

  leaf(cell: unknown): void {
    ;(this.#columns[this.#at] as Growing).leaf(cell)
    this.#at += this.#stride
  }

  ref(id: number): void {
    ;(this.#columns[this.#at] as Growing).ref(id)
    this.#at += this.#stride
  }

  /** The object that the column which is next would refer to, if it goes on as it began; -1 if it refers to nothing in order. */
  likely(): number {
    return (this.#columns[this.#at] as Growing).likely
  }

  add(member: number, record: Row): void {
    this.begin(member, record[0], record.length - 1)
    for (let i = 1; i < record.length; i++) {
      ;(this.#columns[this.#at] as Growing).push(record[i])
      this.#at += this.#stride
    }
  }

  /** GR1. `count` things were met; `idOf` gives the number of a thing that was met. */
  finish(count: number, idOf: (thing: object) => number | undefined, rest: Pick<Snapshot, 'code' | 'more' | 'places' | 'root'>): Snapshot {
    this.#decideWeak(idOf)
    const finished = this.#inOrder()
    const numbers = new Int32Array(count)
    let next = 0
    for (const { members } of finished) for (const member of members) numbers[member] = next++
    this.numbers = numbers
    const types: Parts[] = []
    const known = new Map<GrowingType, number>()
    const groups: Group[] = []
    let first = 0
    for (const { type, members, across, columns } of finished) {
      let number = known.get(type)
      if (number === undefined) {
        number = types.push(type.parts.map((part) => (Array.isArray(part) ? renumbered(part, numbers) : part)) as Parts) - 1
        known.set(type, number)
      }
      const done: Column[] = columns.map((column) => column.finish(numbers))
      groups.push({ type: number, count: members.length, first, across, columns: done })
      first += members.length
    }
    return snapshotOf({
      code: rest.code,
      types,
      groups,
      more: rest.more.map(([object, level, prototype, ...cells]) =>
        [numbers[object as number], level, ...[prototype, ...cells].map((cell) => renumbered(cell, numbers))]),
      places: rest.places.map(([object, module, name]) => [numbers[object] as number, module, name]),
      root: renumbered(rest.root, numbers),
    })
  }

  #inOrder(): Finished[] {
    const all: Finished[] = []
    for (const type of this.#types) {
      for (const group of type.groups) if (group !== undefined) all.push({ type, members: group.members, across: false, columns: group.columns })
      for (const { member, line } of type.wide) all.push({ type, members: [member], across: true, columns: [line] })
    }
    return all.sort((a, b) => (a.members[0] as number) - (b.members[0] as number))
  }

  /** GR2 */
  #decideWeak(idOf: (thing: object) => number | undefined): void {
    const same = new Map<string, GrowingType>()
    const kept: GrowingType[] = []
    for (const type of this.#types) {
      const { parts } = type
      if (parts[0] >= 'A' && parts[0] <= 'Z~') { // a kind of the runtime
        type.parts = decided(parts, idOf)
        const key = JSON.stringify(type.parts)
        const twin = same.get(key)
        if (twin !== undefined) {
          absorb(twin, type)
          continue
        }
        same.set(key, type)
      }
      kept.push(type)
    }
    this.#types = kept
  }
}

function decided(parts: Parts, idOf: (thing: object) => number | undefined): Parts {
  const result: unknown[] = []
  for (const part of parts) {
    if (!(part instanceof Weak)) {
      result.push(part)
      continue
    }
    const id = idOf(part.thing)
    if (id === undefined) result.pop() // the name of the field
    else result.push([id])
  }
  return result as Parts
}

/** Takes over the records of a type that is the same, in the order in which they were met. */
function absorb(type: GrowingType, other: GrowingType): void {
  for (const record of other.wide) type.wide.push(record)
  other.groups.forEach((group, width) => {
    const mine = type.groups[width]
    if (group === undefined) return
    if (mine === undefined) {
      type.groups[width] = group
      return
    }
    const merged = new GrowingGroup(width)
    for (let i = 0, k = 0; i < mine.members.length || k < group.members.length;) {
      const left = (mine.members[i] ?? Infinity) < (group.members[k] ?? Infinity)
      const [from, at] = left ? [mine, i++] : [group, k++]
      merged.members.push(from.members[at] as number)
      merged.columns.forEach((column, c) => column.push((from.columns[c] as Growing).at(at)))
    }
    type.groups[width] = merged
  })
}
