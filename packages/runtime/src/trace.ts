// Traces: an error that goes through tasklets says where, in its `stack`. The engine's own trace ends at the step that
// threw: callers are frames on the heap, and other tasklets are somewhere else altogether.
//
//   TR1. Nothing is written down until an error is thrown. Then once for each tasklet that it goes through: the tasklet,
//        who spawned it, and its innermost frames, with the author's lines. The engine formats its trace for that, which
//        costs more than the throw; to put it off until somebody reads `stack` was tried, and the engine has no way.
//   TR2. Frames of native generators are left out: they are in the engine's trace.
//
// Called by: loop.ts, scheduler.ts. Calls: running.ts.

import { TaskletExit } from './errors.ts'
import { pointOf, type Frame } from './frame.ts'
import { currentOrNull } from './running.ts'
import type { Scheduler } from './scheduler.ts'

const MOST_FRAMES = 16

/** Adds to the stack of `error` that it is thrown into `top`, in the running tasklet. */
export function trace(error: unknown, top: Frame | null): void {
  const tasklet = currentOrNull()
  if (tasklet === null || (tasklet.home as Scheduler).host.traces === false) return
  if (!(error instanceof Error) || error instanceof TaskletExit || typeof error.stack !== 'string') return
  const spawner = tasklet.spawner === '' ? '' : `, spawned by "${tasklet.spawner}"`
  const head = `\n    at tasklet "${tasklet.name}" (#${tasklet.id}${spawner})`
  if (error.stack.includes(head)) return
  let lines = head
  let count = 0
  for (let frame = top; frame !== null && count < MOST_FRAMES; frame = frame.up) {
    const point = pointOf(frame)
    if (point === undefined || point.line === 0) continue // TR2
    lines += `\n    at ${frame.code.meta?.name} (${frame.code.meta?.module}:${point.line}:${point.column})`
    count++
  }
  Reflect.set(error, 'stack', error.stack + lines)
}
