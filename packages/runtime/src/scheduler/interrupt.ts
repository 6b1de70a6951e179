// Takes a tasklet away from what it waits for, from outside: after a restore, when its frame can't go on.
//
//   IN1. It is ready afterwards, to be resumed with an error, or with another frame from the start. Nobody else runs.
//
// Called by: snapshot (through abi.ts). Calls: tasklet.ts.

import { NEXT, THROW, type Frame } from '../frames/frame.ts'
import { enqueue, PARKED, READY, release, type Tasklet } from './tasklet.ts'

export function interrupt(tasklet: Tasklet, error: unknown, instead?: Frame): void {
  if (!tasklet.alive) return
  if (tasklet.state === PARKED) release(tasklet)
  if (instead !== undefined) tasklet.top = instead
  tasklet.inbox = instead === undefined ? error : undefined
  tasklet.mode = instead === undefined ? THROW : NEXT
  if (tasklet.state !== READY) enqueue(tasklet)
}
