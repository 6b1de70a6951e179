// An atomic block: until it is disposed of, its tasklet is atomic; then it is what it was before. A tasklet can be saved inside of it (kinds.ts).
//
// Called by: module.ts, programs. Calls: tasklet.ts.

import type { Tasklet } from './tasklet.ts'

export class AtomicBlock implements Disposable {
  readonly tasklet: Tasklet
  readonly before: boolean

  constructor(tasklet: Tasklet, before: boolean) {
    this.tasklet = tasklet
    this.before = before
  }

  [Symbol.dispose](): void {
    this.tasklet.setAtomic(this.before)
  }
}
