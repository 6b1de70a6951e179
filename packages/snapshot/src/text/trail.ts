// Looking into the text of a snapshot: the record of an object, the objects of a class, and the trail of an object: where it hangs, in words.
//
//   TR1. The way to an object is the one that a breadth-first walk from the root finds.
//   TR2. The words are those of path.ts.
//
// Called by: decode.ts, describe.ts. Calls: path.ts.

import { cellsOf, type Group } from './columns.ts'
import { target, type Snapshot } from './format.ts'
import { shownLabel } from './labels.ts'
import { joined, placeWords } from '../capture/path.ts'

/** The record and type of an object, with its fields or keys by name. */
export interface Entry {
  readonly tag: string
  readonly type: readonly unknown[]
  readonly cells: readonly unknown[]
}

export function entryOf(snapshot: Snapshot, id: number): Entry {
  const group = groupAt(snapshot, id)
  const type = snapshot.types[group.type] as [string, ...unknown[]]
  return { tag: type[0], type, cells: cellsOf(group, id - group.first) }
}

/** Without its cells, which may be many. */
export function tagOf(snapshot: Snapshot, id: number): string {
  return snapshot.types[groupAt(snapshot, id).type]?.[0] as string
}

/** The group of an object: groups are in the order of their first objects. */
function groupAt({ groups }: Snapshot, id: number): Group {
  let low = 0
  let high = groups.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((groups[middle] as Group).first <= id) low = middle
    else high = middle - 1
  }
  return groups[low] as Group
}

/** Objects of classes: `count` from `first` on have that prototype. The type of an instance says it; other rows write it into `more`. */
export function instancesOf(snapshot: Snapshot): { prototype: number; first: number; count: number }[] {
  const instances = snapshot.groups.flatMap(({ type, first, count }) => {
    const [tag, prototype] = snapshot.types[type] as readonly unknown[]
    return tag === 'instance' ? [{ prototype: target(prototype), first, count }] : []
  })
  const others = snapshot.more.map(([id, , prototype]) => ({ prototype: target(prototype), first: id as number, count: 1 }))
  return [...instances, ...others.filter(({ prototype, first }) => prototype >= 0 && tagOf(snapshot, first) !== 'prototype')]
}

/** The cell of a field of a runtime kind; undefined if it has its default. */
export function fieldOf({ type, cells }: Entry, field: string): unknown {
  const [, fields, ...shared] = type
  const at = String(fields).split(' ').indexOf(field)
  if (at >= 0) return cells[at]
  for (let i = 0; i < shared.length; i += 2) if (shared[i] === field) return shared[i + 1]
  return undefined
}

/** A string cell's text. */
export function textOf(_snapshot: Snapshot, cell: unknown): string {
  return typeof cell === 'string' ? cell : ''
}

/** `module` and `name` of a function id: `orders.ts#checkout/retry`. */
export function splitId(id: string): { module: string; name: string } {
  const at = id.lastIndexOf('#')
  return at < 0 ? { module: '', name: id } : { module: id.slice(0, at), name: id.slice(at + 1) }
}

/** Where a frame stands: `orders.ts:41, at "approve#1"`. */
export function framePlace(snapshot: Snapshot, type: readonly unknown[]): string {
  const id = snapshot.code[type[1] as number]?.[0] ?? ''
  return placeWords(splitId(id).module, type[4] as number, shownLabel(String(type[3])), type[2] === 0)
}

const known = new WeakMap<Snapshot, Int32Array>()

const ROOT = -1
const UNSEEN = -2

/** For each object, the one on the way to it from the root; -1 for the root itself, and for what only a module holds; -2 for what nothing reaches. TR1 */
export function parentsOf(snapshot: Snapshot): Int32Array {
  const before = known.get(snapshot)
  if (before !== undefined) return before
  const { objects, types } = snapshot
  const parents = new Int32Array(objects.length).fill(UNSEEN)
  const queue: number[] = []
  const note = (cell: unknown, from: number): void => {
    const to = target(cell)
    if (to < 0 || parents[to] !== UNSEEN) return
    parents[to] = from
    queue.push(to)
  }
  const odd = new Map(snapshot.more.map((record) => [record[0] as number, record]))
  note(snapshot.root, ROOT)
  let places = 0
  for (let i = 0; i < queue.length || places < snapshot.places.length; i++) {
    while (i === queue.length && places < snapshot.places.length) note([snapshot.places[places++]?.[0]], ROOT)
    if (i === queue.length) break
    const id = queue[i] as number
    const record = objects[id] as [number, ...unknown[]]
    for (let k = 1; k < record.length; k++) note(record[k], id)
    for (const part of types[record[0]] ?? []) note(part, id)
    for (const cell of odd.get(id) ?? []) note(cell, id)
  }
  known.set(snapshot, parents)
  return parents
}

/** The way to an object, in words. */
export function trailOf(snapshot: Snapshot, id: number): string {
  const parents = parentsOf(snapshot)
  const chain: number[] = []
  for (let at = id; at >= 0; at = parents[at] as number) chain.push(at)
  chain.reverse()
  let start = 0
  chain.forEach((at, i) => {
    if (tagOf(snapshot, at) === 'Tasklet') start = i
  })
  const segments: string[] = []
  for (let i = start; i < chain.length; i++) {
    const entry = entryOf(snapshot, chain[i] as number)
    const from = i === start ? undefined : entryOf(snapshot, chain[i - 1] as number)
    const words = segmentOf(snapshot, entry, from, chain[i] as number, chain[i + 1])
    if (words !== '') segments.push(words)
  }
  return joined(segments)
}

function segmentOf(snapshot: Snapshot, entry: Entry, from: Entry | undefined, id: number, nextId: number | undefined): string {
  if (from === undefined) {
    if (entry.tag === 'frame') return frameName(snapshot, entry)
    const [, module, name] = snapshot.places.find(([object]) => object === id) ?? []
    if (entry.tag !== 'Tasklet') return id === target(snapshot.root) || module === undefined ? 'root' : `${module}#${name}`
    const next = nextId === undefined ? undefined : entryOf(snapshot, nextId)
    const place = next?.tag === 'frame' ? ` (${framePlace(snapshot, next.type)})` : ''
    return `tasklet "${textOf(snapshot, fieldOf(entry, 'name'))}"${place}`
  }
  if (entry.tag === 'frame') return from.tag === 'Tasklet' ? '' : from.tag === 'frame' ? `caller ${frameName(snapshot, entry)}` : frameName(snapshot, entry)
  const at = from.cells.findIndex((cell) => target(cell) === id)
  switch (from.tag) {
    case 'frame': {
      const name = String(from.type[at + 5])
      return at < 1 || entry.tag === 'scope' ? '' : name.startsWith('%') ? 'a value in use' : `local ${name}`
    }
    case 'scope': return at < 0 ? '' : `local ${String(from.type[at + 2])}`
    case 'closure': return at < 0 ? '' : `captured ${String(from.type[at + 2])}`
    case 'object': case 'null': return at < 0 ? '' : `.${String(from.type[at + 1])}`
    case 'instance': return at < 0 ? 'prototype' : `.${String(from.type[at + 2])}`
    case 'array': return `[${at}]`
    case 'prototype': return 'constructor'
    case 'generator': return at === 0 ? 'function' : ''
    default: return /^[A-Z]/.test(from.tag) ? (String(from.type[1]).split(' ')[at] ?? '') : ''
  }
}

function frameName(snapshot: Snapshot, { type }: Entry): string {
  return `${splitId(snapshot.code[type[1] as number]?.[0] ?? '').name} (${framePlace(snapshot, type)})`
}
