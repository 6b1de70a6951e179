// Histories: what earlier texts of a root hold, so that the next one holds only what has changed.
//
//   HI1. The first capture with a history is a whole snapshot; each further one is a delta: the records that differ from those in
//        the texts before it. Objects keep their number from text to text.
//   HI2. Finding what changed is a walk of the whole, and a comparison: plain data does not tell when it is written to.
//        What is saved is the writing, sending and storing.
//   HI3. A delta names the checksum of the text it follows; `merge` refuses any other order. What is no longer reached from the root
//        is dropped there.
//   HI4. A history is told only of texts that were made: a capture that fails leaves it as it was.
//   HI5. A long record of which little has changed is written as edits of what it was (edits.ts): its type is ["edit"].
//
// Called by: index.ts. Calls: encode.ts, format.ts, edits.ts.

import { cellAt, cellsOf, type Group } from './text/columns.ts'
import { edited, editsBetween } from './text/edits.ts'
import type { Walker } from './capture/encode.ts'
import { fail } from './errors.ts'
import { isIndex, need, pack, snapshotOf, sumOf, target, unpack, unpackWhole, type Delta, type Limits, type Snapshot } from './text/format.ts'
import type { Thing } from './things/rows.ts'

/** Remembers what `capture(root, { since })` has written so far. Make one for each root. */
export class History {
  /** Numbers of what the last text reached. */
  ids: Map<Thing | string, number> = new Map()
  /** The record of each, as text. */
  records: Map<number, string> = new Map()
  /** Numbers given out so far. */
  size = 0
  /** Checksum of the last text; '' before the first. */
  sum = ''
}

/** A record by itself: its type and code are spelled out. References are by lasting numbers. */
interface Entry {
  /** Type and code as text. */
  readonly head: string
  readonly type: readonly unknown[]
  readonly code: readonly string[] | null
  readonly cells: readonly unknown[]
  readonly more: readonly unknown[] | null
  readonly place: readonly [string, string] | null
}

/** The text of a walk that is over: everything, or what the history does not have. HI1 */
export function packSince(history: History, walker: Walker, snapshot: Snapshot): string {
  const first = history.sum === ''
  const { ids, numbers, size } = lasting(history, walker, snapshot, first)
  const reader = new Records(snapshot, numbers)
  const records = new Map<number, string>()
  const changed: [number, Entry][] = []
  reader.each((i, group) => {
    const id = numbers[i] as number
    const text = reader.text(i, group)
    const before = history.records.get(id)
    records.set(id, before === text ? before : text)
    if (before === text || first) return
    const entry = reader.entry(i, group)
    changed.push([id, before === undefined ? entry : shortened(entry, before)])
  })
  changed.sort(([a], [b]) => a - b)
  const text = first
    ? pack(snapshot)
    : pack(assembled(changed, movedCell(snapshot.root, numbers)), { before: history.sum, size, ids: changed.map(([id]) => id) })
  Object.assign(history, { ids, records, size, sum: sumOf(text) }) // HI4
  return text
}

const EDIT = 'edit'
const EDIT_TYPE = [EDIT]
const EDIT_HEAD = JSON.stringify([EDIT_TYPE, null])

/** The record itself, or its edits, if only its cells have changed, and those a little. HI5 */
function shortened(entry: Entry, before: string): Entry {
  const cut = before.indexOf('\n')
  if (entry.more !== null || entry.place !== null || before.slice(0, cut) !== entry.head) return entry
  const edits = editsBetween(JSON.parse(before.slice(cut + 1)) as unknown[], entry.cells)
  return edits === undefined ? entry : { head: EDIT_HEAD, type: EDIT_TYPE, code: null, cells: edits, more: null, place: null }
}

