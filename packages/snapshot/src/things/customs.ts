// Custom types of superjson on their way in: `deserialize` gets a payload that is complete, cycles and all.
//
//   CU1. A custom object is made when everything its payload reaches has been filled, innermost first.
//   CU2. Where a custom object reaches itself, a stand-in takes its place until it exists. Then the stand-in is replaced
//        in the objects of the snapshot, and in what deserialize returned, as far as its properties can be seen.
//   CU3. A stand-in that is not found again has been hidden away by deserialize: that is refused, not ignored.
//
// Called by: decode.ts. Calls: the user's deserialize, through its host.

import { fail } from '../errors.ts'
import { target } from '../text/format.ts'

export interface CustomHost {
  readonly size: number
  /** The name of the custom type of an object; undefined for other objects. */
  customOf(id: number): string | undefined
  /** All cells of an object's record. */
  cellsOf(id: number): readonly unknown[]
  /** Fills an object that is not custom; may be called again. */
  fill(id: number): void
  deserialize(id: number): object
  get(id: number): unknown
  set(id: number, value: object): void
}

const OPEN = 1
const CLOSED = 2

/** Makes all custom objects. */
export function makeCustoms(host: CustomHost): void {
  const states = new Uint8Array(host.size)
  const standIns = new Map<number, object>()
  const met: number[] = []
  for (let start = 0; start < host.size; start++) {
    if (host.customOf(start) !== undefined) visit(start, host, states, standIns, met)
  }
  if (standIns.size > 0) replace(host, standIns, met)
}

/** CU1: depth first, with a stack of our own. */
function visit(start: number, host: CustomHost, states: Uint8Array, standIns: Map<number, object>, met: number[]): void {
  const stack = [start]
  while (stack.length > 0) {
    const id = stack[stack.length - 1] as number
    if (states[id] === 0) {
      states[id] = OPEN
      for (const cell of host.cellsOf(id)) {
        const next = target(cell)
        if (next < 0) continue
        if (states[next] === 0) {
          stack.push(next)
        } else if (states[next] === OPEN && host.customOf(next) !== undefined && !standIns.has(next)) {
          const standIn = Object.create(null) as object
          standIns.set(next, standIn)
          host.set(next, standIn)
        }
      }
      continue
    }
    stack.pop()
    if (states[id] === CLOSED) continue
    states[id] = CLOSED
    met.push(id)
    if (host.customOf(id) === undefined) host.fill(id)
    else host.set(id, host.deserialize(id))
  }
}

/** CU2 */
function replace(host: CustomHost, standIns: Map<number, object>, met: readonly number[]): void {
  const real = new Map<unknown, unknown>()
  for (const [id, standIn] of standIns) real.set(standIn, host.get(id))
  const ours = new Map<unknown, number>()
  for (const id of met) {
    if (host.customOf(id) !== undefined) continue
    host.fill(id)
    ours.set(host.get(id), id)
  }
  const placed = new Set<unknown>()
  const seen = new Set<unknown>()
  for (const id of met) {
    if (host.customOf(id) !== undefined) patch(host.get(id) as object, real, placed, seen, (object) => {
      const known = ours.get(object)
      if (known === undefined) return false
      for (const cell of host.cellsOf(known)) placed.add(standIns.get(target(cell)))
      return true
    })
  }
  for (const [id, standIn] of standIns) {
    if (!placed.has(standIn)) throw fail.customCycle(host.customOf(id) as string) // CU3
  }
}

/** Replaces stand-ins in everything `start` leads to by data properties, Map entries and Set members. */
function patch(start: object, real: Map<unknown, unknown>, placed: Set<unknown>, seen: Set<unknown>, isOurs: (object: unknown) => boolean): void {
  const work: object[] = [start]
  const swap = (value: unknown, put: (value: unknown) => void): void => {
    if (real.has(value)) {
      placed.add(value)
      put(real.get(value))
    } else if (typeof value === 'object' && value !== null && !seen.has(value) && !isOurs(value)) {
      work.push(value)
    }
  }
  for (let object = work.pop(); object !== undefined; object = work.pop()) {
    const holder = object
    if (seen.has(holder)) continue
    seen.add(holder)
    if (holder instanceof Map) {
      const entries = [...holder]
      if (entries.some((entry) => entry.some((value) => real.has(value)))) holder.clear()
      for (const [key, value] of entries) {
        const entry = [key, value]
        entry.forEach((part, i) => swap(part, (better) => { entry[i] = better }))
        holder.set(entry[0], entry[1])
      }
    } else if (holder instanceof Set) {
      const members = [...holder]
      if (members.some((value) => real.has(value))) holder.clear()
      for (const member of members) {
        let better: unknown = member
        swap(member, (value) => { better = value })
        holder.add(better)
      }
    }
    for (const key of Reflect.ownKeys(holder)) {
      const property = Reflect.getOwnPropertyDescriptor(holder, key)
      if (property !== undefined && 'value' in property) swap(property.value, (value) => Reflect.defineProperty(holder, key, { value }))
    }
  }
}
