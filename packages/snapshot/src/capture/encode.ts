// The walk from a root to a snapshot: breadth first, with a work list, one record per thing.
//
//   EN1. Nothing recurses. A thing gets its number when it is first seen, and its record when its turn comes.
//   EN2. Nothing outside changes: no getter of a value is called, no property set, no trap of a Proxy run (proxies.ts).
//   EN3. How each thing was met is kept by met.ts; words are made only for refusals.
//   EN4. A refusal ends capture; in `tolerant` mode it is noted, and the walk goes on.
//   EN5. With a scheduler goes what the modules that its code is in hold at their top (channels, topics, latests), if there is anything
//        in it: whoever is going to receive from a channel need not wait on it now. A fork shares it.
//
// Called by: index.ts. Calls: classify.ts, the rows, names.ts, permanents.ts, registries.ts.

import { closureOf, Frame, kindOf, Operation, scopeOf, TDZ, type Code } from '@stillframe/runtime/abi'
import type { SuperJSON } from 'superjson'
import { leafCell, type Leaf } from '../text/cells.ts'
import { Classifier, isReason } from '../things/classify.ts'
import { frameRow, functionRow, kindRowOf, scopeRow } from '../things/code.ts'
import { refuse, SnapshotError, type Reason, type Refusal } from '../errors.ts'
import type { Cell, Limits, Snapshot } from '../text/format.ts'
import { splitId } from '../text/trail.ts'
import { Groups, type Parts } from './groups.ts'
import type { History } from '../history.ts'
import { hookedClassOf, SAVE, type HookedClass } from '../things/hooks.ts'
import { Identities } from './identities.ts'
import { Met } from './met.ts'
import { isNameless, isState, ModuleNames, standardName } from '../things/names.ts'
import { isTasklet, pathOf, type Step } from './path.ts'
import { classNameOf, permanentNames, type PermanentNames, type Permanents } from '../things/permanents.ts'
import { oddCells } from '../things/properties.ts'
import { isProxy } from '../things/proxies.ts'
import { isClass, localSymbolRow, permanentRecord, placeRecord, registeredRecord, sharedSymbolRow, standardRecord } from '../things/references.ts'
import { Registries } from '../things/registries.ts'
import { INDEX, PUT, Refused, WORDS, type AnyRow, type EdgeKind, type Record as Row, type Thing, type Writer } from '../things/rows.ts'

export interface CaptureOptions {
  /** Host objects that go by name. */
  readonly permanents?: Permanents
  /** An instance on which classes, symbols and custom types are registered; those of superjson's default instance count too. */
  readonly superjson?: SuperJSON
  /** Tasklets to be left out: they come back as killed ones, and nobody's list has them. */
  skip?(tasklet: object): boolean
  readonly limits?: Limits
  /** What earlier captures of this root have written: the text then holds what has changed since. The first holds everything. */
  readonly since?: History
}

/** What fork adds: things that the copy has in common with the original, by their place in `shared`. */
export interface WalkOptions extends CaptureOptions {
  readonly isShared?: (thing: object) => boolean
}

interface Branch {
  type: number
  readonly next: Map<unknown, Branch>
}

const ROOT = 0

export class Walker implements Writer {
  readonly refusals: Refusal[] = []
  /** What is shared, in the order of its numbers (fork). */
  readonly shared: object[] = []
  readonly #options: WalkOptions
  readonly #tolerant: boolean
  readonly #permanents: PermanentNames | undefined
  readonly #modules = new ModuleNames()
  readonly #registries: Registries
  readonly #hasCustom: boolean
  readonly #classifier: Classifier
  readonly #met = new Met()
  readonly #things = this.#met.things
  readonly #identities = new Identities(this.#things)
  readonly #groups = new Groups()
  readonly #branches: Branch = { type: -1, next: new Map() }
  readonly #singles = new Map<unknown, number>()
  readonly #memos = new Map<object, unknown[]>()
  /** The rows of what the runtime made, by prototype. */
  readonly #plans = new Map<object | null, AnyRow | null>()
  readonly #hooked = new Map<object | null, HookedClass | null>()
  readonly #codes = new Map<Code, number>()
  readonly #code: [string, string, string][] = []
  readonly #more: unknown[][] = []
  readonly #places: [number, string, string][] = []
  #hasScheduler = false
  /** What nothing has led to but a module. EN5 */
  readonly #tops = new Set<number>()
  readonly #owners = new Map<object, Function>()
  readonly #skipped = new Map<object, boolean>()
  #current = -1

