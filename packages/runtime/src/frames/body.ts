// From a tasklet's body to its first frame.
//
// Called by: scheduler.ts, nested.ts, work.ts. Calls: mark.ts, standard.ts, native.ts.

import * as theirs from '../errors.ts'
import type { Frame } from './frame.ts'
import { enterOf } from './mark.ts'
import { nativeFrame } from './native.ts'
import { stealFrame, type Steps } from './standard.ts'

/** A generator function, compiled or not, or one that gives the steps of another. Yields are for the scheduler, so their type does not matter here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body<A extends unknown[] = any[], R = unknown> = (...args: A) => Generator<any, R, any> | Steps<R>

/**
 * Calls `body` and gives its frame; nothing of its body has run. Throws NOT_A_GENERATOR. (Arguments are spread from function to
 * function: where the engine puts them in line it makes no array.)
 */
export function frameOf(body: unknown, ...args: readonly unknown[]): Frame {
  if (typeof body !== 'function') throw theirs.notGenerator(body)
  const enter = enterOf(body)
  if (enter !== undefined) return enter(null, undefined, ...args)
  return frameOfCall((body as (...args: readonly unknown[]) => unknown)(...args), theirs.notGenerator, body)
}

/** The frame behind what a call gave. If there is none, throws the mistake that was made with `culprit`. */
export function frameOfCall(called: unknown, mistake: (culprit: unknown) => Error, culprit: unknown): Frame {
  const frame = stealFrame(called)
  if (frame !== undefined) return frame
  if (typeof (called as Generator | null | undefined)?.next !== 'function' || Symbol.asyncIterator in (called as object)) throw mistake(culprit)
  return nativeFrame(called)
}
