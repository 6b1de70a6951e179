// The format: one JSON text, flat. Nothing in it is nested deeper than six brackets, whatever it describes.
//
//   { "stillframe": 3,                                              the version
//     "sum":     checksum of everything after it,
//     "delta":   [checksum of the text before, number of objects so far, numbers of its own objects]      in deltas only (history.ts)
//     "code":    [[function id, shape hash, body hash], ...]        functions that frames below are in the middle of
//     "types":   [[tag, ...what objects of the type share], ...]    e.g. ["object", "name", "price"]: two keys
//     "strings": [...]                                              strings met more than once; left out if empty
//     "objects": [group, ...]                                       numbered from 0, group by group
//     "more":    [[object, level, prototype, ...properties], ...]   what only odd objects have (properties.ts)
//     "places":  [[object, module, name], ...]                      channels that are filled into a module's own
//     "root":    cell }                                             left out if it is object 0
//
// A group:
//     [type, ...cells]                  one object: its record
//     [-n, type, ...sequences]          n objects, n > 1: a sequence for each cell of their records (columns.ts)
//     [-1, type, sequence]              one object: its cells are one sequence
//
// A cell is one value:
//     null, true, 7, "text"           themselves
//     [n]                             object n;  n < 0: string -n-1
//     []                              undefined
//     ["NaN"] ["Infinity"] ["-Infinity"] ["-0"] ["tdz"] ["hole"] ["big", "123"]
//
// Types that the runtime brings (tag: what follows it | cells of a record):
//     frame: code, pc, label@site, line, column, names of live slots | caller or 0 (version 1: null), values of the slots
//     scope: id, names of its variables | their values
//     closure: function id, names | captured values
//     generator: | function, outermost frame, innermost frame or null
//     Tasklet, Channel, ... (kinds.ts): "fields", shared field, value, ... | values of the fields; others have their defaults
// The other tags are the rows of values.ts, code.ts and names: object, array, map, date, error, std, module, permanent ...
//
//   FO1. Objects are numbered by groups, groups by the first of their objects that a breadth-first walk from the root meets.
//   FO2. Trailing undefined cells of a frame are left out. Fields with their default value are left out.
//   FO3. Everything is checked before anything is made: `unpack` checks types and ranges of all cells, and counts what
//        sequences will expand to before it expands them.
//   FO4. Version 1 began {"format":"stillframe","version":1, and had records only, numbered breadth first: it is read as what
//        it is, a text without sequences. In versions 1 and 2 each tasklet that waited on a channel had a Transfer of its own in
//        the channel's list (kinds.ts); since 3 the tasklet itself is there, and all are parked on one Transfer.
//
// Called by: encode.ts, decode.ts, describe.ts. Calls: errors.ts, cells.ts, columns.ts.

import { BODY_LENGTH } from '@stillframe/runtime/abi'
import { BIG } from './cells.ts'
import { cellAt, cellsOf, expand, measure, sequence, type CellCheck, type Column, type Group } from './columns.ts'
import { fail } from '../errors.ts'

export { target } from './cells.ts'

export const FORMAT = 'stillframe'
export const VERSION = 3

export type Cell = unknown

/** The parts of a snapshot. */
export interface Snapshot {
  readonly code: [id: string, shape: string, body: string][]
  readonly types: [tag: string, ...shared: unknown[]][]
  readonly groups: readonly Group[]
  /** Number of objects. */
  readonly size: number
  readonly more: unknown[][]
  readonly places: [object: number, module: string, name: string][]
  readonly root: Cell
  /** In a delta: references are by the numbers of the whole; `more` and `places` by those in this text. */
  readonly delta?: Delta
  /** All records, object by object: for tools. Made when asked for. */
  readonly objects: readonly [type: number, ...cells: unknown[]][]
}

export interface Delta {
  /** Checksum of the text it follows. */
  readonly before: string
  /** Numbers given out, this delta included. */
  readonly size: number
  /** The numbers of its own objects, ascending. */
  readonly ids: readonly number[]
}

type Parts = Omit<Snapshot, 'size' | 'objects'>

export function snapshotOf(parts: Parts): Snapshot {
  let objects: Snapshot['objects'] | undefined
  return {
    ...parts,
    size: parts.groups.reduce((sum, { count }) => sum + count, 0),
    get objects() {
      return (objects ??= parts.groups.flatMap((group) => Array.from({ length: group.count }, (_, i): [number, ...unknown[]] => [group.type, ...cellsOf(group, i)])))
    },
  }
}

