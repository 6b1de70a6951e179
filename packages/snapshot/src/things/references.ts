// References: things that are not saved but named. Intrinsics, bindings of modules, permanents, what is registered with
// superjson, symbols, and the `prototype` objects that belong to functions.
//
//   RE1. A reference is saved with what it meant; if it means another kind of thing at restore, that is refused. A class may
//        get, lose or change its base class, but not the built-in class it stands on: its objects would be of the wrong kind.
//   RE2. Symbols: well-known and Symbol.for by name, registered ones by their name, all others are new symbols of the snapshot.
//
// Called by: encode.ts, decode.ts. Calls: names.ts, permanents.ts, registries.ts.

import { closureOf, GeneratorPrototype } from '@stillframe/runtime/abi'
import { fail } from '../errors.ts'
import { need } from '../text/format.ts'
import { isNeverNamed, lookUp, standardName, standardThing, type Place } from './names.ts'
import { PROXY, whatIs } from './permanents.ts'
import { saveOdd } from './properties.ts'
import { row, WORDS, type AnyRow, type Thing, type Writer } from './rows.ts'

export const standardRecord = (name: string, writer: Writer): [number, string] => [writer.type(['std']), name]

export const placeRecord = ({ module, name }: Place, thing: Thing, writer: Writer): [number, ...unknown[]] =>
  [writer.type(['module', whatIs(thing)]), writer.cell(module, WORDS, 'module'), name, ...versionCells(thing)]

export const permanentRecord = (name: string, thing: object, writer: Writer): [number, string] =>
  [writer.type(['permanent', whatIs(thing)]), name]

export const registeredRecord = (what: 'class' | 'symbol', name: string, writer: Writer): [number, string] =>
  [writer.type(['registered', what]), name]

const never = (): never => {
  throw new TypeError('references are written by the walker')
}

/** The version of a class, in the record of its prototype: a number, if the class has one. */
function versionCells(thing: Thing): number[] {
  if (typeof thing !== 'object') return []
  const version = versionOf(thing)
  return version === undefined ? [] : [version]
}

/** The `version` that the class of a prototype names or inherits; undefined if there is none. */
export function versionOf(prototype: object): number | undefined {
  const constructor = constructorOf(prototype)
  const version = constructor === undefined ? undefined : staticOf(constructor, 'version')
  return typeof version === 'number' && Number.isInteger(version) ? version : undefined
}

/** A static property of a class, or of one it extends, read without calling getters. */
export function staticOf(constructor: Function, name: string): unknown {
  for (let at = constructor as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const own = Object.getOwnPropertyDescriptor(at, name)
    if (own !== undefined) return own.value
  }
  return undefined
}

const std = row<object>({
  tag: 'std',
  save: never,
  create(_type, cells, reader) {
    const name = cells[0]
    need(typeof name === 'string', 'a name is none')
    const thing = standardThing(name)
    if (thing === undefined) throw fail.unknownName(name, reader.path())
    return thing as object
  },
})

const moduleRow = row<object>({
  tag: 'module',
  save: never,
  create(type, cells, reader) {
    const was = type[1]
    const savedModule = reader.value(cells[0])
    const savedName = cells[1]
    need(typeof was === 'string' && typeof savedModule === 'string' && typeof savedName === 'string', 'a name is none')
    const now = reader.nameNow(`${savedModule}#${savedName}`)
    const hash = now.lastIndexOf('#')
    const [module, name] = [now.slice(0, hash), now.slice(hash + 1)]
    const thing = lookUp(module, name)
    if (thing === undefined) {
      throw was === 'function' ? fail.unknownFunction(`${module}#${name}`, reader.path()) : fail.unknownName(`${module}#${name}`, reader.path())
    }
    const is = whatIs(thing)
    const isOfClass = name.endsWith('.prototype') && is !== PROXY && typeof thing === 'object' && constructorOf(thing as object) !== undefined
    if (isNeverNamed(thing) || (is !== was && !isOfClass)) throw fail.changedName(`${module}#${name}`, was, is, reader.path())
    if (is !== was && !mayStandOn(was, thing as object)) throw fail.changedBase(`${module}#${name.replace(/\.prototype$/, '')}`, was, is, reader.path())
    return thing as object
  },
})