/** The lasting number of each object of a snapshot. */
function lasting(history: History, walker: Walker, snapshot: Snapshot, first: boolean): { ids: Map<Thing | string, number>; numbers: Int32Array; size: number } {
  const numbers = new Int32Array(snapshot.size)
  const ids = new Map<Thing | string, number>()
  let { size } = history
  const give = (thing: Thing | string, number: number): void => {
    const id = first ? number : history.ids.get(thing) ?? size++
    numbers[number] = id
    ids.set(thing, id)
  }
  const lists: [owner: number, key: string, number: number][] = []
  walker.eachThing((thing, number, owner, key) => {
    if (thing === undefined) lists.push([owner, key, number])
    else give(thing, number)
  })
  // A list that nobody else holds is known by its owner, which was met before.
  for (const [owner, key, number] of lists) give(`${numbers[owner]} ${key}`, number)
  return { ids, numbers, size: first ? snapshot.size : size }
}

function movedCell(cell: unknown, numbers: ArrayLike<number> | undefined): unknown {
  const id = numbers === undefined ? -1 : target(cell)
  return id < 0 ? cell : [(numbers as ArrayLike<number>)[id]]
}

/** The records of a snapshot, one by one. Without `numbers`, its references are by lasting numbers already. */
class Records {
  readonly #snapshot: Snapshot
  readonly #numbers: ArrayLike<number> | undefined
  readonly #heads: readonly Pick<Entry, 'head' | 'type' | 'code'>[]
  readonly #more: ReadonlyMap<number, readonly unknown[]>
  readonly #places: ReadonlyMap<number, readonly [string, string]>

