// The host: the only room that touches the clock and the event loop of the machine it runs on.
//
// Called by: scheduler.ts (drive, wall clock). Calls: globals every JavaScript host has.

/** Longest delay setTimeout takes: 2^31 - 1 ms. */
const LONGEST_MS = 2147483647

export interface Clock {
  /** Milliseconds; only differences matter to the runtime, but saved timers are absolute. */
  now(): number
}

export const wallClock: Clock = { now: () => Date.now() }

/** A monotonic reading for time slices, in milliseconds. */
export function elapsed(): number {
  return performance.now()
}

interface HostGlobals {
  setTimeout(callback: () => void, ms?: number): unknown
  clearTimeout(handle: unknown): void
  setImmediate?: (callback: () => void) => unknown
}

const host = globalThis as unknown as HostGlobals

/** Lets the host's event loop run once. */
export function turn(): Promise<void> {
  return new Promise((resolve) => (host.setImmediate ?? host.setTimeout)(resolve))
}

/** Resolves after `ms` (Infinity: never), or as soon as the function given to `onWake` is called. */
export function pause(ms: number, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const handle = ms === Infinity ? undefined : host.setTimeout(resolve, Math.min(ms, LONGEST_MS))
    onWake(() => {
      host.clearTimeout(handle)
      resolve()
    })
  })
}