/** May a class whose base was called `was` go on as the one of this prototype? RE1 */
function mayStandOn(was: string, prototype: object): boolean {
  for (let at = Object.getPrototypeOf(prototype) as object | null; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
    const name = standardName(at)
    if (name !== undefined) return name === `${was}.prototype`
  }
  return typeof standardThing(was) !== 'function'
}

const permanent = row<object>({
  tag: 'permanent',
  save: never,
  create(type, cells, reader) {
    need(typeof type[1] === 'string' && typeof cells[0] === 'string', 'a permanent has no name')
    return reader.permanent(cells[0], type[1])
  },
})

/** Of a fork: the very same object. Texts have none. */
const shared = row<object>({
  tag: 'shared',
  save: never,
  create: (_type, cells, reader) => reader.shared(cells[0]),
})

const registered = row<object>({
  tag: 'registered',
  save: never,
  create(type, cells, reader) {
    const name = cells[0]
    need((type[1] === 'class' || type[1] === 'symbol') && typeof name === 'string', 'a registered name is none')
    const thing = reader.registered(type[1], name)
    if (thing === undefined) throw fail.unknownCustom(type[1], name, reader.path())
    return thing
  },
})

const sharedSymbol = row<symbol>({
  tag: 'symbol.for',
  save: (symbol, writer) => [writer.type(['symbol.for']), Symbol.keyFor(symbol)],
  create(_type, cells) {
    need(typeof cells[0] === 'string', 'a symbol is damaged')
    return Symbol.for(cells[0])
  },
})

const localSymbol = row<symbol>({
  tag: 'symbol',
  save: ({ description }, writer) => [writer.type(['symbol']), ...(description === undefined ? [] : [description])],
  create(_type, cells) {
    need(cells.length === 0 || typeof cells[0] === 'string', 'a symbol is damaged')
    return cells.length === 0 ? Symbol() : Symbol(cells[0] as string)
  },
})

/** The `prototype` of a function that has a name or is a closure. */
const prototype = row<object>({
  tag: 'prototype',
  save(object, writer) {
    const owner = writer.ownerOf(object) ?? constructorOf(object) as Function
    if (closureOf(owner) !== undefined && !isClass(owner)) {
      saveOdd(object, writer, parentOf(owner), (key) => key === 'constructor' && constructorOf(object) === owner)
    }
    return [writer.type(['prototype']), writer.cell(owner, WORDS, 'constructor'), ...versionCells(object)]
  },
  needs: (_type, cells) => [cells[0]],
  create(_type, cells, reader) {
    const owner = reader.made(cells[0])
    need(typeof owner === 'function', 'a constructor is none')
    const own = Object.getOwnPropertyDescriptor(owner, 'prototype')?.value as unknown
    need(typeof own === 'object' && own !== null, 'a constructor has no prototype')
    return own
  },
})

/** What the `prototype` of a function inherits from when the function is made. */
function parentOf(owner: Function): object {
  return closureOf(owner)?.record.kind === 'generator' ? GeneratorPrototype : Object.prototype
}

/** The function that an object is the `prototype` of; undefined for other objects. */
export function constructorOf(object: object): Function | undefined {
  const constructor = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as unknown
  return typeof constructor === 'function' && Object.getOwnPropertyDescriptor(constructor, 'prototype')?.value === object ? constructor : undefined
}

export function isClass(fn: Function): boolean {
  return /^class\b/.test(Function.prototype.toString.call(fn))
}

export const prototypeRow: AnyRow = prototype
export const sharedSymbolRow: AnyRow = sharedSymbol
export const localSymbolRow: AnyRow = localSymbol
export const referenceRows: readonly AnyRow[] = [std, moduleRow, permanent, shared, registered, sharedSymbol, localSymbol, prototype]