  constructor(snapshot: Snapshot, numbers: ArrayLike<number> | undefined) {
    this.#snapshot = snapshot
    this.#numbers = numbers
    this.#more = new Map(snapshot.more.map(([id, level, ...cells]) => [id as number, [level, ...this.#moved(cells)]]))
    this.#places = new Map(snapshot.places.map(([id, module, name]) => [id, [module, name] as const]))
    this.#heads = snapshot.types.map((shared) => {
      const parts = this.#moved(shared)
      const framed = parts[0] === 'frame'
      need(!framed || isIndex(parts[1], snapshot.code.length), 'a frame is of no code')
      const type = framed ? [parts[0], 0, ...parts.slice(2)] : parts
      const code = framed ? snapshot.code[parts[1] as number] as Entry['code'] : null
      return { head: JSON.stringify([type, code]), type, code }
    })
  }

  #moved(cells: readonly unknown[]): unknown[] {
    return cells.map((cell) => movedCell(cell, this.#numbers))
  }

  each(visit: (i: number, group: Group) => void): void {
    for (const group of this.#snapshot.groups) for (let i = group.first; i < group.first + group.count; i++) visit(i, group)
  }

  entry(i: number, group: Group): Entry {
    return { ...this.#heads[group.type] as Entry, cells: this.#moved(cellsOf(group, i - group.first)), more: this.#more.get(i) ?? null, place: this.#places.get(i) ?? null }
  }

  /** All that is to be said of a record: its head in the first line, its cells in the second. */
  text(i: number, group: Group): string {
    const { columns, across, first } = group
    const odd = this.#more.has(i) || this.#places.has(i) ? JSON.stringify([this.#more.get(i) ?? null, this.#places.get(i) ?? null]) : ''
    const start = `${(this.#heads[group.type] as Entry).head}${odd}\n`
    if (across) return `${start}${JSON.stringify(this.#moved(cellsOf(group, 0)))}`
    let cells = ''
    for (const column of columns) {
      const cell = cellAt(column, i - first)
      cells += `${cells === '' ? '[' : ','}${typeof cell === 'number' ? cell : JSON.stringify(movedCell(cell, this.#numbers))}`
    }
    return `${start}${cells === '' ? '[' : cells}]`
  }
}

function entriesOf(snapshot: Snapshot): Entry[] {
  const records = new Records(snapshot, undefined)
  const entries: Entry[] = []
  records.each((i, group) => entries.push(records.entry(i, group)))
  return entries
}

/** A snapshot of these entries, in this order; cells stay as they are, `more` and `places` name entries by their number in it. */
function assembled(entries: readonly (readonly [number, Entry])[], root: unknown): Snapshot {
  const code: Snapshot['code'] = []
  const types: Snapshot['types'] = []
  const known = new Map<string, number>()
  const numberOf = <T>(key: string, list: T[], make: () => T): number => {
    let number = known.get(key)
    if (number === undefined) known.set(key, number = list.push(make()) - 1)
    return number
  }
  const typeOf = (entry: Entry): number => {
    const own = entry.code
    return numberOf(entry.head, types, () => {
      if (own === null) return [...entry.type] as Snapshot['types'][number]
      const number = numberOf(`code ${own.join(' ')}`, code, () => [...own] as Snapshot['code'][number])
      return ['frame', number, ...entry.type.slice(2)]
    })
  }
  return snapshotOf({
    groups: entries.map(([, entry], first) => {
      const cells = [...entry.cells]
      return { type: typeOf(entry), count: 1, first, across: true, columns: [{ form: 'cells' as const, cells, length: cells.length }] }
    }),
    code,
    types,
    more: entries.flatMap(([, { more }], i) => (more === null ? [] : [[i, ...more]])),
    places: entries.flatMap(([, { place }], i) => (place === null ? [] : [[i, ...place] as [number, string, string]])),
    root,
  })
}

/** The snapshot that a text and its deltas describe together. Throws SnapshotError. HI3 */
export function merge(texts: readonly string[], limits: Limits | undefined): Snapshot {
  const [base, ...deltas] = texts as [string, ...string[]]
  const snapshot = unpackWhole(base, limits)
  if (deltas.length === 0) return snapshot
  const entries = new Map(entriesOf(snapshot).map((entry, i) => [i, entry]))
  let { size, root } = snapshot
  let before = sumOf(base)
  for (const text of deltas) {
    const next = unpack(text, limits)
    const { delta } = next
    if (delta === undefined || delta.before !== before) throw fail.deltaOrder()
    need(delta.size >= size && delta.size <= size + next.size, 'a delta has too many numbers')
    takeOver(entries, next, delta)
    ;({ size } = delta)
    root = next.root
    before = sumOf(text)
  }
  return reached(entries, root)
}

function takeOver(entries: Map<number, Entry>, next: Snapshot, { ids }: Delta): void {
  entriesOf(next).forEach((entry, i) => {
    const id = ids[i] as number
    if (entry.type[0] !== EDIT) {
      entries.set(id, entry)
      return
    }
    const before = entries.get(id)
    need(before !== undefined, 'an edit is of nothing')
    entries.set(id, { ...before, cells: edited(before.cells, entry.cells) })
  })
}

/** What the root reaches, numbered anew in the old order. */
function reached(entries: ReadonlyMap<number, Entry>, root: unknown): Snapshot {
  const seen = new Set<number>()
  const work: number[] = []
  const note = (cell: unknown): void => {
    const id = target(cell)
    if (id < 0 || seen.has(id)) return
    need(entries.has(id), 'an object is missing')
    seen.add(id)
    work.push(id)
  }
  note(root)
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    const { type, cells, more } = entries.get(id) as Entry
    type.forEach((part) => note(part))
    cells.forEach(note)
    more?.forEach(note)
  }
  const kept = [...seen].sort((a, b) => a - b)
  const numbers = new Map(kept.map((id, i) => [id, i]))
  const move = (cell: unknown): unknown => {
    const id = target(cell)
    return id < 0 ? cell : [numbers.get(id)]
  }
  const heads = new Map<Entry['type'], Pick<Entry, 'head' | 'type'>>()
  const headOf = ({ type: was, code }: Entry): Pick<Entry, 'head' | 'type'> => {
    let found = heads.get(was)
    if (found === undefined) {
      const type = was.map(move)
      heads.set(was, found = { head: JSON.stringify([type, code]), type })
    }
    return found
  }
  return assembled(kept.map((id) => {
    const entry = entries.get(id) as Entry
    return [id, { ...entry, ...headOf(entry), cells: entry.cells.map(move), more: entry.more?.map(move) ?? null }] as const
  }), move(root))
}