export interface Limits {
  /** Characters of text. */
  readonly bytes?: number
  /** What the text describes: its cells, and its objects by their weight (a plain object or array 3, what the runtime brings 6, a Map 8). */
  readonly nodes?: number
}

const MOST_BYTES = 2 ** 29
const MOST_NODES = 2 ** 25

const LIGHT = 3
const KIND = 6
const HEAVY = 8
const SCHEDULER = 64
/** Objects that take the host long to make. */
const SLOW = 512
const SLOW_TAGS = new Set(['intl', 'locale'])
const LIGHT_TAGS = new Set(['frame', 'object', 'null', 'instance', 'array', 'scope', 'std', 'module', 'permanent', 'registered', 'symbol', 'symbol.for', 'date', 'boxed'])

function weightOf(tag: string): number {
  return LIGHT_TAGS.has(tag) ? LIGHT : tag === 'Scheduler' ? SCHEDULER : SLOW_TAGS.has(tag) ? SLOW : /^[A-Z]/.test(tag) ? KIND : HEAVY
}

/** 32 bits over the text's characters: finds accidents, not attackers. (Two lanes of multiply and xor, folded.) */
export function checksum(text: string, from = 0): string {
  let one = 0xdeadbeef
  let two = 0x41c6ce57
  for (let i = from; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    one = Math.imul(one ^ unit, 0x9e3779b1)
    two = Math.imul(two ^ unit, 0x5f356495)
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35)
  return (one >>> 0).toString(16).padStart(8, '0')
}

const HEAD = `{"${FORMAT}":${VERSION},"sum":"`
/** Beginnings of the texts that can be read. FO4 */
const HEADS = [HEAD, `{"${FORMAT}":2,"sum":"`, `{"format":"${FORMAT}","version":1,"sum":"`]
const SUM_DIGITS = 8

/** The checksum that a text says it has. */
export function sumOf(text: string): string {
  return /"sum":"([\da-f]{8})"/.exec(text.slice(0, MOST_HEAD))?.[1] ?? ''
}

const MOST_HEAD = 64

/** The text of a snapshot, or of a delta. */
export function pack(snapshot: Snapshot, delta?: Delta): string {
  const { code, types, more, places } = snapshot
  const root = snapshot.root as unknown[]
  const strings = new Strings(snapshot)
  const objects = snapshot.groups.map((group) => packed(group, strings.cell))
  const odd = more.map((record) => record.map(strings.cell))
  const body = JSON.stringify({
    delta: delta === undefined ? undefined : [delta.before, delta.size, sequence({ form: 'cells', cells: delta.ids, length: delta.ids.length }, (text) => text)],
    code,
    types,
    strings: strings.shared.length > 0 ? strings.shared : undefined,
    objects,
    more: odd.length > 0 ? odd : undefined,
    places: places.length > 0 ? places : undefined,
    root: Array.isArray(root) && root[0] === 0 ? undefined : root,
  }).slice(1)
  const tail = `",${body}`
  return `${HEAD}${checksum(tail)}${tail}`
}

function packed(group: Group, cell: (value: unknown) => unknown): unknown[] {
  const { type, count, across, columns } = group
  if (!across && count === 1) return [type, ...cellsOf(group, 0).map(cell)]
  const sequences = columns.map((column) => sequence(column, cell))
  return across && Array.isArray(sequences[0]) ? [type, ...(sequences[0] as unknown[])] : [-count, type, ...sequences]
}

/** Strings of these lengths are written once and then by number. */
const SHORTEST = 6
const LONGEST = 256

/** The strings that a snapshot has more than once. */
class Strings {
  readonly shared: string[] = []
  /** How often it was met: once, more than once; below 0 it has a number. */
  readonly #seen = new Map<string, number>()

