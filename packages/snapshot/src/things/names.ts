// Names of things that belong to code: intrinsics of the language, and top-level bindings of compiled modules.
//
//   N1. `std` names come from a table built once from globalThis; a name that is not in the table means nothing.
//   N2. What makes code from text (eval, Function) has no name: a snapshot must not be able to hold it.
//   N3. A module name is a binding, or `Binding.member`, or `Class.prototype`, or `Class.prototype.member`; read through
//       data properties only. A module's own declaration comes before imports of it, and modules that are registered earlier come first.
//       Of several modules that import a thing, one that has a frame in the snapshot names it.
//   N4. State never goes by name: generator objects, and what the runtime's kinds hold, are saved (channels: code.ts).
//   N5. What a variable holds that functions assign has no name by it, nor by an import that may be one of it: that would be what it holds elsewhere, or later.
//   N6. Nor has what an array holds, nor a closure with captures as a member of an object that functions give members: who registers first may come
//       second elsewhere.
//
// Called by: classify.ts, decode.ts. Calls: the code table.

import { closureOf, codeTable, Frame, GeneratorFunctionPrototype, generatorState, GeneratorPrototype, kindOf, kinds, scopeOf, type ModuleRecord } from '@stillframe/runtime/abi'
import { isProxy } from './proxies.ts'

const GLOBALS = `Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Atomics Intl Proxy Date RegExp Promise
Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array
Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
Error EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError SuppressedError DisposableStack
AsyncDisposableStack parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape
globalThis console URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event EventTarget DOMException
structuredClone queueMicrotask setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate atob btoa Buffer
MessageChannel MessagePort Temporal`.split(/\s+/)

/** Their members are classes. */
const NAMESPACES = ['Intl', 'Temporal']

const NAMELESS = new Set<unknown>(['eval', 'Function'].map((name) => (globalThis as Record<string, unknown>)[name]))

interface Table {
  readonly names: Map<unknown, string>
  readonly things: Map<string, unknown>
}

let table: Table | undefined
let kindsKnown = 0

function isThing(value: unknown): value is object | symbol {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol'
}

/** N1 */
function standard(): Table {
  if (table === undefined || kindsKnown !== kinds.length) {
    table = build()
    kindsKnown = kinds.length
  }
  return table
}

function build(): Table {
  const names = new Map<unknown, string>()
  const things = new Map<string, unknown>()
  const add = (name: string, thing: unknown): boolean => {
    if (!isThing(thing) || NAMELESS.has(thing) || names.has(thing) || (typeof thing === 'symbol' && Symbol.keyFor(thing) !== undefined)) return false
    names.set(thing, name)
    things.set(name, thing)
    return true
  }
  const members = (name: string, holder: object): void => {
    for (const key of Reflect.ownKeys(holder)) {
      const property = Object.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor
      const member = `${name}.${typeof key === 'symbol' ? `@@${key.description?.replace(/^Symbol\.|^nodejs\.(?=dispose$)/, '')}` : key}` // (Node 20 has nodejs.dispose)
      if ('value' in property) {
        if (key !== 'constructor' && key !== 'prototype') add(member, property.value)
      } else {
        add(`get ${member}`, property.get)
        add(`set ${member}`, property.set)
      }
    }
  }
  const whole = (name: string, thing: unknown): void => {
    if (!isThing(thing) || typeof thing === 'symbol') return
    const fresh = add(name, thing)
    if (!fresh && !NAMELESS.has(thing)) return
    if (thing !== globalThis) members(name, thing)
    const prototype = Object.getOwnPropertyDescriptor(thing, 'prototype')?.value as unknown
    if (typeof prototype === 'object' && prototype !== null && add(`${name}.prototype`, prototype)) members(`${name}.prototype`, prototype)
  }
  for (const [name, thing] of hidden()) NAMELESS.has(thing) || whole(name, thing)
  for (const name of NAMESPACES) {
    const space = (globalThis as Record<string, unknown>)[name]
    if (isThing(space)) for (const key of Object.getOwnPropertyNames(space)) if (/^[A-Z]/.test(key)) whole(`${name}.${key}`, (space as Record<string, unknown>)[key])
  }
  for (const name of GLOBALS) whole(name, (globalThis as Record<string, unknown>)[name])
  for (const { name, type } of kinds) whole(`stillframe.${name}`, type)
  return { names, things }
}

