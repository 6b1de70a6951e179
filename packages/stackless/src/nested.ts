// A dispatch loop inside a step: native code (a callback of Array.prototype.map, a getter) calls a generator function.
// What does not switch works there; what would switch is refused and undone, as under switchTrap: in Stackless it is a
// hard switch, which JavaScript does not have.
//
// Called by: programs. Calls: the runtime's dispatch loop, loop.ts (perform).

import { advance, AWAY, frameOf, NEXT, THROW, type Frame, type Mode } from '@stillframe/runtime/abi'
import { theirs } from './errors.ts'
import { perform } from './loop.ts'
import { worldOf } from './world.ts'

/** Runs `body` to its end inside the running tasklet, one nesting level deeper. */
export function call<A extends unknown[], R>(body: (...args: A) => Generator<unknown, R, unknown>, ...args: A): R {
  const world = worldOf('call()')
  const nameBefore = world.nativeFrame
  world.nesting++
  world.nativeFrame = body.name || 'anonymous'
  try {
    const owner: { top: Frame | null } = { top: frameOf(body, ...args) }
    let value: unknown
    let mode: Mode = NEXT
    for (;;) {
      let out = advance(owner, value, mode)
      if (owner.top === null) return out as R
      if (owner.top.code.raw) out = (out as IteratorResult<unknown>).value
      try {
        mode = NEXT
        value = perform(out)
        if (value === AWAY) throw theirs.nativeFrame(world.nativeFrame)
      } catch (error) {
        value = error
        mode = THROW
      }
    }
  } finally {
    world.nesting--
    world.nativeFrame = nameBefore
  }
}
