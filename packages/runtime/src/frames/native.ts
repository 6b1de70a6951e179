// Native frames: a live generator (or any iterator) behind the frame protocol. No build step; everything works but capture.
//
//   N1. Slot 0 holds the generator. `meta` is null, which is how a snapshot knows that it can't save the frame.
//
// Called by: body.ts. Calls: the generator.

import { DONE, Frame, NEXT, THROW, type Code, type Mode } from './frame.ts'

const nativeCode: Code = {
  id: 'std:native',
  step(frame: Frame, value: unknown, mode: Mode): unknown {
    const generator = frame.s0 as Generator<unknown, unknown, unknown>
    const result = mode === NEXT ? generator.next(value) : mode === THROW ? generator.throw(value) : generator.return(value)
    frame.pc = result.done ? DONE : 1
    return result.value
  },
  guarded: true,
  raw: false,
  more: null,
  meta: null,
}

export function nativeFrame(generator: unknown): Frame {
  return new Frame(nativeCode, generator)
}

export function isNative(frame: Frame): boolean {
  return frame.code === nativeCode
}
