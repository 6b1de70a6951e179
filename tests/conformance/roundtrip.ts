// Roundtrip: after every suspension a compiled generator is captured and restored, and goes on from the copy's frames.
//
//   RT1. The generator object itself keeps its identity, as everything else the test can see: it passes by reference, as
//        a permanent. What is copied is what the snapshot is for: frames, scope objects, cursors.
//
// Called by: test262.ts, the scorecard. Calls: the runtime and snapshot packages it is given (of any realm).

import type * as Abi from '@stillframe/runtime/abi'
import type * as Snapshot from '@stillframe/snapshot'

type Method = (this: object, value: unknown) => unknown

/** Makes every compiled generator of this runtime go through a snapshot after each suspension. */
export function roundtrip(abi: typeof Abi, { capture, restore }: typeof Snapshot): void {
  const prototype = abi.GeneratorPrototype as Record<string, unknown>
  for (const name of ['next', 'return', 'throw']) {
    const original = prototype[name] as Method
    const wrapped = {
      [name](this: object, value?: unknown): unknown {
        const result = Reflect.apply(original, this, [value])
        const state = abi.generatorState(this)
        if (state !== undefined && state.top !== null && !state.running) reload(abi, capture, restore, this, state)
        return result
      },
    }[name] as Method
    Object.defineProperty(prototype, name, { value: wrapped, writable: true, enumerable: false, configurable: true })
  }
}

/** Replaces the frames of a suspended generator object by restored copies. */
export function reload(
  abi: typeof Abi, capture: typeof Snapshot.capture, restore: typeof Snapshot.restore, object: object, state: Abi.GeneratorState,
): void {
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
  const { frame, top } = abi.generatorState(copy) as Abi.GeneratorState
  state.frame = frame
  state.top = top
}
