// The scheduler's random source: mulberry32, one 32-bit word of state that a snapshot carries.
//
// Called by: scheduler.ts. Calls: nothing.

export class Random {
  declare state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** An integer in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below)
  }
}