  constructor(snapshot: Snapshot) {
    for (const { columns } of snapshot.groups) for (const column of columns) this.#count(column)
    for (const record of snapshot.more) record.forEach((cell) => this.#meet(cell))
  }

  #count(column: Column): void {
    if (column.form === 'one') this.#meet(column.cell)
    if (column.form !== 'cells') return
    const { cells } = column
    let last: unknown
    let same = 0
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]
      if (typeof cell !== 'string') continue
      if (cell === last) same++
      else this.#meet(cell)
      last = cell
    }
    if (same > 0 && same < cells.length - 1) this.#meet(last)
  }

  #meet(cell: unknown): void {
    if (typeof cell === 'string' && cell.length >= SHORTEST && cell.length <= LONGEST) this.#seen.set(cell, (this.#seen.get(cell) ?? 0) + 1)
  }

  readonly cell = (value: unknown): unknown => {
    if (typeof value !== 'string' || value.length < SHORTEST || value.length > LONGEST) return value
    const times = this.#seen.get(value) ?? 0
    if (times < 0) return [times]
    if (times < 2) return value
    const number = -this.shared.push(value)
    this.#seen.set(value, number)
    return [number]
  }
}

/** The parts of a text that stands by itself, as `unpack` gives them: it is no delta. */
export function unpackWhole(text: unknown, limits: Limits = {}): Snapshot {
  const snapshot = unpack(text, limits)
  if (snapshot.delta !== undefined) throw fail.deltaAlone()
  return snapshot
}

/** Gives the parts of a text after checking its header, checksum, limits and every cell. FO3 */
export function unpack(text: unknown, limits: Limits = {}): Snapshot {
  if (typeof text !== 'string') throw fail.malformed('it is not a string')
  const mostBytes = limits.bytes ?? MOST_BYTES
  if (text.length > mostBytes) throw fail.tooLarge('characters', mostBytes, text.length)
  const head = HEADS.find((known) => text.startsWith(known))
  if (head === undefined) throw headerFault(text)
  const sumEnd = head.length + SUM_DIGITS
  if (checksum(text, sumEnd) !== text.slice(head.length, sumEnd)) throw fail.checksum()
  return checked(parsed(text), limits.nodes ?? MOST_NODES)
}

function parsed(text: string): Record<string, unknown> {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    throw fail.malformed('it is not JSON', error)
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw fail.malformed('it is not a JSON object')
  return document as Record<string, unknown>
}

/** Says what is wrong with a text that does not begin as ours do. */
function headerFault(text: string): Error {
  const document = parsed(text)
  const version = document['format'] === FORMAT ? document['version'] : document[FORMAT]
  if (version === undefined) return fail.malformed('it does not begin with {"stillframe":')
  if (version !== 1 && version !== 2 && version !== VERSION) return fail.version(version, VERSION)
  return fail.malformed('its header is not as capture() writes it')
}

function checked(document: Record<string, unknown>, mostNodes: number): Snapshot {
  const root = Object.hasOwn(document, 'root') ? document['root'] : [0]
  const [code, types, strings, objects, more, places] = (['code', 'types', 'strings', 'objects', 'more', 'places'] as const).map((name, i) => {
    const part = document[name] ?? (i === 2 || i > 3 ? [] : undefined)
    need(Array.isArray(part), `"${name}" is missing`)
    return part as unknown[][]
  }) as [unknown[][], unknown[][], unknown[], unknown[][], unknown[][], unknown[][]]
  for (const string of strings) need(typeof string === 'string', 'a string is none')
  for (const entry of code) {
    need(Array.isArray(entry) && entry.length === 3 && entry.every((part) => typeof part === 'string'), 'a code entry is damaged')
    const [id, , body] = entry as string[] as [string, string, string]
    if (!isStandard(id)) entry[2] = body.slice(-BODY_LENGTH) // older snapshots have longer ones: the end is kept
  }
  for (const type of types) need(Array.isArray(type) && typeof type[0] === 'string', 'a type is damaged')
  const count = counted(objects, more, types as [string][], mostNodes)

  const delta = deltaOf(document['delta'], count)
  const objectsInAll = delta?.size ?? count
  const check: CellCheck = { objects: objectsInAll, cell: cellReader(objectsInAll, strings as string[]) }
  let first = 0
  const groups = objects.map((parts) => {
    const group = groupOf(parts, first, check)
    first += group.count
    return group
  })
  const odd = more.map((record) => {
    need(isIndex(record[0], count), '"more" is damaged')
    return record.map((cell, i) => (i === 0 ? cell : cellOf(cell, check)))
  })
  for (const place of places) {
    need(Array.isArray(place) && isIndex(place[0], count) && typeof place[1] === 'string' && typeof place[2] === 'string', '"places" is damaged')
  }
  return snapshotOf({ code, types, groups, more: odd, places, root: cellOf(root, check), ...(delta === undefined ? {} : { delta }) } as unknown as Parts)
}

