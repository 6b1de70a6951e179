// From a snapshot to the graph: all objects are made, then filled, then checked; then, and only then, anything that
// existed before is touched.
//
//   phase       what happens
//   ladder      which code frames, scopes and closures go on with (ladder.ts); what can't go on: refusals.ts
//   make        every object exists, empty; functions are found or made; an object is made after those its row needs
//   customs     custom types of superjson (customs.ts)
//   fill        values, properties, entries; Map and Set last; then (CH4) upgrades of classes and migrations of frames
//   check       checks.ts
//   hooks       the kinds' `restored`, in the order of their table
//   report      the user's callback is told of changes of code
//   commit      objects are frozen; channels that belong to modules get their saved state; who waited on what stays outside joins it (`joined`)
//
//   D1. Nothing recurses. No phase evaluates code that the text could choose: it names functions this program registered.
//   D2. Only objects made here get properties: what is found by name is never changed, module channels excepted.
//   D3. Any text gives a graph or a SnapshotError, and then nothing outside has changed.
//
// Called by: index.ts, check.ts. Calls: the rows, ladder.ts, refusals.ts, upgrades.ts, customs.ts, checks.ts.

import { kindOf, kinds, kindsByName, type Kind } from '@stillframe/runtime/abi'
import type { SuperJSON } from 'superjson'
import type { Archive } from '../upgrade/archive.ts'
import { byteRows } from '../things/bytes.ts'
import { HOLE, isHole, leafValue } from '../text/cells.ts'
import { checkFrames, checkKinds, checkPrivates, enlist, type Joining, type KindColumn, type KindGroup } from './checks.ts'
import { codeRows, derivedFields, fieldsOf, folded, kindFields, kindRowOf, naturalFields } from '../things/code.ts'
import { cellAt, cellsOf, valuesOf, type Column, type Group } from '../text/columns.ts'
import { makeCustoms, type CustomHost } from '../things/customs.ts'
import { fail, SnapshotError } from '../errors.ts'
import { isIndex, need, target, unpackWhole, type Limits, type Snapshot } from '../text/format.ts'
import { isHooked, LOAD, type HookedClass } from '../things/hooks.ts'
import { Ladder, type Landing } from '../upgrade/ladder.ts'
import { Migrations, type Migration } from '../upgrade/migrations.ts'
import { lookUp } from '../things/names.ts'
import { Pending } from './pending.ts'
import { findPermanent, type Permanents } from '../things/permanents.ts'
import { applyLevel, defineOdd } from '../things/properties.ts'
import { referenceRows } from '../things/references.ts'
import { Refusals, type Remedy, type Verdict } from '../upgrade/refusals.ts'
import { Registries } from '../things/registries.ts'
import type { AnyRow, Reader, Thing, Type } from '../things/rows.ts'
import type { ClosureLanding, ScopeLanding } from '../upgrade/scopes.ts'
import { trailOf } from '../text/trail.ts'
import { upgradeAll } from '../upgrade/upgrades.ts'
import { valueRows } from '../things/values.ts'

export interface RestoreOptions {
  readonly permanents?: Permanents
  readonly superjson?: SuperJSON
  /** What the author says about code that has changed: names, values for new variables, functions. */
  readonly migrations?: readonly Migration[]
  /** Code as it was, loaded ahead by the host. */
  readonly archive?: Archive
  /** Is told of each frame whose code has changed since it was saved. */
  readonly report?: (verdict: Verdict) => void
  /** What is to become of a tasklet with a frame that can't go on. Default: restore throws, and nothing has changed. */
  readonly onRefusal?: (refusal: Verdict) => Remedy
  readonly limits?: Limits
}

const rows = new Map<string, AnyRow>([...valueRows, ...byteRows, ...codeRows, ...referenceRows].map((row) => [row.tag, row]))
const kindRowNamed = (tag: string): AnyRow | undefined => {
  const kind = kindsByName.get(tag)
  return kind === undefined ? undefined : kindRowOf(kind)
}
const valueTags = new Set([...valueRows, ...byteRows].map((row) => row.tag))
const foundTags = new Set(['std', 'module', 'permanent', 'registered', 'shared'])

const OPEN = 1
const MADE = 2

