// Own properties: attributes, accessors, symbol keys, prototypes of their own, frozen and sealed objects.
//
//   P1. The level of an object is 0 extensible, 1 not extensible, 2 sealed, 3 frozen. A property is regular if it is
//       a data property with the attributes that all properties have at that level, enumerable.
//   P2. Regular properties are cells of the object's record. What is odd goes to the table `more`:
//       [object, level, prototype or 0, key, attributes, value, ...], attributes 1 writable, 2 enumerable, 4 configurable,
//       8 accessor (then two cells: get, set).
//   P3. Nothing here reads a getter or calls a setter. `__proto__` is a key like any other.
//
// Called by: values.ts, code.ts, encode.ts, decode.ts. Calls: format.ts.

import { kindOf } from '@stillframe/runtime/abi'
import { isIndex, need, type Cell } from '../text/format.ts'
import { isRuntimePrototype } from './names.ts'
import { PROPERTY, WORDS, type Reader, type Writer } from './rows.ts'

const WRITABLE = 1
const ENUMERABLE = 2
const CONFIGURABLE = 4
const ACCESSOR = 8
const NONE = 0

/** P1 */
export function levelOf(object: object): number {
  if (Object.isExtensible(object)) return 0
  if (!Object.isFrozen(object)) return Object.isSealed(object) ? 2 : 1
  // V8 calls an empty array that can't be extended frozen, whatever its length may do.
  return Array.isArray(object) && Reflect.getOwnPropertyDescriptor(object, 'length')?.writable ? 2 : 3
}

/** P1. `enumerable` false: as built-in objects have their own (error.message). */
export function isRegular(property: PropertyDescriptor | undefined, level: number, enumerable = true): property is PropertyDescriptor {
  return property !== undefined && 'value' in property && property.enumerable === enumerable &&
    property.writable === level < 3 && property.configurable === level < 2
}

/** Saves what a built-in object has beyond its kind: properties that `covers` does not know, level, prototype. */
export function saveOdd(object: object, writer: Writer, natural: object | null, covers: (key: PropertyKey, level: number) => boolean): void {
  const level = levelOf(object)
  saveBeside(object, writer, natural, level, Reflect.ownKeys(object).filter((key) => !covers(key, level)))
}

/** The same, of an object whose odd keys are known. */
export function saveBeside(object: object, writer: Writer, natural: object | null, level: number, keys: readonly PropertyKey[]): void {
  const prototype = Object.getPrototypeOf(object) as object | null
  if (level === 0 && keys.length === 0 && prototype === natural) return
  writer.more(object, level, prototype === natural ? NONE : writer.cell(prototype, WORDS, 'prototype'), keys)
}

export const coversNothing = (): boolean => false

/** The cells of odd properties. P2 */
export function oddCells(object: object, keys: readonly PropertyKey[], writer: Writer): Cell[] {
  const cells: Cell[] = []
  for (const key of keys) {
    const property = Reflect.getOwnPropertyDescriptor(object, key)
    if (property === undefined) continue
    const attributes = (property.enumerable ? ENUMERABLE : 0) + (property.configurable ? CONFIGURABLE : 0)
    cells.push(writer.cell(key, WORDS, 'symbol key'))
    if ('value' in property) {
      cells.push(attributes + (property.writable ? WRITABLE : 0), writer.cell(property.value, PROPERTY, key))
    } else {
      cells.push(attributes + ACCESSOR, writer.cell(property.get, PROPERTY, key), writer.cell(property.set, PROPERTY, key))
    }
  }
  return cells
}

/** Defines the odd properties of a record of `more` on its object, all but its level. */
export function defineOdd(object: object, record: readonly unknown[], reader: Reader): void {
  need(isIndex(record[1], 4), 'a level is none')
  if (record[2] !== NONE) {
    const prototype = reader.value(record[2])
    need(prototype === null || typeof prototype === 'object' || typeof prototype === 'function', 'a prototype is none')
    const fits = prototype === null || !isRuntimePrototype(prototype) || kindOf(object)?.type === kindOf(Object.create(prototype) as object)?.type
    need(fits, 'an object pretends to be the runtime\'s')
    if (Object.getPrototypeOf(object) !== prototype) Object.setPrototypeOf(object, prototype)
  }
  for (let i = 3; i < record.length; i += 3) {
    const key = reader.value(record[i])
    const attributes = record[i + 1]
    need(typeof key === 'string' || typeof key === 'symbol', 'a property key is none')
    need(isIndex(attributes, 16) && i + 2 < record.length, 'attributes are none')
    const enumerable = (attributes & ENUMERABLE) !== 0
    const configurable = (attributes & CONFIGURABLE) !== 0
    if ((attributes & ACCESSOR) !== 0) {
      need(i + 3 < record.length, 'an accessor is incomplete')
      const get = reader.value(record[i + 2])
      const set = reader.value(record[i + 3])
      need(isAccessor(get) && isAccessor(set), 'an accessor is no function')
      Object.defineProperty(object, key, { get: get as () => unknown, set: set as (value: unknown) => void, enumerable, configurable })
      i++
    } else {
      Object.defineProperty(object, key, { value: reader.value(record[i + 2]), writable: (attributes & WRITABLE) !== 0, enumerable, configurable })
    }
  }
}

const isAccessor = (value: unknown): boolean => value === undefined || typeof value === 'function'

/** Freezes, seals or closes, when everything else is done. */
export function applyLevel(object: object, level: unknown): void {
  if (level === 3) Object.freeze(object)
  else if (level === 2) Object.seal(object)
  else if (level === 1) Object.preventExtensions(object)
}

/** Stores a regular property, whatever the prototype says about its key. P3 */
export function put(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}
