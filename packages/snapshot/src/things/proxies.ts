// What the program can't tell of an object, and its host can: is it a Proxy, is it a native generator object, has an array of bytes anything else?
//
//   PX1. Asking the object itself would run traps of the program; node:util tells without. Hosts that have no such thing
//        answer no: then a Proxy is saved as what it shows.
//   PX2. To list the keys of a typed array makes a string of each index (16 MB take 20 s, and of 32 MB nothing is listed). The inspector of the
//        host looks at the others alone: if it shows of two the same, the one has no more than the other.
//
// Called by: encode.ts, classify.ts, names.ts, permanents.ts. Calls: the host.

interface Types {
  isProxy(value: unknown): boolean
  isGeneratorObject(value: unknown): boolean
}

interface Util {
  readonly types: Types
  inspect(value: unknown, options: object): string
}

interface Host {
  readonly process?: { getBuiltinModule?(name: string): Util | undefined }
}

const util = (globalThis as Host).process?.getBuiltinModule?.('node:util')
const types = util?.types

/** PX1 */
export const isProxy = (value: unknown): boolean => types !== undefined && types.isProxy(value)

/** A generator object of the engine's own, whatever its prototype. PX1 */
export const isNativeGenerator = (value: unknown): boolean => types !== undefined && types.isGeneratorObject(value)

const BARE = { showHidden: true, maxArrayLength: 0, depth: 0, customInspect: false }

/** Own keys of a view beside its `length` elements. `twin` makes another of the same class, on the same bytes. PX2 */
export function keysBeside(view: object, length: number, twin: () => object): readonly PropertyKey[] {
  if (length > 100 && util !== undefined && util.inspect(view, BARE) === util.inspect(twin(), BARE)) return []
  return Reflect.ownKeys(view).slice(length) // indices come first (ECMA-262 10.4.5.7)
}