/** The graph of a text. Throws SnapshotError. D3 */
export function restoreText(text: unknown, options: RestoreOptions): unknown {
  return restoreSnapshot(unpackWhole(text, options.limits), options)
}

/** The graph of a snapshot whose cells have been checked. `shared` is what a fork has in common with its original. */
export function restoreSnapshot(snapshot: Snapshot, options: RestoreOptions, shared: readonly object[] = []): unknown {
  const restorer = building(() => {
    const built = new Restorer(snapshot, options, shared)
    built.build()
    return built
  })
  restorer.report()
  return building(() => restorer.commit())
}

/** Turns whatever goes wrong into a SnapshotError. */
export function building<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof SnapshotError) throw error
    throw fail.malformed('what it describes can\'t be built', error)
  }
}

export class Restorer implements Reader, CustomHost {
  readonly #snapshot: Snapshot
  readonly #options: RestoreOptions
  readonly #shared: readonly object[]
  readonly #registries: Registries
  readonly #made: unknown[]
  readonly #states: Uint8Array
  /** The group of each object. */
  readonly #groups: Int32Array
  /** The row of each type. */
  readonly #rows: (AnyRow | undefined)[]
  readonly #migrations: Migrations
  readonly #ladder: Ladder
  readonly #refusals: Refusals
  readonly pending: Pending = new Pending()
  readonly #places = new Map<number, object>()
  /** What kinds were filled with; values of those that don't hold them as they are. */
  readonly #kinds: KindGroup[] = []
  readonly #apart = new Map<object, Record<string, unknown>>()
  readonly #odd = new Map<number, readonly unknown[]>()
  /** Operations of copies that wait on what is shared. */
  #joining: readonly Joining[] = []
  #current = 0

