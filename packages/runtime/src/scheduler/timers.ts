// Timers: who sleeps, the nearest first. Sleeps lie in bags, each a stretch of time. Only the nearest bag is looked into, and
// parted into smaller ones if it is large: a sleep is touched some three times before it is due. In a heap of 100,000 it is moved, or
// moves others, in 17 places that are far apart in memory. (A ladder queue: Tang, Goh and Thng, ACM TOMACS 15, 2005.)
//
//   H1. bags[i] holds who is due at starts[i] or later, and before all those in bags[i - 1]; the last bag is the nearest, and takes
//       whoever is due before its start, too. At equal times, by order of arrival.
//   H2. A sleep is in one bag, at its `index`, and has a PARKED tasklet whose `parkedOn` it is. `length` counts them.
//
// Called by: scheduler.ts, sleep operations. Calls: nothing.

import type { Sleep } from './sleep.ts'

/** A bag of so many is looked through. */
const FEW = 16
/** A bag is parted into so many at the most. */
const MANY = 256

export class Timers {
  length = 0
  #bags: Sleep[][] = [[]]
  #starts: number[] = [0]

  get first(): Sleep | undefined {
    const bags = this.#bags
    for (;;) {
      const near = bags[bags.length - 1] as Sleep[]
      if (near.length > FEW && (this.#part(near, 'dueMs') || this.#part(near, 'order'))) continue
      if (near.length > 0 || bags.length === 1) {
        let first = near[0] as Sleep
        for (let i = 1; i < near.length; i++) if (earlier(near[i] as Sleep, first)) first = near[i] as Sleep
        return first
      }
      bags.pop()
      this.#starts.pop()
    }
  }

  /** `sleep(Infinity)` waits to be killed. */
  add(sleep: Sleep): void {
    if (sleep.ms === Infinity) return
    const bags = this.#bags
    const last = bags.length - 1
    let i = 0
    while (i < last && sleep.dueMs < (this.#starts[i] as number)) i++
    sleep.index = (bags[i] as Sleep[]).push(sleep) - 1
    this.length++
  }

  remove(sleep: Sleep): void {
    const bag = this.#bags.findLast((one) => one[sleep.index] === sleep) as Sleep[]
    const last = bag.pop() as Sleep
    if (last !== sleep) bag[last.index = sleep.index] = last
    sleep.index = -1
    this.length--
  }

  /** Parts the nearest bag: false if all in it are alike. */
  #part(near: Sleep[], by: 'dueMs' | 'order'): boolean {
    let low = Infinity
    let high = -Infinity
    for (const { [by]: value } of near) {
      if (value < low) low = value
      if (value > high) high = value
    }
    if (low === high) return false
    const parts: Sleep[][] = []
    const scale = Math.min(MANY, near.length >> 3) / (high - low)
    for (const sleep of near) {
      const part = parts[(high - sleep[by]) * scale | 0] ??= []
      sleep.index = part.push(sleep) - 1
    }
    this.#bags.pop()
    this.#starts.pop()
    parts.forEach((part) => {
      this.#bags.push(part)
      this.#starts.push(Math.min(...part.map(({ dueMs }) => dueMs)))
    })
    return true
  }

  toArray(): Sleep[] {
    return this.#bags.flat()
  }
}

function earlier(a: Sleep, b: Sleep): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order)
}
