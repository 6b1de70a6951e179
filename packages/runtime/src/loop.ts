// The dispatch loop: runs the frames of one owner (a tasklet, a generator object) until one of them yields
// or the outermost returns. It mirrors Stackless' slp_frame_dispatch: a step never calls another frame.
//
//   L1. `owner.top` is the innermost frame; it is null once the outermost frame has returned or thrown.
//   L2. The loop neither recurses nor allocates: call depth is bounded by memory alone.
//   L3. An error unwinds frame by frame; a frame without try regions is dropped without a step.
//   L4. A frame that finishes on an injected return hands that return on to its caller, as `yield*` does
//       (ECMA-262 15.5.5, step 7.c.viii); one that yields on the way has answered it.
//
// Called by: scheduler.ts, generator.ts, nested.ts. Calls: step functions; trace.ts for errors.

import { DONE, Frame, NEXT, RETURN, THROW, type Mode } from './frame.ts'
import { trace } from './trace.ts'

/** Whatever owns a chain of frames. */
export interface Owner {
  top: Frame | null
}

export function advance(owner: Owner, resumeValue: unknown, resumeMode: Mode): unknown {
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
          out = frame.code.step(frame, value, mode)
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
        } else if (out instanceof Frame) {
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
      if (returning === frame) returning = null
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