  constructor(snapshot: Snapshot, options: RestoreOptions, shared: readonly object[] = []) {
    this.#snapshot = snapshot
    this.#shared = shared
    this.#options = options
    this.#registries = new Registries(options.superjson)
    this.#made = []
    this.#made.length = snapshot.size // (Array.from asks for each member)
    this.#states = new Uint8Array(snapshot.size)
    this.#groups = new Int32Array(snapshot.size)
    snapshot.groups.forEach(({ first, count }, i) => this.#groups.fill(i, first, first + count))
    this.#migrations = new Migrations(options.migrations ?? [])
    this.#ladder = new Ladder(snapshot, this.#migrations, options.archive)
    this.#refusals = new Refusals(snapshot, this.#ladder)
    this.#rows = snapshot.types.map(([tag]) => rows.get(tag) ?? kindRowNamed(tag))
    for (const record of snapshot.more) {
      need(!this.#odd.has(record[0] as number), 'an object is listed twice in "more"')
      this.#odd.set(record[0] as number, record)
    }
  }

  get size(): number {
    return this.#made.length
  }

  /** Everything but the last phase. */
  build(): void {
    this.#refusals.decide(this.#options.onRefusal)
    this.#findPlaces()
    let customs = false
    for (const group of this.#snapshot.groups) {
      if (this.#isCustom(group)) customs = true
      else this.#makeAll(group)
    }
    if (customs) makeCustoms(this)
    this.#fillEverything()
    checkPrivates(this.#snapshot, this.#made)
    upgradeAll(this.#snapshot, this.#made, this.#migrations)
    this.pending.settle((scope) => this.#made.indexOf(scope), this.#snapshot)
    this.#check()
    this.#runHooks()
  }

  /** The user's callback, while nothing has changed yet: what it throws is its own. D3 */
  report(): void {
    const { report } = this.#options
    if (report !== undefined) for (const verdict of this.#refusals.changes()) report(verdict)
  }

  foresee(): { verdicts: Verdict[]; stuck: boolean } {
    const refused = this.#refusals.all()
    return { verdicts: [...this.#refusals.changes(), ...refused], stuck: refused.length > 0 }
  }

  #findPlaces(): void {
    const taken = new Set<unknown>()
    for (const [id, module, name] of this.#snapshot.places) {
      const place = lookUp(module, name)
      if (place === undefined) throw fail.unknownName(`${module}#${name}`, trailOf(this.#snapshot, id))
      const was = this.#typeOf(id)[0]
      need(kindsByName.get(was)?.placed === true && !this.#places.has(id), 'it is not filled in place')
      const is = kindOf(place as object)?.name ?? typeof place
      if (is !== was) throw fail.changedName(`${module}#${name}`, was, is, trailOf(this.#snapshot, id))
      need(!taken.has(place), 'a module\'s object is filled twice')
      taken.add(place)
      this.#places.set(id, place as object)
    }
  }

  #groupOf(id: number): Group {
    return this.#snapshot.groups[this.#groups[id] as number] as Group
  }

  #typeOf(id: number): Type {
    return this.#snapshot.types[this.#groupOf(id).type] as Type
  }

  #cells(id: number): readonly unknown[] {
    const group = this.#groupOf(id)
    return cellsOf(group, id - group.first)
  }

  #row(group: Group): AnyRow {
    const row = this.#rows[group.type]
    if (row !== undefined) return row
    const tag = this.#snapshot.types[group.type]?.[0]
    if (tag === 'refused') throw fail.leftOut(String(cellsOf(group, 0)[0]), trailOf(this.#snapshot, group.first))
    throw fail.malformed(`there is no kind of object called ${JSON.stringify(tag)}`)
  }

  #isCustom({ type }: Group): boolean {
    const [tag, name] = this.#snapshot.types[type] as Type
    return (tag === 'custom' && typeof name === 'string') || tag === 'hooked'
  }

  #makeAll(group: Group): void {
    const row = this.#row(group)
    const { first, count } = group
    const simple = row.empty && this.#places.size === 0
    const end = simple && row.needs !== undefined ? first + 1 : row.needs !== undefined ? first + count : first
    for (let id = first; id < end; id++) this.#make(id)
    const type = this.#snapshot.types[group.type] as Type
    const cells = simple ? unreadCells(group) : []
    for (let id = end; id < first + count; id++) {
      if (this.#states[id] === MADE) continue
      this.#current = id
      this.#made[id] = simple ? row.create(type, cells, this) : this.#places.get(id) ?? row.create(type, this.#cells(id), this)
      this.#states[id] = MADE
    }
  }

  /** Makes an object, after those it needs. */
  #make(start: number): void {
    if (this.#states[start] === MADE) return
    const stack = [start]
    while (stack.length > 0) {
      const id = stack[stack.length - 1] as number
      const row = this.#row(this.#groupOf(id))
      const type = this.#typeOf(id)
      const cells = this.#cells(id)
      if (this.#states[id] === 0) {
        this.#states[id] = OPEN
        for (const cell of row.needs?.(type, cells) ?? []) {
          const needed = target(cell)
          if (needed < 0 || this.#states[needed] === MADE) continue
          need(needed < this.size && this.#states[needed] !== OPEN, 'objects need each other to be made')
          need(this.customOf(needed) === undefined, 'an object is made of one of a custom type')
          stack.push(needed)
        }
        if (stack[stack.length - 1] !== id) continue
      }
      stack.pop()
      if (this.#states[id] === MADE) continue
      this.#current = id
      this.#made[id] = this.#places.get(id) ?? row.create(type, cells, this)
      this.#states[id] = MADE
    }
  }

  #fillEverything(): void {
    const late: Group[] = []
    for (const group of this.#snapshot.groups) {
      if (this.#isCustom(group)) continue
      if (this.#row(group).late) late.push(group)
      else this.#fillGroup(group)
    }
    for (const group of late) this.#fillGroup(group)
    for (const [id, record] of this.#odd) this.#defineMore(id, record)
  }

  #fillGroup(group: Group): void {
    const row = this.#row(group)
    const kind = kindsByName.get(row.tag)
    const { first, count, across } = group
    const type = this.#snapshot.types[group.type] as Type
    if (kind !== undefined) {
      const filled = this.#kindGroup(kind, group)
      this.#kinds.push(filled)
      this.#fillKinds(filled, first)
    } else if (row.fillAll !== undefined && !across && (row.tag !== 'frame' || this.landing(type).simple)) {
      this.#current = first
      row.fillAll(this.#made.slice(first, first + count) as never, type, group.columns.map((column) => this.#values(column)), this)
    } else if (row.fill !== undefined) {
      for (let id = first; id < first + count; id++) this.#fillOne(id)
    }
  }

  #fillOne(id: number): void {
    const row = this.#row(this.#groupOf(id))
    this.#current = id
    row.fill?.(this.#made[id] as never, this.#typeOf(id), this.#cells(id), this)
  }

  #values(column: Column): unknown[] {
    return valuesOf(column, this.#made, (cell) => (isHole(cell) ? HOLE : this.value(cell)))
  }

  /** What a group's objects are filled with, or those from `from` on. */
  #kindGroup(kind: Kind, group: Group, from = group.first, to = group.first + group.count): KindGroup {
    const { first, across } = group
    const type = this.#snapshot.types[group.type] as Type
    const things = this.#made.slice(from, to) as object[]
    const { shown, shared } = fieldsOf(kind, type, across ? (group.columns[0] as Column).length : group.columns.length)
    const columns = shown.map((field, k): KindColumn => {
      if (across) return { field, values: [this.value(cellAt(group.columns[0] as Column, k))] }
      const column = group.columns[k] as Column
      if (to - from === 1) return { field, values: [this.value(cellAt(column, from - first))] }
      return { field, values: this.#values(column) }
    })
    for (const [field, cell] of shared) columns.push({ field, values: [this.value(cell)] })
    for (const field of kind.plain ? derivedFields(kind) : []) {
      const at = kind.fields.indexOf(field)
      if (columns.some((column) => column.field === field)) continue
      const natural = naturalFields(kind, kind.create())[at]
      columns.push({ field, values: Array.isArray(natural) ? things.map(() => [...natural as unknown[]]) : [natural] })
    }
    return { kind, things, columns }
  }

  #fillKinds({ kind, things, columns }: KindGroup, first: number): void {
    if (kind.plain && (kind.placed !== true || this.#places.size === 0)) {
      for (const { field, values } of folded(kind, things.length, columns)) store(things as Record<string, unknown>[], field, values)
      return
    }
    things.forEach((object, i) => {
      const placed = this.#places.has(first + i)
      const values = kindFields(kind, object, placed, columns, i)
      if (placed || !kind.plain) this.#apart.set(object, Object.fromEntries(kind.fields.map((field, k) => [field, values[k]])))
      if (!placed) kind.load(object, values)
    })
  }

  /** D2 */
  #defineMore(id: number, record: readonly unknown[]): void {
    const { tag } = this.#row(this.#groupOf(id))
    const may = valueTags.has(tag) || tag === 'closure' || tag === 'generator' || kindsByName.get(tag)?.heirs === true || (tag === 'prototype' && this.isOurs([id]))
    need(may && this.customOf(id) === undefined, '"more" names an object that is not made here')
    this.#current = id
    defineOdd(this.#made[id] as object, record, this)
  }

  #check(): void {
    checkFrames(this.#snapshot, this.#made)
    this.#joining = checkKinds(this.#kinds, this.#apart, new Set(this.#shared))
  }

  #runHooks(): void {
    const placed = new Set(this.#places.values())
    for (const kind of kinds) {
      if (kind.restored === undefined) continue
      for (const { kind: one, things } of this.#kinds) {
        if (one === kind) for (const object of things) if (placed.size === 0 || !placed.has(object)) kind.restored(object)
      }
    }
  }

  /** All that can fail comes before anything that existed is touched. D3 */
  commit(): unknown {
    for (const [id, record] of this.#odd) applyLevel(this.#made[id] as object, record[1])
    for (const existing of this.#places.values()) {
      const [fields, kind] = [this.#apart.get(existing) as Record<string, unknown>, kindOf(existing) as Kind]
      kind.load(existing, kind.fields.map((field) => fields[field]))
      kind.restored?.(existing)
    }
    for (const { kind, things } of this.#kinds) if (kind.joined !== undefined) for (const object of things) kind.joined(object)
    enlist(this.#joining)
    this.#refusals.remedy(this.#made)
    return this.value(this.#snapshot.root)
  }

  // Reader

  value(cell: unknown): unknown {
    if (!Array.isArray(cell)) {
      need(typeof cell !== 'object' || cell === null, 'a cell is damaged')
      return cell
    }
    const first = cell[0] as unknown
    if (typeof first !== 'number') return leafValue(cell)
    need(first >= 0 && first < this.size, 'an object is missing')
    return this.#made[first]
  }

  made(cell: unknown): unknown {
    const id = target(cell)
    need(id < 0 || this.#states[id] === MADE, 'an object is not made yet')
    return this.value(cell)
  }

  path(): string {
    return trailOf(this.#snapshot, this.#current)
  }
  readonly here = (id: number = this.#current): (() => string) => () => trailOf(this.#snapshot, id)

  isOurs(cell: unknown): boolean {
    const id = target(cell)
    if (id < 0) return false
    const { tag } = this.#row(this.#groupOf(id))
    if (tag === 'prototype') return this.#typeOf(Math.max(0, target(this.#cells(id)[0])))[0] === 'closure'
    return !foundTags.has(tag) && !this.#places.has(id)
  }

  permanent(name: string, was: string): object {
    return findPermanent(this.#options.permanents, name, was, this.path())
  }

  shared(index: unknown): object {
    need(isIndex(index, this.#shared.length), 'something is shared with nobody')
    return this.#shared[index] as object
  }

  registered(what: 'class' | 'symbol', name: string): Thing | undefined {
    return this.#registries.find(what, name)
  }

  landing(type: Type): Landing {
    return this.#refusals.landing(type, this.#current)
  }

  scope(type: Type): ScopeLanding {
    return this.#refusals.scope(type, this.#current)
  }

  closure(type: Type): ClosureLanding {
    return this.#refusals.closure(type, this.#current)
  }

  nameNow(id: string): string {
    return this.#migrations.nameNow(id)
  }

  cellsAt(cell: unknown): readonly unknown[] {
    const id = target(cell)
    return id < 0 ? [] : this.#cells(id)
  }

  // CustomHost

  customOf(id: number): string | undefined {
    const group = this.#groupOf(id)
    if (!this.#isCustom(group)) return undefined
    const [tag, name] = this.#snapshot.types[group.type] as Type
    return tag === 'custom' ? name as string : this.#hookOf(id)?.name ?? 'hooked'
  }

  cellsOf(id: number): readonly unknown[] {
    return [...this.#cells(id), ...(this.#odd.get(id)?.slice(2) ?? [])]
  }

  fill(id: number): void {
    const group = this.#groupOf(id)
    const kind = kindsByName.get(this.#row(group).tag)
    if (kind === undefined) this.#fillOne(id)
    else this.#fillKinds(this.#kindGroup(kind, group, id, id + 1), id)
    const record = this.#odd.get(id)
    if (record !== undefined) this.#defineMore(id, record)
  }

  /** The class of an object that its class saved. */
  #hookOf(id: number): HookedClass | undefined {
    const hooked = this.value(this.#typeOf(id)[1])
    return isHooked(hooked) ? hooked : undefined
  }

  deserialize(id: number): object {
    const name = this.customOf(id) as string
    const hooked = this.#typeOf(id)[0] === 'hooked'
    const type = hooked ? this.#hookOf(id) : this.#registries.customNamed(name)
    if (type === undefined) throw fail.unknownCustom(hooked ? 'class with a [LOAD] hook' : 'custom type', name, trailOf(this.#snapshot, id))
    try {
      const payload = this.value(this.#cells(id)[0])
      return (isHooked(type) ? type[LOAD](payload) : type.deserialize(payload)) as object
    } catch (error) {
      throw error instanceof SnapshotError ? error : fail.customFailed(name, error)
    }
  }

  get(id: number): unknown {
    return this.#made[id]
  }

  set(id: number, value: object): void {
    this.#made[id] = value
    this.#states[id] = MADE
  }
}

/** As many cells as the records of a group have, for those who only count them. */
function unreadCells({ across, columns }: Group): readonly unknown[] {
  const cells: unknown[] = []
  cells.length = across ? (columns[0] as Column).length : columns.length
  return cells
}

/** One value is everybody's. */
function store(things: readonly Record<string, unknown>[], field: string, values: readonly unknown[]): void {
  const common = values.length === 1
  for (let i = 0; i < things.length; i++) (things[i] as Record<string, unknown>)[field] = common ? values[0] : values[i]
}
