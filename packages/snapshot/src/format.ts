// The format: one JSON text, flat. Nothing in it is nested deeper than four brackets, whatever it describes.
//
//   { "format": "stillframe", "version": 1,
//     "sum":     checksum of everything after it,
//     "size":    [number of types, number of objects],
//     "code":    [[function id, shape hash, body hash], ...]        functions that frames below are in the middle of
//     "types":   [[tag, ...what objects of the type share], ...]    e.g. ["object", "name", "price"]: two keys
//     "strings": [...]                                              strings met more than once; left out if empty
//     "objects": [[type, ...cells], ...]                            object n is the n-th record
//     "more":    [[object, level, prototype, ...properties], ...]   what only odd objects have (properties.ts)
//     "places":  [[object, module, name], ...]                      channels that are filled into a module's own
//     "root":    cell }
//
// A cell is one value:
//     null, true, 7, "text"           themselves
//     [n]                             object n;  n < 0: string -n-1
//     []                              undefined
//     ["NaN"] ["Infinity"] ["-Infinity"] ["-0"] ["tdz"] ["hole"] ["big", "123"]
//
// Types that the runtime brings (tag: what follows it | cells of a record):
//     frame: code, pc, label, line, column, names of live slots | caller or null, values of the slots
//     scope: id, names of its variables | their values
//     closure: function id, names | captured values
//     generator: | function, outermost frame, innermost frame or null
//     Tasklet, Channel, ... (kinds.ts): "fields", shared field, value, ... | values of the fields; others have their defaults
// The other tags are the rows of values.ts, code.ts and names: object, array, map, date, error, std, module, permanent ...
//
//   FO1. Objects are numbered in the order in which a breadth-first walk from the root meets them.
//   FO2. Trailing undefined cells of a frame are left out. Fields with their default value are left out.
//   FO3. Everything is checked before anything is made: `unpack` checks types and ranges of all cells.
//
// Called by: encode.ts, decode.ts, describe.ts. Calls: errors.ts, cells.ts.

import { BIG } from './cells.ts'
import { fail } from './errors.ts'

export const FORMAT = 'stillframe'
export const VERSION = 1

export type Cell = unknown

/** The parts of a snapshot, as parsed. */
export interface Snapshot {
  readonly code: [id: string, shape: string, body: string][]
  readonly types: [tag: string, ...shared: unknown[]][]
  readonly strings: string[]
  readonly objects: [type: number, ...cells: unknown[]][]
  readonly more: unknown[][]
  readonly places: [object: number, module: string, name: string][]
  readonly root: Cell
}

export interface Limits {
  /** Characters of text. */
  readonly bytes?: number
  /** Objects, and cells of all objects together. */
  readonly nodes?: number
}

const MOST_BYTES = 2 ** 29
const MOST_NODES = 2 ** 27

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

const HEAD = `{"format":"${FORMAT}","version":${VERSION},"sum":"`

/** The text of a snapshot. */
export function pack(snapshot: Snapshot): string {
  const { code, types, strings, objects, more, places, root } = snapshot
  const body = JSON.stringify({
    size: [types.length, objects.length],
    code,
    types,
    strings: strings.length > 0 ? strings : undefined,
    objects,
    more: more.length > 0 ? more : undefined,
    places: places.length > 0 ? places : undefined,
    root,
  }).slice(1)
  const tail = `",${body}`
  return `${HEAD}${checksum(tail)}${tail}`
}

/** Gives the parts of a text after checking its header, checksum, limits and every cell. FO3 */
export function unpack(text: unknown, limits: Limits = {}): Snapshot {
  if (typeof text !== 'string') throw fail.malformed('it is not a string')
  const mostBytes = limits.bytes ?? MOST_BYTES
  if (text.length > mostBytes) throw fail.tooLarge('characters', mostBytes, text.length)
  if (!text.startsWith(HEAD)) throw headerFault(text)
  const sumEnd = HEAD.length + 8
  if (checksum(text, sumEnd) !== text.slice(HEAD.length, sumEnd)) throw fail.checksum()
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
  if (document['format'] !== FORMAT) return fail.malformed('it does not say "format":"stillframe"')
  if (document['version'] !== VERSION) return fail.version(document['version'])
  return fail.malformed('its header is not as capture() writes it')
}

function checked(document: Record<string, unknown>, mostNodes: number): Snapshot {
  const { size, root } = document
  const [code, types, strings, objects, more, places] = (['code', 'types', 'strings', 'objects', 'more', 'places'] as const).map((name, i) => {
    const part = document[name] ?? (i === 2 || i > 3 ? [] : undefined)
    need(Array.isArray(part), `"${name}" is missing`)
    return part as unknown[][]
  }) as [unknown[][], unknown[][], unknown[], unknown[][], unknown[][], unknown[][]]
  need(Array.isArray(size) && size[0] === types.length && size[1] === objects.length, '"size" does not fit')
  let nodes = objects.length + more.length
  for (const record of objects) nodes += Array.isArray(record) ? record.length : 0
  for (const record of more) nodes += Array.isArray(record) ? record.length : 0
  if (nodes > mostNodes) throw fail.tooLarge('nodes', mostNodes, nodes)

  for (const string of strings) need(typeof string === 'string', 'a string is none')
  for (const entry of code) {
    need(Array.isArray(entry) && entry.length === 3 && entry.every((part) => typeof part === 'string'), 'a code entry is damaged')
  }
  const isCell = cellTest(objects.length, strings.length)
  for (const type of types) need(Array.isArray(type) && typeof type[0] === 'string', 'a type is damaged')
  for (const record of objects) {
    need(Array.isArray(record) && isIndex(record[0], types.length), 'an object has no type')
    for (let i = 1; i < record.length; i++) need(isCell(record[i]), 'a cell is damaged')
  }
  for (const record of more) {
    need(Array.isArray(record) && isIndex(record[0], objects.length), '"more" is damaged')
    for (let i = 1; i < record.length; i++) need(isCell(record[i]), 'a cell is damaged')
  }
  for (const place of places) {
    need(Array.isArray(place) && isIndex(place[0], objects.length) && typeof place[1] === 'string' && typeof place[2] === 'string', '"places" is damaged')
  }
  need(isCell(root), '"root" is damaged')
  return { code, types, strings, objects, more, places, root } as unknown as Snapshot
}

export function need(condition: boolean, what: string): asserts condition {
  if (!condition) throw fail.malformed(what)
}

export function isIndex(value: unknown, below: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < below
}

const SPECIAL: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity', '-0', 'tdz', 'hole'])

/** Tests whether a parsed value is a cell that points nowhere outside. */
export function cellTest(objects: number, strings: number): (cell: unknown) => boolean {
  return (cell) => {
    if (!Array.isArray(cell)) return typeof cell !== 'object' || cell === null
    if (cell.length === 0) return true
    const first = cell[0] as unknown
    if (typeof first === 'number') return cell.length === 1 && (isIndex(first, objects) || isIndex(-first - 1, strings))
    if (first === 'big') return cell.length === 2 && typeof cell[1] === 'string' && BIG.test(cell[1])
    return cell.length === 1 && SPECIAL.has(first)
  }
}

/** The object a cell refers to, or -1. */
export function target(cell: unknown): number {
  return Array.isArray(cell) && cell.length === 1 && typeof cell[0] === 'number' && cell[0] >= 0 ? cell[0] : -1
}
