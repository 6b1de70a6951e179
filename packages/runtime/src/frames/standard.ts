// Standard functions: functions of the runtime itself for `yield*`, whose step functions are written by hand. A call gives
// `Steps`, an operation: to perform it is to push a frame, so that programs of native generators need no other means.
// Compiled code pushes the frame itself (mark.ts). A snapshot names frames and functions by their ids, as compiled ones.
//
//   SF1. A step at `pc` 0 finds in slot 0 the array of what the function was called with, arranged for it.
//   SF2. Slots that are no longer needed are set to undefined before the step returns (F4).
//   SF3. A point's label begins with `finally/` where the frame cleans up after an error (T4).
//   SF4. A frame that is left before its first step does nothing.
//
// Called by: scope.ts, restart.ts, context.ts, each.ts. Calls: code.ts, mark.ts.

import { codeTable, registerCode, registerFunction, remember } from './code.ts'
import { DONE, Frame, NEXT, THROW, type Code, type Step } from './frame.ts'
import type { Owner } from './loop.ts'
import { Holder, mark } from './mark.ts'
import { Operation } from '../scheduler/operation.ts'

/** What a call of a standard function gives: work to stand behind `yield*`, whose result is an `R`. */
export class Steps<R> extends Operation<R> {
  /** Of its code, without `std:`. */
  declare id: string
  /** SF1 */
  declare args: unknown[]

  constructor(id: string, args: unknown[]) {
    super()
    this.id = id
    this.args = args
  }

  /** Its frame, a new one each time. */
  frame(): Frame {
    return new Frame(codeTable.codes.get(`std:${this.id}`) as Code, this.args)
  }

  /** Puts its frame on top of the others: it goes on first. */
  override perform(owner: Owner): R {
    const frame = this.frame()
    frame.up = owner.top
    owner.top = frame
    return undefined as R
  }

  /** It is no arm of a select. */
  override get role(): null {
    return null
  }

  override describe(): string {
    return this.id
  }
}

/** The code of a frame. `points` are labels by `pc`, each with the slots that are live there. */
export function standardCode(name: string, slots: readonly string[], points: readonly (readonly [string, readonly number[]])[], step: Step): Code {
  return registerCode({
    id: `std:${name}`,
    step(frame, value, mode) {
      if (mode === NEXT || frame.pc !== 0) return step(frame, value, mode)
      frame.pc = DONE // SF4
      if (mode === THROW) throw value
      return value
    },
    guarded: true, raw: false, more: null,
    meta: {
      name, module: 'std:', shape: name, body: name, slots,
      points: points.map(([label, live], pc) => ({ pc, label, line: 0, column: 0, live })),
    },
  })
}

/** A standard function that runs the code `std:id`; `arrange` turns its `this` and what it is called with into what the step finds. */
export function standard<F extends Function>(name: string, id: string, arrange: (this: never, ...args: never[]) => unknown[]): F {
  const { [name]: fn } = { [name](this: never, ...args: never[]) { return new Steps(id, Reflect.apply(arrange, this, args)) } } // a method: it has no prototype
  mark(fn as Function, (_at, self: never, ...args: never[]) => (Reflect.apply(fn as Function, self, args) as Steps<unknown>).frame(), () => true)
  return remember(fn as Function, registerFunction({ id: `std:${name}()`, kind: 'function', name, length: 1, captures: [], make: () => fn as Function, code: null }), []) as F
}

/** Takes the frame out of what a call has given that nobody else knows, nor has started, so that it can be pushed. */
export function stealFrame(called: unknown): Frame | undefined {
  return called instanceof Steps ? called.frame() : Holder.read(called)?.steal(called as object)
}
