// Traces: an error that goes through tasklets says where, in its `stack`. The engine's own trace ends at the step that
// threw: callers are frames on the heap, and other tasklets are somewhere else altogether.
//
//   TR1. Nothing is written down until an error is thrown. Then once for each tasklet that it goes through: the tasklet,
//        who spawned it, and its innermost frames, with the author's lines. The engine formats its trace for that, which
//        costs more than the throw; to put it off until somebody reads `stack` was tried, and the engine has no way.
//        An error that is sent over a channel takes the trace of its sender along.
//   TR2. Frames of native generators are left out: they are in the engine's trace.
//   TR3. Compiled code says where it calls `spawn` (`at`): a constant, which the tasklet keeps. The engine's trace of that
//        place costs 1.3 µs, ten times as much as a spawn.
//   TR4. An error may go through thousands of tasklets, which wait for the same: those that fill a page are enough.
//
// Called by: loop.ts, scheduler.ts, channel.ts; emitted code (at). Calls: running.ts, mark.ts.

import { TaskletExit } from '../errors.ts'
import { pointOf, type Frame } from './frame.ts'
import { enterOf } from './mark.ts'
import { currentOrNull, stepping } from '../scheduler/running.ts'
import type { Scheduler } from '../scheduler/scheduler.ts'

const MOST_FRAMES = 16

/** Adds to the stack of `error` that it is thrown into `top`, in the running tasklet; into its innermost frame. */
export function trace(error: unknown, top?: Frame | null): void {
  if (!(error instanceof Error)) return
  const tasklet = currentOrNull()
  if (tasklet === null || (tasklet.home as Scheduler).host.traces === false || error instanceof TaskletExit || typeof error.stack !== 'string') return
  const { spawner, spawnedAt } = tasklet.ties
  const head = `\n    at tasklet "${tasklet.name}" (#${tasklet.id}${spawner && `, spawned by "${spawner}"`})`
  if (error.stack.length > 9999 || error.stack.includes(head)) return // TR4
  let lines = head
  let count = 0
  for (let frame = top === undefined ? tasklet.top : top; frame !== null && count < MOST_FRAMES; frame = frame.up) {
    const point = pointOf(frame)
    if (!point?.line) continue // TR2
    lines += `\n    at ${frame.code.meta?.name} (${frame.code.meta?.module}:${point.line}:${point.column})`
    count++
  }
  if (spawnedAt) lines += `\n    at spawn in ${spawnedAt}`
  Reflect.set(error, 'stack', error.stack + lines)
}

/** `body` is about to be spawned at `place`, if it is a tasklet's. TR3 */
export function at<T>(place: string, body: T): T {
  if (stepping.scheduler !== null && enterOf(body) !== undefined) stepping.scheduler.spawnPlace = place
  return body
}
