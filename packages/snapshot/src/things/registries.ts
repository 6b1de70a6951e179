// The user's extension point: classes, symbols and custom types registered with superjson, on an instance given as an
// option and on superjson's default instance.
//
//   RG1. Registries are read anew at each use: registering is allowed at any time before capture or restore.
//   RG2. The payload of a custom type is walked by us, so that identity and cycles inside it survive.
//
// Called by: encode.ts, decode.ts. Calls: superjson's public registries.

import { SuperJSON } from 'superjson'

/** A registry that does not show what it has may have something. */
const UNKNOWN = { something: true }

/** Our own instance: nothing is registered on it. */
const ours = new SuperJSON({ dedupe: true })
const shared = (SuperJSON as unknown as { defaultInstance: SuperJSON }).defaultInstance

export interface CustomType {
  readonly name: string
  serialize(value: unknown): unknown
  deserialize(payload: unknown): unknown
}

type Constructor = Parameters<SuperJSON['classRegistry']['getIdentifier']>[0]

export class Registries {
  readonly #all: readonly SuperJSON[]

  constructor(superjson: SuperJSON | undefined) {
    this.#all = [superjson ?? ours, shared]
  }

  className(constructor: Function): string | undefined {
    return this.#first((one) => one.classRegistry.getIdentifier(constructor as Constructor))
  }

  symbolName(symbol: symbol): string | undefined {
    return this.#first((one) => one.symbolRegistry.getIdentifier(symbol as unknown as symbol & string))
  }

  find(what: 'class' | 'symbol', name: string): object | symbol | undefined {
    return this.#first((one) => (what === 'class' ? one.classRegistry : one.symbolRegistry).getValue(name) as object | undefined)
  }

  allowed(constructor: Function): readonly string[] | undefined {
    return this.#first((one) => one.classRegistry.getAllowedProps(constructor as Constructor))
  }

  /** Are there custom types at all? Asking each of them about each object costs. */
  get hasCustom(): boolean {
    return this.#all.some((one) => Object.keys((one.customTransformerRegistry as unknown as { transfomers?: object }).transfomers ?? UNKNOWN).length > 0)
  }

  customFor(value: unknown): CustomType | undefined {
    return this.#first((one) => one.customTransformerRegistry.findApplicable(value)) as CustomType | undefined
  }

  customNamed(name: string): CustomType | undefined {
    return this.#first((one) => {
      const type = one.customTransformerRegistry.findByName(name) as CustomType | undefined
      return type?.name === name ? type : undefined
    })
  }

  #first<T>(ask: (one: SuperJSON) => T | undefined): T | undefined {
    for (const one of this.#all) {
      const answer = ask(one)
      if (answer !== undefined) return answer
    }
    return undefined
  }
}
