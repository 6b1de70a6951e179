// What becomes of the value a tasklet is resumed with.
//
//   ST1. `resume` says what the tasklet did when it left; it is AS_IS again once the tasklet goes on.
//   ST2. A Bomb is thrown (`unwind`); anything else is the answer.
//
// Called by: actions.ts, loop.ts. Calls: world.ts.

import { Bomb, StopIteration } from './errors.ts'
import { FLOATING } from './ring.ts'
import type { Tasklet } from './tasklet.ts'
import type { World } from './world.ts'

/** The value is the answer. */
export const AS_IS = 0
/** It was in run(): it leaves the stack of waiters, and the answer is undefined, or what the limit of run() has come to. */
export const AS_RUN = 1
/** It was in channel.next(): the answer is an iterator's result. */
export const AS_ITEM = 2
export type Resume = 0 | 1 | 2

/** ST1 */
export function settle(world: World, tasklet: Tasklet, value: unknown): unknown {
  const resume = tasklet.resume
  tasklet.resume = AS_IS
  if (resume === AS_RUN) {
    const outcome = leaveRun(world, tasklet)
    if (!(value instanceof Bomb)) return outcome
    if (outcome instanceof Bomb) world.mishaps.push(outcome.error)
    return value
  }
  if (resume === AS_ITEM) {
    if (value instanceof Bomb) return value.error instanceof StopIteration ? { value: undefined, done: true } : value
    return { value, done: false }
  }
  return value
}

/** ST2 */
export function unwind(value: unknown): unknown {
  if (value instanceof Bomb) throw value.error
  return value
}

/** Those who are inside a deeper run() go to the ring: their run() returns when it is their turn (semantics 1.7). */
function leaveRun(world: World, tasklet: Tasklet): Tasklet | Bomb | undefined {
  const { waiters, limit } = world
  if (waiters.lastIndexOf(tasklet) >= 0) { // (nearly always one of the last)
    for (let inner = waiters.pop() as Tasklet; inner !== tasklet; inner = waiters.pop() as Tasklet) {
      if (inner.place === FLOATING) world.append(inner)
    }
  }
  if (limit?.waiter !== tasklet) return undefined
  world.limit = null
  return limit.outcome
}