  constructor(options: WalkOptions, tolerant: boolean) {
    this.#options = options
    this.#tolerant = tolerant
    this.#permanents = permanentNames(options.permanents)
    this.#registries = new Registries(options.superjson)
    this.#hasCustom = this.#registries.hasCustom
    this.#classifier = new Classifier(
      this.#modules, this.#registries, (object) => this.#permanents?.nameOf(object) !== undefined, (prototype) => this.#owners.get(prototype))
  }

  /** EN1 */
  walk(value: unknown): Snapshot {
    const root = this.cell(value, WORDS, 'root')
    const mostNodes = this.#options.limits?.nodes ?? Infinity
    for (let i = 0; i < this.#things.length || this.#meetWorld(); i++) {
      if (i >= mostNodes) throw this.#error(refuse.tooLarge(`there are more than ${mostNodes} objects`))
      this.#current = i
      this.#met.turn()
      const thing = this.#things[i] as Thing
      const record = this.#met.isLone(i) ? this.#list(thing as unknown as unknown[]) : this.#attempt(thing)
      if (record !== PUT) this.#groups.add(i, record)
    }
    return this.#groups.finish(this.#things.length, (thing) => this.#identities.numberOf(thing), {
      code: this.#code, more: this.#more, places: this.#places, root,
    })
  }

  /** EN5: is there anything new? */
  #meetWorld(): boolean {
    const { length } = this.#things
    if (!this.#hasScheduler || this.#options.isShared !== undefined) return false
    for (const [thing, { module, name }] of this.#modules.held()) {
      if (!this.met(thing)) this.#tops.add(this.#number(thing, WORDS, `${module}#${name}`))
    }
    return this.#things.length > length
  }

  /** When the walk is over: everything that was met, with its number; for lists without identity undefined, and whose they are. */
  eachThing(visit: (thing: Thing | undefined, number: number, owner: number, key: string) => void): void {
    const { numbers } = this.#groups
    this.#things.forEach((thing, i) => {
      const owner = this.#met.parentOf(i)
      visit(this.#met.isLone(i) ? undefined : thing, numbers[i] as number, owner < 0 ? owner : numbers[owner] as number, String(this.#met.keyOf(i)))
    })
  }

  #attempt(thing: Thing): Row | typeof PUT {
    try {
      return this.#record(thing)
    } catch (error) {
      const reason = error instanceof Refused ? error.reason : refuse.unreadable(nameOf(thing), error)
      const refusal = this.#error(reason)
      if (!this.#tolerant) throw refusal
      this.refusals.push({ code: refusal.code, path: refusal.path, message: refusal.message, hint: refusal.hint })
      return [this.type(['refused']), nameOf(thing)]
    }
  }

  #error(reason: Reason): SnapshotError {
    const steps: Step[] = []
    for (let at = this.#current; at >= 0; at = this.#tops.has(at) ? -1 : this.#met.parentOf(at)) {
      const thing = this.#things[at] as Thing
      steps.push({ thing: isProxy(thing) ? OPAQUE : thing, kind: this.#met.edgeOf(at), key: this.#met.keyOf(at) })
    }
    return new SnapshotError(reason.code, reason.what, reason.hint, pathOf(steps.reverse()))
  }

  #record(thing: Thing): Row | typeof PUT {
    if (typeof thing === 'symbol') return this.#options.isShared === undefined ? this.#symbol(thing) : this.#share(thing as never)
    if (isProxy(thing)) return this.#proxy(thing)
    const prototype = Object.getPrototypeOf(thing) as object | null
    if (this.#isShared(thing)) return this.#share(thing)
    if (typeof thing === 'function') return this.#named(thing) ?? this.#function(thing)
    let plan = Object.hasOwn(thing, 'constructor') ? null : this.#plans.get(prototype) // a prototype is none of its kind
    if (plan === undefined) {
      plan = ofRuntime(thing)
      this.#plans.set(prototype, plan)
    }
    if (plan !== null || isState(thing)) {
      if (this.skipping && this.#current !== ROOT && this.skips(thing)) return this.#stub(thing)
      return this.#state(thing, plan)
    }
    return this.#named(thing) ?? this.#custom(thing) ?? this.#save(thing)
  }

  #isShared(thing: object): boolean {
    const { isShared } = this.#options
    if (isShared === undefined) return false
    return isShared(thing) || (kindOf(thing)?.placed === true && this.#modules.direct(thing) !== undefined)
  }

  #share(thing: object): Row {
    return [this.type(['shared']), this.shared.push(thing) - 1]
  }

  /** EN2: its traps are the program's code. */
  #proxy(thing: object): Row {
    if (this.#options.isShared?.(thing) === true) return this.#share(thing)
    const permanent = this.#permanents?.nameOf(thing)
    if (permanent !== undefined) return permanentRecord(permanent, thing, this)
    const place = this.#current === ROOT ? undefined : this.#modules.direct(thing)
    if (place === undefined) throw new Refused(refuse.proxy())
    return placeRecord(place, thing, this)
  }

  #list(items: readonly unknown[]): typeof PUT {
    this.begin(this.type(ARRAY), items.length)
    for (let i = 0; i < items.length; i++) this.put(items[i], INDEX, i)
    return PUT
  }

  #save(thing: object): Row | typeof PUT {
    const row = this.#classifier.rowOf(thing)
    if (isReason(row)) throw new Refused(row)
    return row.save(thing as never, this)
  }

  /** What the runtime itself made: saved, whatever names it. Operations and cursors may be permanents like anything else. */
  #state(thing: object, row: AnyRow | null): Row | typeof PUT {
    if (row === null) return this.#save(thing)
    if (row.joins === true) {
      const named = this.#named(thing)
      if (named !== undefined) return named
    }
    if (row.tag === 'Request' && this.#options.isShared !== undefined && (thing as Operation<unknown>).tasklet !== null) throw new Refused(refuse.forkRequest())
    if (row.tag === 'Scheduler') this.#hasScheduler = true
    if (row.placed === true) {
      const place = this.#modules.direct(thing)
      if (place !== undefined) this.#places.push([this.#current, place.module, place.name])
    }
    return row.save(thing as never, this)
  }

  #stub(tasklet: object): Row {
    const kind = kindOf(tasklet)
    if (kind !== undefined && kind.name !== 'Tasklet') return [this.type([kind.name, 'skipped'], () => [kind.name, ''])]
    const { id, name } = tasklet as { id: number; name: string }
    const killed = 6
    return [this.type(['Tasklet', 'id', 'name', ';', 'state', killed], () => ['Tasklet', 'id name', 'state', killed]), id, name]
  }

  #symbol(symbol: symbol): Row | typeof PUT {
    const name = standardName(symbol)
    if (name !== undefined) return standardRecord(name, this)
    if (Symbol.keyFor(symbol) !== undefined) return this.#plainly(sharedSymbolRow, symbol)
    const registered = this.#registries.symbolName(symbol)
    if (registered !== undefined) return registeredRecord('symbol', registered, this)
    const place = this.#modules.find(symbol)
    return place === undefined ? this.#plainly(localSymbolRow, symbol) : placeRecord(place, symbol, this)
  }

  #plainly(row: AnyRow, thing: Thing): Row | typeof PUT {
    return row.save(thing as never, this)
  }

  /** A reference, if the thing has a name. The root is state, unless it is a function. */
  #named(thing: object): Row | undefined {
    const permanent = this.#permanents?.nameOf(thing)
    if (permanent !== undefined) return permanentRecord(permanent, thing, this)
    const standard = standardName(thing)
    if (standard !== undefined) return standardRecord(standard, this)
    if (typeof thing === 'function') {
      const registered = this.#registries.className(thing)
      if (registered !== undefined) return registeredRecord('class', registered, this)
    } else if (this.#current === ROOT) {
      return undefined
    }
    const place = typeof thing === 'function' || Object.hasOwn(thing, 'constructor') ? this.#modules.find(thing) : this.#modules.direct(thing)
    if (place === undefined) return undefined
    this.#modules.reach(place.module)
    return placeRecord(place, thing, this)
  }

  #function(fn: Function): Row | typeof PUT {
    const made = closureOf(fn)
    if (made !== undefined) {
      this.#modules.reach(splitId(made.record.id).module)
      return functionRow.save(fn as never, this)
    }
    if (isNameless(fn)) throw new Refused(refuse.code(fn.name))
    const name = Object.getOwnPropertyDescriptor(fn, 'name')?.value as unknown
    const text = typeof name === 'string' ? name : ''
    if (isClass(fn)) throw new Refused(refuse.class(text))
    throw new Refused(refuse.function(text.replace(/^bound /, ''), text.startsWith('bound ')))
  }

  #custom(object: object): Row | undefined {
    const hooked = this.#hookedClass(object)
    if (hooked !== undefined) {
      const type = this.type(['hooked', hooked], () => ['hooked', this.cell(hooked, WORDS, 'class')])
      return [type, this.cell(hooked[SAVE](object), WORDS, `what ${hooked.name} saves`)]
    }
    if (!this.isCustom(object)) return undefined
    const custom = this.#registries.customFor(object) as NonNullable<ReturnType<Registries['customFor']>>
    const payload = this.cell(custom.serialize(object), WORDS, `payload of "${custom.name}"`)
    return [this.type(['custom', custom.name]), payload]
  }

  #hookedClass(object: object): HookedClass | undefined {
    const prototype = Object.getPrototypeOf(object) as object | null
    let found = this.#hooked.get(prototype)
    if (found === undefined) {
      found = hookedClassOf(prototype) ?? null
      this.#hooked.set(prototype, found)
    }
    return found ?? undefined
  }

  isCustom(object: object): boolean {
    if (isProxy(object)) return false
    if (this.#hookedClass(object) !== undefined) return true
    if (!this.#hasCustom) return false
    const constructor = (object as { constructor?: unknown }).constructor
    return (typeof constructor !== 'function' || this.#registries.className(constructor) === undefined) &&
      this.#registries.customFor(object) !== undefined
  }

  allowed(prototype: object): readonly string[] | undefined {
    const constructor = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown
    return typeof constructor === 'function' ? this.#registries.allowed(constructor) : undefined
  }

  cell(value: unknown, kind: EdgeKind, key: PropertyKey): Cell {
    return isLeaf(value) ? leafCell(value) : [this.#number(value as Thing, kind, key)]
  }

  begin(type: number, width: number): void {
    this.#groups.begin(this.#current, type, width)
  }

  put(value: unknown, kind: EdgeKind, key: PropertyKey): void {
    if (isLeaf(value)) {
      this.#groups.leaf(leafCell(value))
      return
    }
    const likely = this.#groups.likely() // most columns of references go on as they began: one comparison
    const known = likely >= 0 && likely < this.#things.length && this.#things[likely] === value
    this.#groups.ref(known ? likely : this.#number(value as Thing, kind, key))
  }

  putLeaf(cell: Cell): void {
    this.#groups.leaf(cell)
  }

  putHeld(frame: Frame | null, kind: EdgeKind, key: PropertyKey): void {
    if (frame === null) {
      this.#groups.leaf(null)
      return
    }
    const next = this.#things.length
    const number = this.#identities.noteHeld(frame, next)
    if (number === next) this.#met.add(frame, kind, key)
    this.#groups.ref(number)
  }

  putFresh(items: readonly unknown[], kind: EdgeKind, key: PropertyKey): void {
    this.#groups.ref(this.#things.length)
    this.#met.addLone(items, kind, key)
  }

  #number(thing: Thing, kind: EdgeKind, key: PropertyKey): number {
    const next = this.#things.length
    const number = this.#identities.note(thing, next)
    if (number === next) this.#met.add(thing, kind, key)
    return number
  }

  type(parts: readonly unknown[], make?: () => unknown[]): number {
    let branch = this.#branches
    for (const part of parts) {
      let next = branch.next.get(part)
      if (next === undefined) {
        next = { type: -1, next: new Map() }
        branch.next.set(part, next)
      }
      branch = next
    }
    if (branch.type < 0) branch.type = this.#groups.newType((make === undefined ? [...parts] : make()) as Parts)
    return branch.type
  }

  single(key: unknown, make: () => unknown[]): number {
    let type = this.#singles.get(key)
    if (type === undefined) {
      type = this.#groups.newType(make() as Parts)
      this.#singles.set(key, type)
    }
    return type
  }

  memo<T>(key: object): T[] {
    let memo = this.#memos.get(key)
    if (memo === undefined) this.#memos.set(key, memo = [])
    return memo as T[]
  }

  code(code: Code): number {
    let number = this.#codes.get(code)
    if (number === undefined) {
      if (code.meta !== null) this.#modules.prefer(code.meta.module)
      number = this.#code.push([code.id, code.meta?.shape ?? '', code.meta?.body ?? '']) - 1
      this.#codes.set(code, number)
    }
    return number
  }

  met(thing: Thing): boolean {
    return this.#identities.has(thing)
  }

  adopt(prototype: object, owner: Function): boolean {
    const known = this.#owners.get(prototype)
    if (known !== undefined) return known === owner
    if ((this.#identities.numberOf(prototype) ?? Infinity) < this.#current) return false
    this.#owners.set(prototype, owner)
    return true
  }

  ownerOf(prototype: object): Function | undefined {
    return this.#owners.get(prototype)
  }

  get skipping(): boolean {
    return this.#options.skip !== undefined
  }

  skips(thing: unknown): boolean {
    const options = this.#options
    if (options.skip === undefined) return false
    const tasklet = thing instanceof Operation ? thing.tasklet : thing
    if (!isTasklet(tasklet)) return false
    let skipped = this.#skipped.get(tasklet as object)
    if (skipped === undefined) {
      skipped = options.skip(tasklet as object)
      this.#skipped.set(tasklet as object, skipped)
    }
    return skipped && !(thing instanceof Operation && thing === this.#things[ROOT])
  }

  more(object: object, level: number, prototype: Cell, keys: readonly PropertyKey[]): void {
    this.#more.push([this.#current, level, prototype, ...oddCells(object, keys, this)])
  }
}

const isLeaf = (value: unknown): value is Leaf =>
  (typeof value !== 'object' || value === null) && typeof value !== 'function' && (typeof value !== 'symbol' || value === TDZ)

const ARRAY = ['array']
/** In the place of a Proxy, where words are made. EN2 */
const OPAQUE = {}

/** The row of what the runtime made, which its prototype tells; null for anything else. */
function ofRuntime(thing: object): AnyRow | null {
  const kind = kindOf(thing)
  if (kind !== undefined) return thing instanceof Error ? null : kindRowOf(kind)
  if (Object.getPrototypeOf(thing) === Frame.prototype) return frameRow
  return scopeOf(thing) === undefined ? null : scopeRow
}

function nameOf(thing: Thing): string {
  if (typeof thing === 'symbol') return String(thing)
  if (isProxy(thing)) return 'Proxy'
  if (typeof thing === 'function') return `function "${thing.name}"`
  try {
    return classNameOf(thing) ?? 'plain object'
  } catch {
    return 'object'
  }
}

