// Classes made inside functions: records like closures, but with members that can be named, and with static
// initialisers that run once.
//
//   CL1. A class is evaluated by `evaluate`; a restore makes it again by `closure`. Only the first runs static
//        initialisers: what they left on the class is saved with it.
//   CL2. A method or accessor of such a class is known as a member of it: saved by its class and key, it is the very
//        one the class has.
//   CL3. What a snapshot can name this way is a member of a class that was made here, nothing else.
//
// Called by: emitted code (through abi.ts), snapshot. Calls: code.ts, cursors.ts.

import { isObject } from './cursors.ts'
import { closureOf, registerFunction, remember, rememberNamed, type FunctionRecord } from '../frames/code.ts'

type Part = 'value' | 'get' | 'set'
const parts: readonly Part[] = ['value', 'get', 'set']

/** CL1 */
export function evaluate(record: FunctionRecord, ...captured: unknown[]): Function {
  return rememberNamed(Reflect.apply(record.make, undefined, captured.concat(true)) as Function, record, captured)
}

/** CL2: runs in the class, when its methods are there and before any initialiser. */
export function members(made: Function): void {
  membersOf(made, made)
  membersOf(made, made.prototype as object)
}

function membersOf(made: Function, holder: object): void {
  const keys = Reflect.ownKeys(holder)
  for (let i = 0; i < keys.length; i++) { // emitted.ts, EM3
    const key = keys[i] as PropertyKey
    const property = Object.getOwnPropertyDescriptor(holder, key) as PropertyDescriptor
    for (let k = 0; k < parts.length; k++) {
      const part = parts[k] as Part
      const fn = property[part] as unknown
      if (typeof fn !== 'function' || key === 'constructor') continue
      const known = closureOf(fn) // a compiled generator method
      const record = memberRecords[known ? 1 : 0] as FunctionRecord
      const captured = [made, holder === made, key, part]
      if (known) Object.assign(known, { record, captured })
      else remember(fn, record, captured)
    }
  }
}

/** A property, defined as a class does its fields (ECMA-262 7.3.6 CreateDataPropertyOrThrow). */
export function field(made: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(made, key, { value, writable: true, enumerable: true, configurable: true })
}

/** The key of a private name where no object can have it: in the computed keys of its own class. */
export const unbranded: object = {
  [Symbol.toPrimitive](): never {
    throw new TypeError('Cannot access a private name of an object whose class did not declare it')
  },
}

/** `#name in object` there. */
export function hasNoBrand(object: unknown): boolean {
  if (!isObject(object)) throw new TypeError('Cannot use \'in\' operator to search for a private name in a value that is no object')
  return false
}

/** Is it a record of members? CL2 */
export function isMember(record: FunctionRecord): boolean {
  return memberRecords.includes(record)
}

/** CL3 */
function memberOf(made: unknown, isStatic: unknown, key: unknown, part: unknown): Function {
  const record = typeof made === 'function' ? closureOf(made)?.record : undefined
  if (record?.kind !== 'class' || !parts.includes(part as Part)) throw new TypeError('no class of a compiled module')
  const holder = (isStatic === true ? made : (made as Function).prototype) as object
  const fn = Object.getOwnPropertyDescriptor(holder, key as PropertyKey)?.[part as Part] as unknown
  const own = typeof fn === 'function' ? closureOf(fn) : undefined
  if (own === undefined || !isMember(own.record) || own.captured[0] !== made) throw new TypeError(`${record.id} has no member "${String(key)}"`)
  return fn as Function
}

const memberRecords: readonly FunctionRecord[] = (['function', 'generator'] as const).map((kind) => registerFunction({
  id: kind === 'generator' ? 'std:generator method' : 'std:method', kind, name: '', length: 0, captures: ['class', 'static', 'key', 'part'],
  make: memberOf as (...captured: never[]) => Function, code: null,
}))
