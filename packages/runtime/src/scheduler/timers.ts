// Timers: a binary heap of sleeping operations, ordered by due time, then by order of arrival.
//
//   H1. heap[i] is due at times[i], and is not later than its children 2i+1 and 2i+2. (Numbers that lie side by side are quickly compared.)
//   H2. A Sleep that nobody waits in any more stays until it would be the first, or until so many have left that they may be half of the heap:
//       then all of them go. Of the others each has a PARKED tasklet whose `parkedOn` it is, or a group that it is an arm of.
//   H3. Later is who is due later, or at the same time and came later. Both places that ask write it out: so a sleep, out of the caches when there
//       are many, is looked at only where two are due at the same time. (Who is as late is not later: a heap filled from another is as that was.)
//
// Called by: scheduler.ts, sleep operations, kinds.ts. Calls: nothing.

import type { Sleep } from './sleep.ts'

export class Timers {
  heap: Sleep[] = [undefined as never].slice(1) // (a literal is of another kind until it has held something: queue.ts)
  times: number[] = []
  /** How many have left since all of them went. H2 */
  left = 0

  /** `sleep(Infinity)` waits to be killed. */
  add(sleep: Sleep): void {
    if (sleep.ms < Infinity) this.#rise(sleep, sleep.dueMs, this.heap.length)
  }

  /** Takes the first out. */
  shift(): Sleep {
    const { heap, times } = this
    const first = heap[0] as Sleep
    do {
      let at = 0
      for (let next; (next = 2 * at + 1) < heap.length - 1; at = next) {
        // H3
        if ((times[next] as number) > (times[next + 1] as number) || (times[next] === times[next + 1] && (heap[next] as Sleep).order > (heap[next + 1] as Sleep).order)) next++
        heap[at] = heap[next] as Sleep
        times[at] = times[next] as number
      }
      const last = heap.pop() as Sleep
      const dueMs = times.pop() as number
      if (at < heap.length) this.#rise(last, dueMs, at)
    } while (heap[0]?.waiter === null)
    return first
  }

  /** Nobody is to wait in `sleep` any more. H2 */
  leave(sleep: Sleep): void {
    if (this.heap[0] === sleep) this.shift()
    else if (++this.left > this.heap.length / 2) Object.assign(this, this.kept())
  }

  /** Those alone that are waited for. (If all are, they lie as they lie here.) */
  kept(): Timers {
    const kept = new Timers()
    for (const sleep of this.heap) if (sleep.waiter !== null) kept.add(sleep)
    return kept
  }

  /** Puts a sleep at a free place, or where it belongs above it. H3 */
  #rise(sleep: Sleep, dueMs: number, free: number): void {
    const { heap, times } = this
    let at = free
    for (let up; at > 0 && ((times[up = (at - 1) >> 1] as number) > dueMs || (times[up] === dueMs && (heap[up] as Sleep).order > sleep.order)); at = up) {
      heap[at] = heap[up] as Sleep
      times[at] = times[up] as number
    }
    heap[at] = sleep
    times[at] = dueMs
  }
}
