// A frame: one activation of a generator function, as plain data.
//
//   F1. All frames share one hidden class, whatever function they run: the fields below, in this order. Four places for variables stand in them; where
//       a function needs more, three do, and `s3` holds the record of the others: `{ s3, s4 ... }`. Slots that no point keeps together share a place.
//   F2. `pc` is 0 before the first step, DONE after the last, and otherwise the number of the suspend point it stands at, or, while its step
//       runs, of the last it has come to.
//   F3. `up` is the frame that waits for this one's result, or null for the outermost frame.
//   F4. Between two steps, places of no slot in the point's `live` list are undefined: a frame holds nothing it does not need.
//   F5. One thing holds a frame: the tasklet or generator object whose innermost it is, or the frame it has called, by `up`.
//   F6. That record is undefined until the step is suspended at a point that keeps variables there: many a frame ends before.
//
// Called by: everything. Calls: nothing.

import type { TaskletExit } from '../errors.ts'
import type { FunctionRecord } from './code.ts'

/** How a step is resumed: with a value, an error to be thrown, or a request to return (generator.return). */
export const NEXT = 0
export const THROW = 1
export const RETURN = 2
export type Mode = 0 | 1 | 2

/** `pc` of a frame that has returned or thrown. */
export const DONE: number = -1

/** Held by a binding between entry of its scope and its declaration (ECMA-262 9.1.1.1, uninitialised bindings). */
export const TDZ: unique symbol = Symbol.for('stillframe.tdz') as never

/**
 * A step function runs a frame from its `pc` to the next suspend point, and says what is to happen:
 * a Frame (call it: push), any other value with `pc` >= 0 (yield it), or, with `pc` DONE, the function's result.
 * `exit`: null if it may perform operations in place (calls.ts, IP1).
 */
export type Step = (frame: Frame, value: unknown, mode: Mode, exit?: TaskletExit | null) => unknown

/** A place where a function can be suspended. `points[0]` is the start of the function. */
export interface Point {
  readonly pc: number
  /** Stable name: operation or callee, with an ordinal among equals. */
  readonly label: string
  readonly line: number
  readonly column: number
  /** Slots that hold something while the frame stands here, ascending. */
  readonly live: readonly number[]
  /** Hash of the expression it stands in. */
  readonly site?: string
  /** What is called there: text before the label's name, or `=` and the whole text (meta.ts, calleeOf). */
  readonly callee?: string
  /** Variables of live scope objects whose declaration is still ahead. */
  readonly unset?: readonly string[]
}

/** What snapshots, the inspector and error messages know of a function. */
export interface CodeMeta {
  readonly name: string
  readonly module: string
  readonly shape: string
  readonly body: string
  readonly slots: readonly string[]
  /** The place of each slot; nothing for one at its own index. F1 */
  readonly places?: readonly number[]
  readonly points: readonly Point[]
  /** Names of variables without a slot. */
  readonly others?: readonly string[]
  /** Slots of variables that have one value, a literal, for as long as they live. */
  readonly known?: readonly (readonly [slot: number, value: unknown])[]
  /** Records of the functions its step makes, in order. */
  readonly made?: readonly FunctionRecord[]
  /** Slots that hold scope objects, with the ids of those. */
  readonly scopes?: readonly (readonly [slot: number, id: string])[]
}

/** Places beyond those of the frame itself, all there from the start, so that records of as many share a hidden class. F1 */
export type More = Record<string, unknown>

/** Each is a literal with these fields, in this order: they share a hidden class, and what a frame's code is need not be asked. */
export interface Code {
  readonly id: string
  readonly step: Step
  /** Has try regions: an injected throw or return must be offered to the step. Otherwise the loop drops the frame. */
  readonly guarded: boolean
  /** Yields iterator result objects of a foreign iterator, to be passed on as they are (ECMA-262 15.5.5, yield*). */
  readonly raw: boolean
  /** Makes the record that stands in `s3`; null if there is none. F1 */
  readonly more: (() => More) | null
  /** null: a native frame, which runs but can't be captured. */
  readonly meta: CodeMeta | null
}

/** How many places can be fields of the frame. F1 */
export const INLINE_PLACES = 4

export class Frame {
  declare code: Code
  declare pc: number
  declare up: Frame | null
  declare s0: unknown
  declare s1: unknown
  declare s2: unknown
  declare s3: unknown

  constructor(code: Code, s0?: unknown, s1?: unknown, s2?: unknown, s3?: unknown) {
    this.code = code
    this.pc = 0
    this.up = null
    this.s0 = s0
    this.s1 = s1
    this.s2 = s2
    this.s3 = s3
  }
}

/** Gives a frame the record of its further places, if it has any. F6 */
export function more(frame: Frame): void {
  frame.s3 = frame.code.more?.()
}

export function getSlot(frame: Frame, slot: number): unknown {
  const place = placeOf(frame, slot)
  return recordOf(frame, place)?.[nameOfPlace(place)]
}

export function setSlot(frame: Frame, slot: number, value: unknown): void {
  const place = placeOf(frame, slot)
  ;(recordOf(frame, place) as More)[nameOfPlace(place)] = value
}

const placeOf = (frame: Frame, slot: number): number => frame.code.meta?.places?.[slot] ?? slot

/** What has that place: the frame, or the record of further ones, if it is there. F1 */
function recordOf(frame: Frame, place: number): More | undefined {
  return (place < INLINE_PLACES - 1 || frame.code.more === null ? frame : frame.s3) as More | undefined
}

const names: string[] = []

/** (To make a name each time takes longer than all the rest.) */
function nameOfPlace(place: number): string {
  return names[place] ??= `s${place}`
}

/** The point a frame stands at, or undefined for native and finished frames. */
export function pointOf(frame: Frame): Point | undefined {
  return frame.code.meta?.points.find(({ pc }) => pc === frame.pc)
}
