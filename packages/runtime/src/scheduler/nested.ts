// A dispatch loop inside a step: native code that a step called (a callback of Array.prototype.map, a getter) runs a
// tasklet body to its end, in the same tasklet. Nobody can be switched to from there: a native frame is in between.
//
//   X1. The scheduler's `nativeFrame` names what is in between; while there is one, whoever would leave the tasklet gets NATIVE_FRAME.
//
// Called by: users. Calls: loop.ts.

import * as theirs from '../errors.ts'
import { Side } from '../channels/transfer.ts'
import { checkpoint, pass, passed } from '../compiled/checkpoint.ts'
import { frameOf, type Body } from '../frames/body.ts'
import { mustStay } from './tasklet.ts'
import { NEXT, THROW, type Mode } from '../frames/frame.ts'
import { advance, type Owner } from '../frames/loop.ts'
import { Operation } from './operation.ts'
import { Steps } from '../frames/standard.ts'
import { runningScheduler } from './running.ts'

/**
 * Runs `body` to its end, from native code inside a tasklet. Operations that need not wait work; one that would have to
 * wait throws NATIVE_FRAME in the body, naming the native frame.
 */
export function call<A extends unknown[], R>(body: Body<A, R>, ...args: A): R {
  const scheduler = runningScheduler('call()')
  const tasklet = scheduler.current
  if (tasklet === null) throw theirs.noScheduler('call()')
  const { nativeFrame } = scheduler
  let late = false
  scheduler.nativeFrame = nativeCaller(new Error())
  try {
    const owner: Owner = { top: frameOf(body, ...args) }
    let value: unknown = undefined
    let mode: Mode = NEXT
    for (;;) {
      let out = advance(owner, value, mode)
      if (owner.top === null) return out as R
      if (owner.top.code.raw) out = (out as IteratorResult<unknown>).value
      try {
        mode = NEXT
        value = undefined
        if (out === checkpoint) {
          pass()
          late = true
        } else if (out instanceof Steps) out.perform(owner)
        else if (!(out instanceof Operation)) mustStay(tasklet, 'schedule')
        else if (out instanceof Side && !out.possible()) mustStay(tasklet, out.describe()) // (others ask when they park)
        else value = out.perform(tasklet)
      } catch (error) {
        value = error
        mode = THROW
      }
    }
  } finally {
    if (late) passed()
    scheduler.nativeFrame = nativeFrame
  }
}

/** The name of the native function nearest to the caller of `call`, read from the stack. */
function nativeCaller(error: Error): string {
  const lines = (error.stack ?? '').split('\n').slice(2)
  const native = lines.find((line) => /\((<anonymous>|native)\)\s*$/.test(line)) ?? lines[0] ?? ''
  return /at (?:async )?(?:new )?([^\s(]+)/.exec(native)?.[1] ?? 'native code'
}
