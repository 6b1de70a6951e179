// The shape of a row: one kind of value, its way out and its way in side by side.
//
//   RO1. `save` never recurses: it asks the writer for cells, and the writer queues what it has not met yet. It gives a record, or
//        (of what worlds have many of) puts its cells one by one, when nothing can go wrong any more.
//   RO2. `create` may use other objects only through `reader.made` (its dependencies, which are made before it);
//        `fill` may use all of them.
//   RO3. `create` and `fill` check what they read: cells are well-formed, but may be of any kind.
//
// Called by: values.ts, bytes.ts, code.ts, references.ts (which hold the rows), encode.ts, decode.ts. Calls: nothing.

import type { Code, Frame } from '@stillframe/runtime/abi'
import type { Reason } from '../errors.ts'
import type { Cell } from '../text/format.ts'
import type { Landing } from '../upgrade/ladder.ts'
import type { Pending } from '../restore/pending.ts'
import type { ClosureLanding, ScopeLanding } from '../upgrade/scopes.ts'

/** How a value was reached: the kinds of segments of a path (path.ts). */
export const PROPERTY = 0
export const INDEX = 1
export const LOCAL = 2
export const CAPTURED = 3
export const FIELD = 4
export const WORDS = 5
export const CALLER = 6
export type EdgeKind = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Anything with identity: what gets a number in the object table. */
export type Thing = object | symbol

export interface Writer {
  /** The cell of a value; a thing not met before is queued. `kind` and `key` say how it was reached. */
  cell(value: unknown, kind: EdgeKind, key: PropertyKey): Cell
  /** Begins a record of `width` cells, which are put one by one. RO1 */
  begin(type: number, width: number): void
  /** Puts the cell of a value. */
  put(value: unknown, kind: EdgeKind, key: PropertyKey): void
  /** Puts a leaf cell that is no value. */
  putLeaf(cell: Cell): void
  /** Puts a frame that nobody else holds, or null. (F5) */
  putHeld(frame: Frame | null, kind: EdgeKind, key: PropertyKey): void
  /** Puts a list that nobody else can hold. */
  putFresh(items: readonly unknown[], kind: EdgeKind, key: PropertyKey): void
  /** The number of a type, by the parts that make it up; or by what tells it apart, and then `make` gives its parts, which may be `Weak` (groups.ts). */
  type(parts: readonly unknown[], make?: () => unknown[]): number
  /** The number of the type that `key` alone stands for. A type must have one key only. */
  single(key: unknown, make: () => unknown[]): number
  /** A list of a row's own, for the time of one walk. */
  memo<T>(key: object): T[]
  /** The number of a function in the code table. */
  code(code: Code): number
  /** Could anything be skipped at all? */
  readonly skipping: boolean
  /** True for tasklets left out, and for operations they wait in. */
  skips(thing: unknown): boolean
  /** Writes what is odd about the thing being saved: its level, a prototype of its own, and these properties. */
  more(object: object, level: number, prototype: Cell, keys: readonly PropertyKey[]): void
  /** True once the thing has a number. */
  met(thing: Thing): boolean
  /** Notes that `prototype` belongs to the function `owner`; false if it belongs to another, or was met before. */
  adopt(prototype: object, owner: Function): boolean
  ownerOf(prototype: object): Function | undefined
  isCustom(value: object): boolean
  /** The only properties to be saved of objects with this prototype, if its class was registered with such a list. */
  allowed(prototype: object): readonly string[] | undefined
}

export interface Reader {
  /** The value of a cell. */
  value(cell: unknown): unknown
  /** The object a cell refers to; it must have been made. */
  made(cell: unknown): unknown
  /** The way to the object that is being read, in words. */
  path(): string
  /** The same for later, when something else is being read. */
  here(): () => string
  /** True for objects that this restore makes, as opposed to those it finds. */
  isOurs(cell: unknown): boolean
  /** The permanent of this name, which was of kind `was`. */
  permanent(name: string, was: string): object
  /** What a fork has in common with its original. */
  shared(index: unknown): object
  /** What superjson knows under this name. */
  registered(what: 'class' | 'symbol', name: string): Thing | undefined
  /** On which code things of a type go on, and where their values go (ladder.ts). */
  landing(type: Type): Landing
  scope(type: Type): ScopeLanding
  closure(type: Type): ClosureLanding
  /** The cells of the object that a cell refers to. */
  cellsAt(cell: unknown): readonly unknown[]
  /** The id that a saved id of a function, class or binding has now. */
  nameNow(id: string): string
  readonly pending: Pending
}

export type Record = [type: number, ...cells: unknown[]]
export type Type = readonly [tag: string, ...shared: unknown[]]

/** What `save` gives when it has put the record. RO1 */
export const PUT = undefined

export interface Row<T extends Thing = never> {
  readonly tag: string
  save(thing: T, writer: Writer): Record | typeof PUT
  /** Cells of things that must be made before this one. */
  needs?(type: Type, cells: readonly unknown[]): unknown[]
  create(type: Type, cells: readonly unknown[], reader: Reader): Thing
  /** `create` looks at no cells, but at how many there are. */
  readonly empty?: boolean
  fill?(thing: T, type: Type, cells: readonly unknown[], reader: Reader): void
  /** The same for many at once, given the values of their cells, column by column; a single value is that of all. For what worlds have many of. */
  fillAll?(things: readonly T[], type: Type, values: readonly (readonly unknown[])[], reader: Reader): void
  /** A thing that has a name goes by it, though it is state (kinds.ts, KI6). */
  readonly joins?: boolean
  /** A module's own object is filled with its state (kinds.ts, KI8). */
  readonly placed?: boolean
  /** Filled after all others (Map and Set: their keys must be complete). */
  readonly late?: boolean
}

export type AnyRow = Row<never>

/** Thrown by `save`: the walker turns it into a refusal with a path. */
export class Refused extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason.what)
    this.reason = reason
  }
}

/** Makes a row; erases its type for the tables. */
export function row<T extends Thing>(definition: Row<T>): AnyRow {
  return definition as unknown as AnyRow
}