function deltaOf(part: unknown, count: number): Delta | undefined {
  if (part === undefined) return undefined
  need(Array.isArray(part) && typeof part[0] === 'string' && isIndex(part[1], 2 ** 31) && measure(part[2]) === count, '"delta" is damaged')
  const [before, size, numbers] = part as [string, number, unknown]
  const column = expand(numbers, { objects: 0, cell: (value) => value })
  need(column !== undefined && column.form !== 'refs', '"delta" is damaged')
  const ids = Array.from({ length: count }, (_, i) => cellAt(column, i))
  need(ids.every((id, i) => isIndex(id, size) && (i === 0 || id > (ids[i - 1] as number))), '"delta" is damaged')
  return { before, size, ids: ids as number[] }
}

/** The number of objects, after checking that they fit into the limits. FO3 */
function counted(objects: unknown[][], more: unknown[][], types: readonly [string][], mostNodes: number): number {
  const weights = types.map(([tag]) => weightOf(tag))
  let count = 0
  let nodes = 0
  for (const parts of objects) {
    need(Array.isArray(parts) && typeof parts[0] === 'number', 'an object has no type')
    const single = parts[0] >= 0
    const type = single ? parts[0] : parts[1]
    need(isIndex(type, types.length), 'an object has no type')
    const members = single ? 1 : -parts[0]
    need(Number.isSafeInteger(members) && (single || parts.length < MOST_COLUMNS), 'a group is damaged')
    count += members
    nodes += members * (weights[type] as number)
    if (single) nodes += parts.length
    else for (let i = 2; i < parts.length; i++) nodes += Math.max(0, measure(parts[i]))
    if (nodes > mostNodes) throw fail.tooLarge('nodes', mostNodes, nodes)
  }
  for (const record of more) {
    need(Array.isArray(record), '"more" is damaged')
    nodes += record.length
  }
  if (nodes > mostNodes) throw fail.tooLarge('nodes', mostNodes, nodes)
  return count
}

const MOST_COLUMNS = 64

function groupOf(parts: unknown[], first: number, check: CellCheck): Group {
  const head = parts[0] as number
  if (head >= 0) {
    const line = expand(parts.slice(1), check)
    need(line !== undefined, 'a cell is damaged')
    return { type: head, count: 1, first, across: true, columns: [line] }
  }
  const columns: Column[] = []
  for (let i = 2; i < parts.length; i++) {
    const length = measure(parts[i])
    need(length >= 0 && (head === -1 || length === -head), 'a sequence is damaged')
    const column = expand(parts[i], check)
    need(column !== undefined, 'a cell is damaged')
    columns.push(column)
  }
  need(head !== -1 || columns.length === 1, 'a group is damaged')
  return { type: parts[1] as number, count: -head, first, across: head === -1, columns }
}

export function need(condition: boolean, what: string): asserts condition {
  if (!condition) throw fail.malformed(what)
}

/** Is it the id of code, or of a function, that the runtime has itself? */
export function isStandard(id: string): boolean {
  return id.startsWith('std:')
}

export function isIndex(value: unknown, below: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
}

const SPECIAL: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity', '-0', 'tdz', 'hole'])

function cellOf(value: unknown, check: CellCheck): unknown {
  const cell = check.cell(value)
  need(cell !== undefined, 'a cell is damaged')
  return cell
}

/** Checks a parsed value: gives the cell, with its string in place, or undefined if it is none or points outside. */
export function cellReader(objects: number, strings: readonly string[]): (value: unknown) => unknown {
  return (value) => {
    if (!Array.isArray(value)) return typeof value !== 'object' || value === null ? value : undefined
    if (value.length === 0) return value
    const first = value[0] as unknown
    if (typeof first === 'number') {
      if (value.length !== 1) return undefined
      return first < 0 ? strings[-first - 1] : isIndex(first, objects) ? value : undefined
    }
    if (first === 'big') return value.length === 2 && typeof value[1] === 'string' && BIG.test(value[1]) ? value : undefined
    return value.length === 1 && SPECIAL.has(first) ? value : undefined
  }
}

