// The dispatch loop: runs the frames of one owner (a tasklet, a generator object) until one of them yields
// or the outermost returns. It mirrors Stackless' slp_frame_dispatch: a step never calls another frame.
//
//   L1. `owner.top` is the innermost frame; it is null once the outermost frame has returned or thrown.
//   L2. The loop neither recurses nor allocates: call depth is bounded by memory alone.
//   L3. An error unwinds frame by frame; a frame without try regions is dropped without a step.
//   L4. A frame that finishes on an injected return hands that return on to its caller, as `yield*` does
//       (ECMA-262 15.5.5, step 7.c.viii), also one that has caught what the frame below it made of the return; one that yields
//       on the way has answered it.
//   L5. Whoever resumes chains all day (the scheduler's turns, `next` of a generator) steps the innermost frame itself, and
//       leaves to `proceed` and `failed` what is not a plain yield.
//
// Called by: scheduler.ts, generator.ts, nested.ts. Calls: step functions; trace.ts for errors.

import type { TaskletExit } from '../errors.ts'
import { Operation } from '../scheduler/operation.ts'
import { DONE, Frame, NEXT, RETURN, THROW, type Mode } from './frame.ts'
import { trace } from './trace.ts'

/** Whatever owns a chain of frames. */
export interface Owner {
  top: Frame | null
}

/** `exit`: null where what comes out goes to the scheduler, for a tasklet that nobody has killed: steps may perform in place (calls.ts). */
export function advance(owner: Owner, resumeValue: unknown, resumeMode: Mode, exit?: TaskletExit | null): unknown {
  let frame = owner.top as Frame
  let value = resumeValue
  let mode: Mode = resumeMode
  let returning: Frame | null = mode === RETURN ? frame : null // L4
  let traced: unknown
  for (;;) {
    try {
      for (;;) {
        let out: unknown
        if (mode !== NEXT && !frame.code.guarded) { // L3
          frame.pc = DONE
          if (mode === THROW) throw value
          out = value
        } else {
          out = frame.code.step(frame, value, mode, exit)
        }
        if (frame.pc === DONE) {
          const up: Frame | null = frame.up
          if (up === null) {
            owner.top = null
            return out
          }
          frame.up = null
          if (returning === frame) {
            returning = up
            mode = RETURN
          } else {
            mode = NEXT
          }
          frame = up
          value = out
        } else if (typeof out === 'object' && !(out instanceof Operation) && out instanceof Frame) { // `instanceof` alone takes 2.5 ns for a primitive
          out.up = frame
          frame = out
          value = undefined
          mode = NEXT
        } else {
          owner.top = frame
          return out
        }
      }
    } catch (error) {
      frame.pc = DONE
      const up: Frame | null = frame.up
      frame.up = null
      if (returning === frame) returning = up
      if (error !== traced) trace(traced = error, up)
      if (up === null) {
        owner.top = null
        throw error
      }
      frame = up
      value = error
      mode = THROW
    }
  }
}

/** Goes on after `frame`, the innermost, was stepped with NEXT and gave `out`. L5 */
export function proceed(owner: Owner, frame: Frame, out: unknown, exit?: TaskletExit | null): unknown {
  if (frame.pc === DONE) {
    owner.top = frame.up
    frame.up = null
    return owner.top === null ? out : advance(owner, out, NEXT, exit)
  }
  if (typeof out !== 'object' || !(out instanceof Frame)) return out
  out.up = frame
  owner.top = out
  return advance(owner, undefined, NEXT, exit)
}

/** Goes on after `frame`, the innermost, threw. L5 */
export function failed(owner: Owner, frame: Frame, error: unknown): unknown {
  frame.pc = DONE
  owner.top = frame.up
  frame.up = null
  trace(error, owner.top)
  if (owner.top === null) throw error
  return advance(owner, error, THROW)
}
