// Standard functions: generator functions of the runtime itself, whose step functions are written by hand. Calling one
// gives a generator object, `yield*` pushes its frame, and a snapshot names it by its id, as for compiled functions.
//
//   SF1. A step at `pc` 0 finds in slot 0 the array of what the function was called with, arranged for it.
//   SF2. Slots that are no longer needed are set to undefined before the step returns (F4).
//   SF3. A point's label begins with `finally/` where the frame cleans up after an error (T4).
//
// Called by: scope.ts, restart.ts, context.ts. Calls: generator.ts.

import { registerCode, registerFunction } from './code.ts'
import { Frame, type Code, type Step } from './frame.ts'
import { generatorFunction } from './generator.ts'
import type { Operation } from './operation.ts'

/** What a standard function gives: something to stand behind `yield*`, whose result is an `R`. */
export type Steps<R> = Generator<Operation<unknown>, R, unknown>

/** The code of a frame. `points` are labels by `pc`, each with the slots that are live there. */
export function standardCode(name: string, slots: readonly string[], points: readonly (readonly [string, readonly number[]])[], step: Step): Code {
  return registerCode({
    id: `std:${name}`, step, guarded: true, raw: false, more: 0,
    meta: {
      name, module: 'std:', shape: name, body: name, slots,
      points: points.map(([label, live], pc) => ({ pc, label, line: 0, column: 0, live })),
    },
  })
}

/** A generator function whose frame runs `code`; `arrange` turns what it is called with into what the step finds. */
export function standard<F extends Function>(name: string, code: Code, arrange: (...args: never[]) => unknown[]): F {
  const make = () => (_self: unknown, ...args: never[]): Frame => frameWith(code, ...arrange(...args))
  return generatorFunction(registerFunction({ id: `std:${name}()`, kind: 'generator', name, length: 1, captures: [], make, code }), []) as unknown as F
}

/** SF1 */
export function frameWith(code: Code, ...args: unknown[]): Frame {
  const frame = new Frame(code)
  frame.s0 = args
  return frame
}
