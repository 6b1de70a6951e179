// Timers: a binary heap of sleeping operations, ordered by due time, then by order of arrival.
//
//   H1. heap[i] is not later than its children 2i+1 and 2i+2; heap[i].index === i.
//   H2. Every Sleep in the heap has a PARKED tasklet whose `parkedOn` it is.
//
// Called by: scheduler.ts, sleep operations. Calls: nothing.

import type { Sleep } from './sleep.ts'

export class Timers {
  heap: Sleep[] = []

  get first(): Sleep | undefined {
    return this.heap[0]
  }

  /** `sleep(Infinity)` waits to be killed. */
  add(sleep: Sleep): void {
    if (sleep.ms < Infinity) this.#up(this.heap.push(sleep) - 1)
  }

  remove(sleep: Sleep): void {
    const { heap } = this
    const at = sleep.index
    const last = heap.pop() as Sleep
    sleep.index = -1
    if (last !== sleep) {
      heap[at] = last
      this.#up(at)
      this.#down(last.index)
    }
  }

  #up(from: number): void {
    const { heap } = this
    const moving = heap[from] as Sleep
    let at = from
    while (at > 0) {
      const parentAt = (at - 1) >> 1
      const parent = heap[parentAt] as Sleep
      if (!earlier(moving, parent)) break // who is no earlier stays: a heap that is filled from another is as that was
      heap[at] = parent
      parent.index = at
      at = parentAt
    }
    heap[at] = moving
    moving.index = at
  }

  #down(from: number): void {
    const { heap } = this
    const moving = heap[from] as Sleep
    const length = heap.length
    let at = from
    for (;;) {
      let childAt = 2 * at + 1
      if (childAt >= length) break
      let child = heap[childAt] as Sleep
      if (childAt + 1 < length && earlier(heap[childAt + 1] as Sleep, child)) child = heap[++childAt] as Sleep
      if (!earlier(child, moving)) break
      heap[at] = child
      child.index = at
      at = childAt
    }
    heap[at] = moving
    moving.index = at
  }
}

function earlier(a: Sleep, b: Sleep): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order)
}
