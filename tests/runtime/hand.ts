// Compiled code by hand: step functions over frames, as the compiler would emit them.
//
// Called by: loop.test.ts, generator.test.ts. Calls: @stillframe/runtime/abi.

import { DONE, Frame, generatorFunction, type Code, type FunctionRecord, type Mode, type Step } from '@stillframe/runtime/abi'

export function codeOf(id: string, step: Step, guarded = false): Code {
  return { id, step, guarded, raw: false, more: null, meta: { name: id, module: 'test', shape: '', body: '', slots: [], points: [] } }
}

/** A generator function whose frame runs `step`; its arguments go to the first slots. */
export function generatorOf(name: string, step: Step, guarded = false, length = 0): (...args: unknown[]) => Generator {
  const code = codeOf(`test#${name}`, step, guarded)
  const enter = (_at: unknown, _self: unknown, ...args: unknown[]): Frame => {
    const frame = new Frame(code)
    ;[frame.s0, frame.s1, frame.s2, frame.s3] = args
    return frame
  }
  const record: FunctionRecord = { id: code.id, kind: 'generator', name, length, captures: [], make: () => enter, code }
  return generatorFunction(record, []) as (...args: unknown[]) => Generator
}

/** Yields 1, 2, ... `s0`, and returns 'end'. */
export const count: (...args: unknown[]) => Generator = generatorOf('count', (frame) => {
  if (frame.pc < (frame.s0 as number)) return ++frame.pc
  frame.pc = DONE
  return 'end'
}, false, 1)

/** Yields 'waiting', and then 'caught X' for an error X, 'returning' for a return, or what was sent, as its result. */
export const guarded: (...args: unknown[]) => Generator = generatorOf('guarded', (frame, value, mode: Mode) => {
  switch (frame.pc) {
    case 0:
      frame.pc = 1
      return 'waiting'
    case 1:
      if (mode === 1) {
        frame.pc = DONE
        return `caught ${value}`
      }
      if (mode === 2) {
        frame.s0 = value
        frame.pc = 2
        return 'returning'
      }
      frame.pc = DONE
      return value
    default:
      frame.pc = DONE
      if (mode === 1) throw value
      return frame.s0
  }
}, true)
