// From a snapshot to the graph: all objects are made, then filled, then checked; then, and only then, anything that
// existed before is touched.
//
//   phase       what happens
//   make        every object exists, empty; functions are found or made; an object is made after those its row needs
//   customs     custom types of superjson (customs.ts)
//   fill        values, properties, entries; Map and Set last
//   check       checks.ts
//   hooks       the kinds' `restored`, in the order of their table
//   commit      channels that belong to modules get their saved state; objects are frozen; changes of code are reported
//
//   D1. Nothing recurses. No phase evaluates code that the text could choose: it names functions this program registered.
//   D2. Only objects made here get properties: what is found by name is never changed, module channels excepted.
//   D3. Any text gives a graph or a SnapshotError, and then nothing outside has changed.
//
// Called by: index.ts. Calls: the rows, frames.ts, customs.ts, checks.ts.

import { Frame, generatorState, kindOf, kinds, kindsByName, type Kind } from '@stillframe/runtime/abi'
import type { SuperJSON } from 'superjson'
import { byteRows } from './bytes.ts'
import { leafValue } from './cells.ts'
import { checkFrames, checkGenerators, checkKinds, type KindFields } from './checks.ts'
import { codeRows, kindFields } from './code.ts'
import { makeCustoms, type CustomHost } from './customs.ts'
import { fail, SnapshotError } from './errors.ts'
import { need, target, unpack, type Limits, type Snapshot } from './format.ts'
import { landingOf, type Landing, type Verdict } from './frames.ts'
import { lookUp } from './names.ts'
import { findPermanent, type Permanents } from './permanents.ts'
import { applyLevel, defineOdd } from './properties.ts'
import { referenceRows } from './references.ts'
import { Registries } from './registries.ts'
import type { AnyRow, Reader, Thing, Type } from './rows.ts'
import { trailOf } from './trail.ts'
import { valueRows } from './values.ts'

/** A pure function over the named slots of a saved frame. Accepted now, applied in a later version of the library. */
export interface Migration {
  readonly function: string
  readonly label?: string
  migrate(slots: Record<string, unknown>): Record<string, unknown>
}

export interface RestoreOptions {
  readonly permanents?: Permanents
  readonly superjson?: SuperJSON
  readonly migrations?: readonly Migration[]
  /** Is told of each frame whose code has changed since it was saved. */
  readonly report?: (verdict: Verdict) => void
  readonly limits?: Limits
}

const rows = new Map<string, AnyRow>([...valueRows, ...byteRows, ...codeRows, ...referenceRows].map((row) => [row.tag, row]))
const valueTags = new Set([...valueRows, ...byteRows].map((row) => row.tag))
const foundTags = new Set(['std', 'module', 'permanent', 'registered'])

const OPEN = 1
const MADE = 2

/** The graph of a text. Throws SnapshotError. D3 */
export function restoreText(text: unknown, options: RestoreOptions): unknown {
  const snapshot = unpack(text, options.limits)
  try {
    return new Restorer(snapshot, options).restore()
  } catch (error) {
    if (error instanceof SnapshotError) throw error
    throw fail.malformed('what it describes can\'t be built', error)
  }
}

class Restorer implements Reader, CustomHost {
  readonly #snapshot: Snapshot
  readonly #options: RestoreOptions
  readonly #registries: Registries
  readonly #made: unknown[]
  readonly #states: Uint8Array
  readonly #rows: (AnyRow | undefined)[]
  readonly #landings = new Map<Type, Landing>()
  readonly #places = new Map<number, object>()
  readonly #kinds: KindFields = new Map()
  readonly #odd = new Map<number, readonly unknown[]>()
  #current = 0

