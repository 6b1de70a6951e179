// What the program can't tell of an object, and its host can: is it a Proxy, is it a native generator object?
//
//   PX1. Asking the object itself would run traps of the program; node:util tells without. Hosts that have no such thing
//        answer no: then a Proxy is saved as what it shows.
//
// Called by: encode.ts, classify.ts, names.ts, permanents.ts. Calls: the host.

interface Types {
  isProxy(value: unknown): boolean
  isGeneratorObject(value: unknown): boolean
}

interface Host {
  readonly process?: { getBuiltinModule?(name: string): { readonly types: Types } | undefined }
}

const types = (globalThis as Host).process?.getBuiltinModule?.('node:util')?.types

/** PX1 */
export const isProxy = (value: unknown): boolean => types !== undefined && types.isProxy(value)

/** A generator object of the engine's own, whatever its prototype. PX1 */
export const isNativeGenerator = (value: unknown): boolean => types !== undefined && types.isGeneratorObject(value)
