// Timers: a binary heap of sleeping operations, ordered by due time, then by order of arrival.
//
//   H1. heap[i] is due at times[i], and is not later than its children 2i+1 and 2i+2. (Numbers that lie side by side are quickly compared.
//       The sleeps themselves, out of the caches when there are many, are looked at only where two are due at the same time.)
//   H2. A Sleep that nobody waits in any more stays until it would be the first, or until so many have left that they may be half of the heap:
//       then all of them go. Of the others each has a PARKED tasklet whose `parkedOn` it is, or a group that it is an arm of.
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
    if (sleep.ms < Infinity) this.#rise(this.heap.length, sleep, sleep.dueMs)
  }

  /** Takes the first out. */
  shift(): Sleep {
    const { heap, times } = this
    const first = heap[0] as Sleep
    do {
      let at = 0
      for (let next; (next = 2 * at + 2) < heap.length; at = next) {
        if (this.#isLater(next, heap[next - 1] as Sleep, times[next - 1] as number)) next--
        heap[at] = heap[next] as Sleep
        times[at] = times[next] as number
      }
      const last = heap.pop() as Sleep
      const dueMs = times.pop() as number
      if (at < heap.length) this.#rise(at, last, dueMs)
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

  /** Puts a sleep at a free place, or where it belongs above it. */
  #rise(free: number, sleep: Sleep, dueMs: number): void {
    const { heap, times } = this
    let at = free
    for (let parentAt; at > 0 && this.#isLater(parentAt = (at - 1) >> 1, sleep, dueMs); at = parentAt) {
      heap[at] = heap[parentAt] as Sleep
      times[at] = times[parentAt] as number
    }
    heap[at] = sleep
    times[at] = dueMs
  }

  /** Is the one at `at` later than `sleep`, which is due at `dueMs`? (Who is as late is not: a heap that is filled from another is as that was.) */
  #isLater(at: number, sleep: Sleep, dueMs: number): boolean {
    const its = this.times[at] as number
    return its > dueMs || (its === dueMs && (this.heap[at] as Sleep).order > sleep.order)
  }
}
