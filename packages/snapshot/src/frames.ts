// Code that changed between capture and restore: may a saved frame go on, and where do its values go?
//
//   same     the body is the same: go on
//   body     the shape is the same, the body is not: go on with the new code
//   mapped   the label exists, every saved live slot has a namesake, and nothing is live that was not saved
//   refused  otherwise, naming label and slots
//
//   FR1. The answer is worked out once for each type of frame, before anything is filled.
//   FR2. Nothing is guessed silently: whoever is not `same` is reported, frame by frame.
//
// Called by: decode.ts. Calls: the code table.

import { codeTable, delegateCode, DONE, type Code, type Point } from '@stillframe/runtime/abi'
import { fail } from './errors.ts'
import { isIndex, need, type Snapshot } from './format.ts'
import type { Type } from './rows.ts'
import { splitId } from './trail.ts'

export type Change = 'same' | 'body' | 'mapped'

export interface Landing {
  readonly code: Code
  readonly pc: number
  /** Where each saved value goes; -1: nowhere, it is no longer needed. */
  readonly slots: readonly number[]
  readonly change: Change
  readonly label: string
}

/** What `report` is told of a frame that goes on with code that is not the code it was saved with. */
export interface Verdict {
  readonly function: string
  readonly label: string
  readonly change: Exclude<Change, 'same'>
  /** Where the frame is: `tasklet "checkout" (orders.ts:41, at "approve#1")`. */
  readonly path: string
}

const FRAME_SHARED = 6

/** Where frames of a saved type land in the code of this program. Throws FUNCTION_UNKNOWN, CODE_CHANGED. */
export function landingOf(snapshot: Snapshot, type: Type, path: () => string): Landing {
  const [, number, pc, label] = type
  const names = type.slice(FRAME_SHARED)
  need(isIndex(number, snapshot.code.length) && typeof pc === 'number' && typeof label === 'string', 'a frame has no code')
  need(names.every((name) => typeof name === 'string'), 'a slot has no name')
  const [id, shape, body] = snapshot.code[number] as [string, string, string]
  const code = id === delegateCode.id ? delegateCode : codeTable.codes.get(id)
  if (code === undefined || code.meta === null) throw fail.unknownFunction(id, path())
  const { meta } = code
  const change: Change = meta.body === body ? 'same' : meta.shape === shape ? 'body' : 'mapped'
  if (pc === DONE) return { code, pc, slots: [], change: 'same', label }
  const point = meta.points.find((one) => one.label === label && (change !== 'same' || one.pc === pc))
  const name = splitId(id).name
  if (point === undefined) throw fail.codeChanged(name, label, 'there is no such label any more', path())
  if (change === 'same' && point.live.length === names.length) return { code, pc, slots: point.live, change, label }
  const slots = matched(names as string[], point, meta.slots, (missing) => fail.codeChanged(name, label, missing, path()))
  return { code, pc: point.pc, slots, change, label }
}

function matched(names: readonly string[], point: Point, slots: readonly string[], fault: (missing: string) => Error): number[] {
  const free = new Map<string, number[]>()
  for (const slot of point.live) {
    const name = slots[slot] as string
    free.set(name, [...(free.get(name) ?? []), slot])
  }
  const lost: string[] = []
  const places = names.map((name) => {
    const slot = free.get(name)?.shift()
    if (slot === undefined && !slots.includes(name)) lost.push(name)
    return slot ?? -1
  })
  if (lost.length > 0) throw fault(`its variable "${lost.join('", "')}" is gone`)
  const fresh = [...free].filter(([, left]) => left.length > 0).map(([name]) => name)
  if (fresh.length > 0) throw fault(`its variable "${fresh.join('", "')}" has no saved value`)
  return places
}
