// Work: whatever could stand behind `yield*`, or a block of code in its place; and the frame that does it.
//
// Called by: scope.ts, restart.ts, context.ts. Calls: body.ts, standard.ts.

import { frameOf, frameOfCall, type Body } from './body.ts'
import * as theirs from '../errors.ts'
import { DONE, Frame } from './frame.ts'
import { Operation } from '../scheduler/operation.ts'
import { standardCode, Steps } from './standard.ts'

/**
 * What groups of tasklets do: a call of a generator function (`worker(1)`), an operation (`sleep(5)`, `channel.receive()`),
 * or a generator function without parameters (`function* () { ... }`).
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Work<R = unknown> = Operation<R> | Generator<any, R, any> | Body<[], R>

/** What `yield*` of the work would give. */
export type ResultOf<W> =
  W extends Operation<infer R> ? R
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    : W extends Generator<any, infer R, any> | Body<[], infer R> ? R
      : never

/** Performs one operation. */
const operationCode = standardCode('operation', ['args'], [['start', [0]], ['operation', []]], (frame, value) => {
  if (frame.pc === 1) {
    frame.pc = DONE
    return value
  }
  const [operation] = frame.s0 as [unknown]
  frame.s0 = undefined
  frame.pc = 1
  return operation
})

/** The frame that does `work`. A generator object that has been started is driven as it is, and can't be saved. Throws NOT_WORK. */
export function frameOfWork(work: unknown): Frame {
  if (typeof work === 'function') return frameOf(work)
  return isBare(work) ? new Frame(operationCode, [work]) : frameOfCall(work, theirs.notWork, work)
}

/** A name for the tasklet that does it. */
export function nameOfWork(work: unknown, frame: Frame): string {
  if (typeof work === 'function') return work.name || 'anonymous'
  return isBare(work) ? work.describe() : (frame.code.meta?.name || 'anonymous')
}

/** An operation without a frame of its own. */
function isBare(work: unknown): work is Operation<unknown> {
  return work instanceof Operation && !(work instanceof Steps)
}
