// A chain of frames, captured and restored.

import { schedule, Scheduler, type Operation, type Tasklet } from 'stillframe'
import { capture, restore } from 'stillframe/snapshot'

function* dive(depth: number): Generator<Operation<unknown>, number, unknown> {
  if (depth === 0) {
    yield* schedule()
    return 0
  }
  return 1 + (yield* dive(depth - 1))
}

let tasklet: Tasklet | undefined

/** A round over a chain of `depth` frames. */
export function at(depth: number): number {
  if (tasklet === undefined) {
    const scheduler = new Scheduler({ clock: 'virtual' })
    tasklet = scheduler.spawn(dive, depth)
    scheduler.run({ maxSwitches: 1 })
  }
  const copy = restore<Tasklet>(capture(tasklet))
  if (!copy.alive) throw new Error('it did not come back')
  return depth
}
