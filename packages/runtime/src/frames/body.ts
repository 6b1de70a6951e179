// From a tasklet's body to its first frame.
//
// Called by: scheduler.ts, nested.ts. Calls: mark.ts, standard.ts, native.ts.

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
  const generator = (body as (...args: readonly unknown[]) => unknown)(...args)
  const frame = stealFrame(generator)
  if (frame !== undefined) return frame
  if (typeof (generator as Generator | null | undefined)?.next !== 'function' || Symbol.asyncIterator in (generator as object)) throw theirs.notGenerator(body)
  return nativeFrame(generator)
}