/** Intrinsics without a global name (ECMA-262 6.1.7.4), and the runtime's own. */
function hidden(): [string, unknown][] {
  const prototypeOf = (value: unknown): object => Object.getPrototypeOf(value) as object
  const functions = [function* () {}, async () => {}, async function* () {}].map((fn) => prototypeOf(fn))
  for (const prototype of functions) NAMELESS.add((prototype as { constructor: unknown }).constructor)
  NAMELESS.add((GeneratorFunctionPrototype as { constructor: unknown }).constructor)
  const arrayIterator = prototypeOf([][Symbol.iterator]())
  const { Iterator } = globalThis as { Iterator?: { from?(from: unknown): { map(fn: () => void): unknown } } }
  const helpers = Iterator?.from === undefined ? [] : [Iterator.from([]).map(() => {}), Iterator.from({ next: () => ({}) })].map(prototypeOf)
  return [
    ['Function.prototype', Function.prototype],
    ['Iterator.prototype', prototypeOf(arrayIterator)],
    ['ArrayIterator.prototype', arrayIterator],
    ['MapIterator.prototype', prototypeOf(new Map()[Symbol.iterator]())],
    ['SetIterator.prototype', prototypeOf(new Set()[Symbol.iterator]())],
    ['StringIterator.prototype', prototypeOf(''[Symbol.iterator]())],
    ['RegExpStringIterator.prototype', prototypeOf('x'.matchAll(/x/g))],
    ['IteratorHelper.prototype', helpers[0]],
    ['WrappedIterator.prototype', helpers[1]],
    ['TypedArray', prototypeOf(Uint8Array)],
    ['Generator.prototype', (functions[0] as { prototype: unknown }).prototype],
    ['GeneratorFunction.prototype', functions[0]],
    ['AsyncFunction.prototype', functions[1]],
    ['AsyncGenerator.prototype', (functions[2] as { prototype: unknown }).prototype],
    ['AsyncGeneratorFunction.prototype', functions[2]],
    ['stillframe.Generator.prototype', GeneratorPrototype],
    ['stillframe.GeneratorFunction.prototype', GeneratorFunctionPrototype],
  ]
}

export const standardName = (thing: unknown): string | undefined => standard().names.get(thing)
export const standardThing = (name: string): unknown => standard().things.get(name)
/** N2 */
export const isNameless = (thing: unknown): boolean => standard() !== undefined && NAMELESS.has(thing)

export interface Place {
  readonly module: string
  readonly name: string
}

/** The names of compiled modules, read anew for each capture: bindings may have changed. */
export class ModuleNames {
  #direct: Map<unknown, Candidates> | undefined
  /** Objects that functions give members. N6 */
  readonly #growing = new Set<unknown>()
  #members: Map<unknown, Place> | undefined
  readonly #preferred = new Set<string>()
  readonly #reached = new Set<string>()

  /**
   * From here on, a thing that several modules import is named by this one: it has a frame in the snapshot, so whoever
   * restores has loaded it.
   */
  prefer(module: string): void {
    this.#preferred.add(module)
    this.reach(module)
  }

  /** Something of it is in the snapshot. */
  reach(module: string): void {
    this.#reached.add(module)
  }

  /** The channels, topics and latests that modules which were reached, or which those import from, hold, if there is anything in them. */
  held(): Map<object, Place> {
    const held = new Map<object, Place>()
    const meet = (thing: unknown): void => {
      const place = this.direct(thing)
      if (place === undefined) return
      this.reach(place.module)
      if (isFilled(thing)) held.set(thing, place)
    }
    for (const id of this.#reached) { // which grows
      const { names = {} } = codeTable.modules.get(id) ?? {}
      for (const name of Object.keys(names)) {
        const thing = binding(names, name)
        meet(thing)
        if (isModule(thing)) for (const key of Object.keys(thing)) meet(binding({ [key]: () => thing[key] }, key))
      }
    }
    return held
  }

