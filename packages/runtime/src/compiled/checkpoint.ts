// Checkpoints: places in compiled code, at entries of functions and in every round of a loop, where a tasklet that has
// used up the budget of run() leaves. The compiler puts them there on demand: `if (due()) yield checkpoint`.
//
//   CP1. `due` is the cheap test: it counts down the allowance of the scheduler that is stepping, and asks the scheduler
//        only when that is used up (Scheduler.expired, which looks at the clock). Stackless' world is asked in its stead.
//   CP2. Who left at a checkpoint is READY, with nothing in its inbox: it goes on exactly there.
//   CP3. A generator object that is driven by hand, and code under a native frame, can't leave: they go on (generator.ts,
//        nested.ts), and the tasklet leaves at the next checkpoint of its own.
//   CP4. A loop that is entered at its checkpoint tests it again: who may not leave passes one test (`pass`), and the first
//        after those who went on is a question again (`passed`).
//
// Called by: emitted code, generator.ts, nested.ts. Calls: running.ts.

import { NEXT } from '../frames/frame.ts'
import { AWAY, Operation } from '../scheduler/operation.ts'
import { stepping } from '../scheduler/running.ts'
import type { Tasklet } from '../scheduler/tasklet.ts'

export class Checkpoint extends Operation<void> {
  override possible(): boolean {
    return true
  }

  override perform(tasklet: Tasklet): typeof AWAY | void {
    if (tasklet.home === null || tasklet.home.nativeFrame !== null) return // CP3
    tasklet.home.interrupt(tasklet, undefined, NEXT)
    return AWAY
  }

  override describe(): string {
    return 'checkpoint'
  }
}

/** It has no state: one serves all. */
export const checkpoint: Checkpoint = new Checkpoint()

/** Who yielded the checkpoint can't leave: its next test lets it through. CP4 */
export function pass(): void {
  stepping.allowance = 1
}

/** Those who could not leave are done: the next test asks. CP4 */
export function passed(): void {
  stepping.allowance = -1 // G3
}

/** Is it time to leave? CP1 */
export function due(): boolean {
  const { meter } = stepping
  return meter !== null && --stepping.allowance < 0 && meter.expired()
}
