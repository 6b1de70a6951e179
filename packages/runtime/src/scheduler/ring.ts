// The ring: the tasklets that are ready, each linked to the next. It turns: nobody is taken out to run.
//
//   R1. A tasklet is in at most one ring, once, and in no wait list then. Whoever leaves is not linked any more.
//   R2. From `first`, which is null when there is nobody, links lead to `last`. (Where the last one's link leads, nobody asks, nor who was last in
//       an empty ring: nothing is written for that. What a turn costs is what it writes, and what it waits for that was written.)
//   R3. While a tasklet runs it is the first. If it goes on later, `rotate` makes it the last.
//   R4. From the midst nobody leaves, so that there are no links back. Who is killed before its first turn has come stays, without a frame, until
//       it is the first: the scheduler passes over it. `length` counts the others.
//   R5. Who leaves it to wait is in `parked` from the first time on: `previous` is undefined until then. Who only sleeps is not, for the timers know
//       who that is; nor who only yields, or ends soon. (Who comes from a snapshot is there at once, and perhaps once more from the first time on.)
//
// Called by: tasklet.ts, scheduler.ts, channel.ts, kinds.ts. Calls: nothing.

import type { Tasklet } from './tasklet.ts'

export class Ring {
  first: Tasklet | null = null
  last: Tasklet | null = null
  length = 0
  /** R5 */
  parked: Tasklet[] = [undefined as never].slice(1) // (a literal is of another kind until it has held something: queue.ts)

  /** To the end: it will run after all others. */
  push(tasklet: Tasklet): void {
    this.length++
    if (this.first === null) this.first = tasklet
    else (this.last as Tasklet).next = tasklet
    this.last = tasklet
  }

  /** Becomes the first; who was, and gives way, is the last. */
  pushNext(tasklet: Tasklet): void {
    this.length++
    this.rotate()
    tasklet.next = this.first
    this.first = tasklet
  }

  /** The first becomes the last. R3 */
  rotate(): void {
    const first = this.first as Tasklet
    ;(this.last as Tasklet).next = first
    this.last = first
    this.first = first.next
  }

  /** Takes the first out. */
  shift(): Tasklet {
    const first = this.first as Tasklet
    this.first = --this.length === 0 ? null : first.next
    first.next = null
    return first
  }
}

/** Those in a ring, or in a wait list, in order; without the dead (R4). */
export function membersOf<T extends { next: T | null, top?: unknown }>(list: { readonly first: T | null, readonly length: number }): T[] {
  const all: T[] = []
  for (let { first } = list as { first: T }; all.length < list.length; first = first.next as T) if (first.top !== null) all.push(first)
  return all
}

/** `empty` with `members`, in order: what a snapshot holds of a ring, of a queue. */
export function filled<T, L extends { push(member: T): void }>(empty: L, members: readonly T[]): L {
  for (const member of members) empty.push(member)
  return empty
}