  /** The binding that holds a thing. */
  direct(thing: unknown): Place | undefined {
    const place = (this.#direct ??= readBindings(this.#growing)).get(thing)
    if (place === undefined || place.others.length === 0 || this.#preferred.has(place.module)) return place
    return place.others.find(({ module }) => this.#preferred.has(module)) ?? place
  }

  /** A binding, a class' prototype, or a member one step further in. */
  find(thing: unknown): Place | undefined {
    return this.direct(thing) ?? (this.#members ??= readMembers(this.#direct as Map<unknown, Candidates>, this.#growing)).get(thing)
  }
}

/** Has it anything to lose? A latest has its value. */
function isFilled(thing: unknown): thing is object {
  if (!isState(thing) || kindOf(thing as object)?.placed !== true) return false
  const { closed, buffer, subscribers } = thing as { closed: boolean; buffer?: { length: number } | null; subscribers?: readonly unknown[] }
  return closed || (buffer?.length ?? 0) > 0 || (subscribers?.length ?? 0) > 0 || 'value' in (thing as object)
}

/** What `import * as` gives (ECMA-262 10.4.6). */
const isModule = (thing: unknown): thing is Record<string, unknown> => typeof thing === 'object' && thing !== null && !isProxy(thing) && Object.getPrototypeOf(thing) === null && Object.prototype.toString.call(thing) === '[object Module]'

interface Candidates extends Place {
  readonly isImported: boolean
  readonly others: Place[]
}

/** What ModuleRecord.loose says. */
interface Marks {
  /** Variables that functions assign, and those of them that others can import. */
  readonly changing: ReadonlySet<string>
  readonly exported: readonly string[]
  readonly growing: readonly string[]
  readonly imported: ReadonlySet<string>
}

const marks = new WeakMap<ModuleRecord, Marks>()

function marksOf(record: ModuleRecord): Marks {
  let made = marks.get(record)
  if (made === undefined) {
    const { loose = [] } = record
    const end = loose.indexOf('')
    const own = end < 0 ? loose : loose.slice(0, end)
    const ending = (mark: string): string[] => own.flatMap((name) => (name.endsWith(mark) ? [name.slice(0, -1)] : []))
    const exported = ending('!')
    made = { exported, growing: ending('.'), changing: new Set([...exported, ...own]), imported: new Set(end < 0 ? [] : loose.slice(end + 1)) }
    marks.set(record, made)
  }
  return made
}

function readBindings(growing: Set<unknown>): Map<unknown, Candidates> {
  const places = new Map<unknown, Candidates>()
  const passing = new Set<unknown>() // N5
  for (const record of codeTable.modules.values()) {
    const own = marksOf(record)
    for (const name of own.growing) growing.add(binding(record.names, name))
    for (const name of own.exported) passing.add(binding(record.names, name))
  }
  for (const record of codeTable.modules.values()) {
    const { id, names } = record
    const { changing, imported } = marksOf(record)
    for (const name of Object.keys(names)) {
      const value = binding(names, name)
      const isImported = imported.has(name)
      if (!isThing(value) || changing.has(name) || (isImported && passing.has(value))) continue
      const first = places.get(value)
      if (first === undefined) places.set(value, { module: id, name, isImported, others: [] })
      else if (first.isImported && !isImported) places.set(value, { module: id, name, isImported, others: [first, ...first.others] })
      else if (first.module !== id) first.others.push({ module: id, name })
    }
  }
  return places
}

function readMembers(direct: Map<unknown, Place>, growing: ReadonlySet<unknown>): Map<unknown, Place> {
  const places = new Map<unknown, Place>()
  const members = (holder: object, { module, name }: Place): void => {
    for (const key of Object.getOwnPropertyNames(holder)) {
      const value = Object.getOwnPropertyDescriptor(holder, key)?.value as unknown
      if (typeof value !== 'function' || key === 'constructor' || key.includes('.')) continue
      if (growing.has(holder) && (closureOf(value)?.captured.length ?? 0) > 0) continue // N6
      if (!direct.has(value) && !places.has(value)) places.set(value, { module, name: `${name}.${key}` })
    }
  }
  for (const [thing, place] of direct) {
    if (typeof thing === 'symbol' || standard().names.has(thing) || isProxy(thing) || isState(thing) || Array.isArray(thing) || ArrayBuffer.isView(thing)) continue
    members(thing as object, place)
    const prototype = typeof thing === 'function' ? (Object.getOwnPropertyDescriptor(thing, 'prototype')?.value as unknown) : undefined
    if (!isThing(prototype) || typeof prototype === 'symbol' || direct.has(prototype)) continue
    const inner = { module: place.module, name: `${place.name}.prototype` }
    places.set(prototype, inner)
    members(prototype, inner)
  }
  return places
}

/** Would an object with this prototype pass for one that the runtime made? Errors may: their classes can be extended. */
export function isRuntimePrototype(prototype: object): boolean {
  const sample = Object.create(prototype) as object
  const kind = kindOf(sample)
  return (kind !== undefined && !(sample instanceof Error)) || prototype === Frame.prototype || scopeOf(sample) !== undefined
}

/** N4: what is saved, never named, unless its kind `joins`. */
export const isNeverNamed = (thing: unknown): boolean => !isProxy(thing) && isState(thing) && kindOf(thing as object)?.joins !== true

/** N4 */
export function isState(thing: unknown): boolean {
  if (typeof thing !== 'object' || thing === null) return false
  const kind = kindOf(thing)
  return (kind !== undefined && !(thing instanceof Error)) || thing instanceof Frame || generatorState(thing) !== undefined || scopeOf(thing) !== undefined
}

function binding(names: ModuleRecord['names'], name: string): unknown {
  try {
    return Object.hasOwn(names, name) ? (names[name] as () => unknown)() : undefined
  } catch {
    return undefined // not initialised yet
  }
}

/** The thing a saved place means now, or undefined. N3 */
export function lookUp(module: string, name: string): unknown {
  const names = codeTable.modules.get(module)?.names
  if (names === undefined) return undefined
  const [first, ...rest] = name.split('.') as [string, ...string[]]
  let thing: unknown = binding(names, first)
  if (rest.length > 2 || (rest.length === 2 && rest[0] !== 'prototype')) return undefined
  for (const [i, key] of rest.entries()) {
    if (!isThing(thing) || typeof thing === 'symbol') return undefined
    thing = Object.getOwnPropertyDescriptor(thing, key)?.value
    if (typeof thing !== 'function' && !(i === 0 && key === 'prototype')) return undefined
  }
  return isThing(thing) ? thing : undefined
}
