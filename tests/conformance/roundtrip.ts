// Roundtrip: after every suspension a compiled generator is captured and restored, and goes on from the copy's frames.
//
//   RT1. The generator object itself keeps its identity, as everything else the test can see: it passes by reference, as
//        a permanent. What is copied is what the snapshot is for: frames, scope objects, cursors.
//   RT2. Closures of the test hold scope objects, and they pass by reference: so a scope object keeps its identity too, and
//        gets the contents of its copy. The same holds for other generator objects that the frames reach.
//   RT3. Programs that replace intrinsics (Array.prototype[Symbol.iterator] above all) must not replace those the snapshot
//        library works with: `pristine` puts the engine's own in place for the time of a capture. That is what another realm
//        would do; a program that saves itself has no such protection, and needs none unless it does such things.
//
// Called by: test262/run.ts, the scorecard. Calls: the runtime and snapshot packages it is given (of any realm).

import type * as Abi from '@stillframe/runtime/abi'
import type * as Snapshot from '@stillframe/snapshot'

type Method = (this: object, value: unknown) => unknown
type Around = <T>(work: () => T) => T

/** Makes every compiled generator of this runtime go through a snapshot after each suspension. */
export function roundtrip(abi: typeof Abi, snapshots: typeof Snapshot, around: Around = (work) => work()): void {
  const prototype = abi.GeneratorPrototype as Record<string, unknown>
  for (const name of ['next', 'return', 'throw']) {
    const original = prototype[name] as Method
    const wrapped = {
      [name](this: object, value?: unknown): unknown {
        const result = Reflect.apply(original, this, [value])
        const state = abi.generatorState(this)
        if (state !== undefined && state.top !== null && !state.running) around(() => reload(abi, snapshots, this, state))
        return result
      },
    }[name] as Method
    Object.defineProperty(prototype, name, { value: wrapped, writable: true, enumerable: false, configurable: true })
  }
}

/** Replaces the frames of a suspended generator object by restored copies. RT1 */
function reload(abi: typeof Abi, { capture, restore }: typeof Snapshot, object: object, state: Abi.GeneratorState): void {
  const names = new Map<unknown, string>()
  const things: unknown[] = []
  const permanents = {
    save(thing: object): string | undefined {
      if (thing === object || abi.kindOf(thing) !== undefined) return undefined
      let name = names.get(thing)
      if (name === undefined) names.set(thing, name = `thing:${things.push(thing) - 1}`)
      return name
    },
    load: (name: string): object => things[Number(name.slice('thing:'.length))] as object,
  }
  const copy = restore(capture(object, { permanents }), { permanents }) as object
  new Originals(abi).generator(state, abi.generatorState(copy) as Abi.GeneratorState)
}

/** RT2: walks the original and the copy side by side, and puts what the test may hold in place of its copy. */
class Originals {
  readonly #abi: typeof Abi
  readonly #seen = new Set<object>()

  constructor(abi: typeof Abi) {
    this.#abi = abi
  }

  generator(state: Abi.GeneratorState, copied: Abi.GeneratorState): void {
    const abi = this.#abi
    for (let frame = state.top, twin = copied.top; frame !== null && twin !== null; frame = frame.up, twin = twin.up) {
      const slots = frame.code.meta?.slots.length ?? 0
      for (let slot = 0; slot < slots; slot++) abi.setSlot(twin, slot, this.#adopt(abi.getSlot(frame, slot), abi.getSlot(twin, slot)))
    }
    state.frame = copied.frame
    state.top = copied.top
  }

  #adopt(original: unknown, copy: unknown): unknown {
    const abi = this.#abi
    if (typeof original === 'symbol') return original // permanents are objects
    if (!isObject(original) || !isObject(copy) || original === copy) return copy
    const state = abi.generatorState(original)
    const isScope = abi.scopeOf(original) !== undefined
    if (state === undefined && !isScope && abi.kindOf(original) === undefined) return copy
    const kept = state !== undefined || isScope ? original : copy
    if (this.#seen.has(original)) return kept
    this.#seen.add(original)
    if (state !== undefined) this.generator(state, abi.generatorState(copy) as Abi.GeneratorState)
    else this.#fields(original as Record<string, unknown>, copy as Record<string, unknown>, kept as Record<string, unknown>)
    return kept
  }

  #fields(original: Record<string, unknown>, copy: Record<string, unknown>, kept: Record<string, unknown>): void {
    for (const name of Object.keys(copy)) kept[name] = this.#adopt(original[name], copy[name])
  }
}

/** RT3: remembers the intrinsics of a realm as they are now, and gives a function that works with those. */
export function pristine(global: Record<string, unknown>): Around {
  const arrays = (global.Array as ArrayConstructor).prototype
  const arrayIterators = Object.getPrototypeOf(arrays[Symbol.iterator]()) as object
  const globalNames = Object.getOwnPropertyDescriptors(global) as Record<PropertyKey, PropertyDescriptor>
  const holders = [arrays, ...['JSON', 'Reflect', 'Object'].map((name) => global[name] as object), arrayIterators, Object.getPrototypeOf(arrayIterators) as object, ...['Map', 'Set', 'String', 'Object', 'Function'].map((name) => (global[name] as { prototype: object }).prototype)]
  const kept = holders.map((holder) => [holder, Object.getOwnPropertyDescriptors(holder) as Record<PropertyKey, PropertyDescriptor>] as const)
  return (work) => {
    const undo = kept.flatMap(([holder, own]) => replaced(holder, own, [...Reflect.ownKeys(own), ...Reflect.ownKeys(holder)]))
    undo.push(...replaced(global, globalNames, Reflect.ownKeys(globalNames))) // what the program itself declares stays
    try {
      return work()
    } finally {
      for (const back of undo) back()
    }
  }
}

/** Puts a holder's own properties back to what they were; gives what undoes that. */
function replaced(holder: object, own: Record<PropertyKey, PropertyDescriptor>, keys: PropertyKey[]): (() => void)[] {
  const undo: (() => void)[] = []
  for (const key of new Set(keys)) {
    const now = Reflect.getOwnPropertyDescriptor(holder, key)
    const was = own[key]
    if (now !== undefined && was !== undefined && now.value === was.value && now.get === was.get && now.set === was.set) continue
    if (now?.configurable === false) continue
    put(holder, key, was)
    undo.push(() => put(holder, key, now))
  }
  return undo
}

function put(holder: object, key: PropertyKey, descriptor: PropertyDescriptor | undefined): void {
  if (descriptor === undefined) Reflect.deleteProperty(holder, key)
  else Reflect.defineProperty(holder, key, descriptor)
}

function isObject(value: unknown): value is object {
  return Object(value) === value
}
