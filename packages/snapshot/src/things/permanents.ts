// Permanents: objects of the host that go by name, in both directions.
//
//   PE1. An object has one permanent name and a name means one object; capture refuses anything else.
//   PE2. A name is saved with what it meant (function, array, class name); restore refuses a name that means another kind of thing.
//   PE3. The resolver is asked for every object and function that is not a frame, scope, channel, tasklet or scheduler.
//   PE4. A Proxy may stand for anything, and its traps are not run: its name is not compared with what it meant.
//
// Called by: encode.ts, decode.ts. Calls: the user's resolver.

import { fail, refuse } from '../errors.ts'
import { isNeverNamed } from './names.ts'
import { isProxy } from './proxies.ts'
import { Refused } from './rows.ts'

/** Dynamic permanents: `player:42`. `load` is asked once for each name in the snapshot. */
export interface PermanentResolver {
  save(object: object): string | undefined
  load(name: string): unknown
}

export type Permanents = Record<string, object> | PermanentResolver

export interface PermanentNames {
  /** The permanent name of an object. Throws Refused. PE1 */
  nameOf(object: object): string | undefined
}

function isResolver(permanents: Permanents): permanents is PermanentResolver {
  const { save, load } = permanents as Partial<PermanentResolver>
  return typeof save === 'function' && typeof load === 'function'
}

/** The `prototype` of a class is asked about like any object, but resolvers that read an instance's state trip over it. */
function asked(permanents: PermanentResolver, object: object): unknown {
  try {
    return permanents.save(object)
  } catch (error) {
    const constructor = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as unknown
    if (typeof constructor === 'function' && constructor.prototype === object) return undefined
    throw error
  }
}

/** The names of `permanents` for one capture. */
export function permanentNames(permanents: Permanents | undefined): PermanentNames | undefined {
  if (permanents === undefined) return undefined
  const objects = new Map<string, object>()
  if (isResolver(permanents)) {
    return {
      nameOf(object) {
        const name = asked(permanents, object)
        if (name === undefined || name === null) return undefined
        if (typeof name !== 'string') throw new Refused(refuse.permanentName(name))
        const other = objects.get(name)
        if (other !== undefined && other !== object) throw new Refused(refuse.permanentShared(name))
        objects.set(name, object)
        return name
      },
    }
  }
  const names = new Map<object, string[]>()
  for (const [name, object] of Object.entries(permanents)) {
    const known = names.get(object)
    if (known === undefined) names.set(object, [name])
    else known.push(name)
  }
  return {
    nameOf(object) {
      const [name, second] = names.get(object) ?? []
      if (second !== undefined) throw new Refused(refuse.permanentTwice(name as string, second))
      return name
    },
  }
}

/** Finds the object of a saved name. Throws PERMANENT_MISSING, PERMANENT_CHANGED. PE2 */
export function findPermanent(permanents: Permanents | undefined, name: string, was: string, path: string): object {
  let value: unknown
  if (permanents !== undefined && isResolver(permanents)) {
    try {
      value = permanents.load(name)
    } catch (error) {
      throw fail.permanentFailed(name, error)
    }
  } else if (permanents !== undefined && Object.hasOwn(permanents, name)) value = permanents[name]
  if (value === undefined || value === null) throw fail.permanentMissing(name, path)
  const is = whatIs(value)
  if (is === PROXY) return value as object // PE4
  const fits = was === PROXY ? typeof value === 'object' || typeof value === 'function' : is === was
  if (!fits || isNeverNamed(value)) throw fail.permanentChanged(name, was, is, path)
  return value as object
}

export const PROXY = 'Proxy'

/** function, array, the name of a class, or object; Proxy. PE4 */
export function whatIs(value: unknown): string {
  if (isProxy(value)) return PROXY
  if (typeof value !== 'object' || value === null) return typeof value
  if (Array.isArray(value)) return 'array'
  return classNameOf(value) ?? 'object'
}

/** The name of an object's class, read without calling getters; undefined for plain objects. */
export function classNameOf(object: object): string | undefined {
  for (let at = Object.getPrototypeOf(object) as object | null; at !== null; at = Object.getPrototypeOf(at)) {
    const constructor = Object.getOwnPropertyDescriptor(at, 'constructor')?.value as unknown
    if (typeof constructor !== 'function') continue
    const name = Object.getOwnPropertyDescriptor(constructor, 'name')?.value as unknown
    if (typeof name === 'string' && name !== '') return name === 'Object' ? undefined : name
  }
  return undefined
}
