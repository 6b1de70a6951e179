// Takes a tasklet away from what it waits for, from outside: after a restore, when its frame can't go on.
//
//   IN1. It is ready afterwards, to be resumed with an error, or with another frame from the start. Nobody else runs.
//
// Called by: snapshot (through abi.ts). Calls: tasklet.ts.

import { NEXT, THROW, type Frame } from '../frames/frame.ts'
import { release, resume, type Tasklet } from './tasklet.ts'

export function interrupt(tasklet: Tasklet, error: unknown, instead?: Frame): void {
  if (!tasklet.alive) return
  if (tasklet.parkedOn !== null) release(tasklet)
  if (instead === undefined) {
    resume(tasklet, error, THROW)
  } else {
    tasklet.top = instead
    resume(tasklet, undefined, NEXT)
  }
}