  constructor(snapshot: Snapshot, options: RestoreOptions) {
    this.#snapshot = snapshot
    this.#options = options
    this.#registries = new Registries(options.superjson)
    this.#made = snapshot.objects.map(() => undefined)
    this.#states = new Uint8Array(snapshot.objects.length)
    this.#rows = snapshot.types.map(([tag]) => rows.get(tag))
    for (const record of snapshot.more) {
      need(!this.#odd.has(record[0] as number), 'an object is listed twice in "more"')
      this.#odd.set(record[0] as number, record)
    }
  }

  get size(): number {
    return this.#made.length
  }

  restore(): unknown {
    this.#findPlaces()
    let customs = false
    for (let id = 0; id < this.size; id++) {
      if (this.customOf(id) === undefined) this.#make(id)
      else customs = true
    }
    if (customs) makeCustoms(this)
    this.#fillAll()
    this.#check()
    this.#runHooks()
    this.#commit()
    return this.value(this.#snapshot.root)
  }

  #findPlaces(): void {
    const taken = new Set<unknown>()
    for (const [id, module, name] of this.#snapshot.places) {
      const place = lookUp(module, name)
      if (place === undefined) throw fail.unknownName(`${module}#${name}`, trailOf(this.#snapshot, id))
      const kind = kindOf(place as object)?.name
      need(this.#typeOf(id)[0] === 'Channel' && !this.#places.has(id), 'only channels are filled in place')
      if (kind !== 'Channel') throw fail.changedName(`${module}#${name}`, 'Channel', kind ?? typeof place, trailOf(this.#snapshot, id))
      need(!taken.has(place), 'a channel is filled twice')
      taken.add(place)
      this.#places.set(id, place as object)
    }
  }

  #typeOf(id: number): Type {
    return this.#snapshot.types[(this.#snapshot.objects[id] as [number])[0]] as Type
  }

  #cells(id: number): unknown[] {
    return (this.#snapshot.objects[id] as unknown[]).slice(1)
  }

  #row(id: number): AnyRow {
    const row = this.#rows[(this.#snapshot.objects[id] as [number])[0]]
    if (row !== undefined) return row
    if (this.#typeOf(id)[0] === 'refused') throw fail.leftOut(String(this.#cells(id)[0]), trailOf(this.#snapshot, id))
    throw fail.malformed(`there is no kind of object called ${JSON.stringify(this.#typeOf(id)[0])}`)
  }

  /** Makes an object, after those it needs. */
  #make(start: number): void {
    if (this.#states[start] === MADE) return
    const stack = [start]
    while (stack.length > 0) {
      const id = stack[stack.length - 1] as number
      const row = this.#row(id)
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

  #fillAll(): void {
    const late: number[] = []
    for (let id = 0; id < this.size; id++) {
      if (this.customOf(id) !== undefined) continue
      if (this.#row(id).late) late.push(id)
      else this.#fillOne(id)
    }
    for (const id of late) this.#fillOne(id)
    for (const [id, record] of this.#odd) this.#defineMore(id, record)
  }

  #fillOne(id: number): void {
    const row = this.#row(id)
    this.#current = id
    const object = this.#made[id] as object
    const type = this.#typeOf(id)
    const cells = this.#cells(id)
    const kind = kindsByName.get(row.tag)
    if (kind !== undefined) this.#fillKind(kind, object, type, cells)
    else row.fill?.(object as never, type, cells, this)
  }

  #fillKind(kind: Kind, object: object, type: Type, cells: unknown[]): void {
    const values = kindFields(kind, object, type, cells, this)
    this.#kinds.set(object, { name: kind.name, fields: Object.fromEntries(kind.fields.map((field, i) => [field, values[i]])) })
    if (!this.#places.has(this.#current)) kind.load(object, values)
  }

  /** D2 */
  #defineMore(id: number, record: readonly unknown[]): void {
    const { tag } = this.#row(id)
    const may = valueTags.has(tag) || tag === 'closure' || tag === 'generator' || (tag === 'prototype' && this.isOurs([id]))
    need(may && this.customOf(id) === undefined, '"more" names an object that is not made here')
    this.#current = id
    defineOdd(this.#made[id] as object, record, this)
  }

  #check(): void {
    const frames: Frame[] = []
    const generators: object[] = []
    for (const thing of this.#made) {
      if (thing instanceof Frame) frames.push(thing)
      else if (generatorState(thing) !== undefined) generators.push(thing as object)
    }
    checkFrames(frames)
    checkGenerators(generators)
    checkKinds(this.#kinds)
  }

  #runHooks(): void {
    const placed = new Set(this.#places.values())
    for (const kind of kinds) {
      if (kind.restored === undefined) continue
      for (const [object, { name }] of this.#kinds) if (name === kind.name && !placed.has(object)) kind.restored(object)
    }
  }

  #commit(): void {
    const channel = kindsByName.get('Channel') as Kind
    for (const existing of this.#places.values()) {
      const { fields } = this.#kinds.get(existing) as { fields: Record<string, unknown> }
      channel.load(existing, channel.fields.map((field) => fields[field]))
      channel.restored?.(existing)
    }
    for (const [id, record] of this.#odd) applyLevel(this.#made[id] as object, record[1])
    const { report } = this.#options
    if (report === undefined) return
    for (let id = 0; id < this.size; id++) {
      const landing = this.#landings.get(this.#typeOf(id))
      if (landing === undefined || landing.change === 'same') continue
      const snapshot = this.#snapshot
      report({ function: landing.code.id, label: landing.label, change: landing.change, get path() { return trailOf(snapshot, id) } })
    }
  }

  // Reader

  value(cell: unknown): unknown {
    if (!Array.isArray(cell)) {
      need(typeof cell !== 'object' || cell === null, 'a cell is damaged')
      return cell
    }
    const first = cell[0] as unknown
    if (typeof first !== 'number') return leafValue(cell)
    if (first < 0) {
      const text = this.#snapshot.strings[-first - 1]
      need(text !== undefined, 'a string is missing')
      return text
    }
    need(first < this.size, 'an object is missing')
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

  isOurs(cell: unknown): boolean {
    const id = target(cell)
    if (id < 0) return false
    const { tag } = this.#row(id)
    if (tag === 'prototype') return this.#typeOf(Math.max(0, target(this.#cells(id)[0])))[0] === 'closure'
    return !foundTags.has(tag) && !this.#places.has(id)
  }

  permanent(name: string, was: string): object {
    return findPermanent(this.#options.permanents, name, was, this.path())
  }

  registered(what: 'class' | 'symbol', name: string): Thing | undefined {
    return this.#registries.find(what, name)
  }

  frame(type: Type): Frame {
    let landing = this.#landings.get(type)
    if (landing === undefined) {
      landing = landingOf(this.#snapshot, type, () => this.path())
      this.#landings.set(type, landing)
    }
    const frame = new Frame(landing.code)
    frame.pc = landing.pc
    return frame
  }

  slots(type: Type): readonly number[] {
    return this.#landings.get(type)?.slots ?? []
  }

  // CustomHost

  customOf(id: number): string | undefined {
    const type = this.#typeOf(id)
    return type[0] === 'custom' && typeof type[1] === 'string' ? type[1] : undefined
  }

  cellsOf(id: number): readonly unknown[] {
    return [...this.#cells(id), ...(this.#odd.get(id)?.slice(2) ?? [])]
  }

  fill(id: number): void {
    this.#fillOne(id)
    const record = this.#odd.get(id)
    if (record !== undefined) this.#defineMore(id, record)
  }

  deserialize(id: number): object {
    const name = this.customOf(id) as string
    const type = this.#registries.customNamed(name)
    if (type === undefined) throw fail.unknownCustom('custom type', name, trailOf(this.#snapshot, id))
    let object: unknown
    try {
      object = type.deserialize(this.value(this.#cells(id)[0]))
    } catch (error) {
      throw error instanceof SnapshotError ? error : fail.customFailed(name, error)
    }
    return object as object
  }

  get(id: number): unknown {
    return this.#made[id]
  }

  set(id: number, value: object): void {
    this.#made[id] = value
    this.#states[id] = MADE
  }
}

