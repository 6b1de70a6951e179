// A world: one Stackless program, what Stackless keeps for each OS thread. Its ring, its stack of waiters, and the one
// move everything is made of: `go`, from the running tasklet to another.
//
//   W1. `current` runs. It is the head of the ring, but for the moment in which an action takes it out and switches.
//   W2. `waiters` is the stack of tasklets inside run(); the innermost, or else main, gets errors and is revived when the
//       ring empties.
//   W3. `go` either switches (AWAY), or gives back the tempval of the tasklet that goes on, or throws and has done nothing:
//       the caller undoes what it did before.
//   W4. A value reaches a tasklet through `tempval` alone; a Bomb in it is thrown (settle.ts).
//   W5. The one global is the world that runs now, set and reset in `inside`. Compiled checkpoints count on it, too.
//   W6. The timeout is an allowance of operations and checkpoints (running.ts, G2). The operation that uses it up asks `expired`; a checkpoint only
//        once it is used up, because a loop that is entered at its checkpoint tests it again, and must get on.
//   W7. What the host is asked in a switch does not break it: what the schedule callback throws is reported, what `until` throws its run() throws.
//
// Called by: actions.ts, loop.ts, tasklet.ts, channel.ts. Calls: ring.ts.

import { AWAY, stepping, within, type Meter } from '@stillframe/runtime/abi'
import type { Channel } from './channel.ts'
import { Bomb, theirs } from './errors.ts'
import { FLOATING, IN_QUEUE, Ring } from './ring.ts'
import type { Tasklet } from './tasklet.ts'

/** Called before every real switch. */
export type ScheduleCallback = (previous: Tasklet, next: Tasklet) => void
/** Called before every channel operation, with the balance as it was. */
export type ChannelCallback = (channel: Channel, tasklet: Tasklet, sending: boolean, willBlock: boolean) => void
/** Gets the error of a tasklet that nobody caught, in that tasklet. May be a generator function, and schedule. */
export type ErrorHandler = (error: unknown) => unknown

/** run({ timeout }): the outermost one that has a timeout. */
export interface Limit {
  readonly waiter: Tasklet
  readonly operations: number
  readonly soft: boolean
  readonly total: boolean
  /** Return after so many tasklets; 0: no such limit. */
  readonly tasklets: number
  /** Return once this says so; asked between two tasklets. W7 */
  readonly until: (() => boolean) | null
  ran: number
  /** What run() gives, or throws: the tasklet that was taken out, or the error of `until`. */
  outcome: Tasklet | Bomb | undefined
}

/** What the last run() with a limit did. */
export interface RunCounts {
  /** Tasklets that have ended. */
  completed: number
  /** Switches to a tasklet. */
  switched: number
}

/** An allowance without a timeout. */
const PLENTY = 0x3fffffff

export class World implements Meter {
  readonly ring: Ring<Tasklet> = new Ring<Tasklet>()
  readonly main: Tasklet
  current: Tasklet
  readonly waiters: Tasklet[] = []
  trap = 0
  /** How many native loops (call) are nested inside the running step, and the name of the innermost native frame. */
  nesting = 0
  nativeFrame = ''
  limit: Limit | null = null
  counts: RunCounts = { completed: 0, switched: 0 }
  /** How many switches there were: the time of startTime and endTime, unless the host gives a clock. */
  switches = 0
  readonly clock: (() => number) | null
  onSchedule: ScheduleCallback | null = null
  onChannel: ChannelCallback | null = null
  errorHandler: ErrorHandler | null = null
  /** Errors that have no other place: runMain reports them. W7 */
  readonly mishaps: unknown[] = []

  constructor(main: Tasklet, clock: (() => number) | null = null) {
    this.clock = clock
    this.main = main
    this.current = main
    main.world = this
    this.ring.append(main)
  }

  /** W2 */
  get waiter(): Tasklet {
    return this.waiters.at(-1) ?? this.main
  }

  /** A new slice, or a new run() with a limit: the timeout counts from here. W6 */
  grant(): void {
    stepping.allowance = Math.min(Math.ceil(this.limit?.operations ?? PLENTY), PLENTY)
  }

  /** The timeout of the running tasklet is over: may it be taken out here? A soft one waits for the next switch. W6 */
  expired(): boolean {
    const { limit, current } = this
    stepping.allowance = Math.max(stepping.allowance, -2 - stepping.allowance) // a tasklet of the scheduler around was killed (running.ts, G3)
    if (stepping.allowance > 0) return false
    if (limit === null || limit.operations === Infinity) {
      this.grant()
      return false
    }
    if (limit.soft) {
      current.pending = true
      return false
    }
    return !current.atomic && this.trap === 0 && this.nesting === 0 && limit.waiter.place === FLOATING
  }

  /** Switches from `previous` to `next`; null: the ring is empty. `calm`: no point for a soft interrupt. W3 */
  go(previous: Tasklet, next: Tasklet | null, calm = false): unknown {
    if (next === null) return this.#revive(previous)
    if (previous !== next) this.mayLeave()
    const interrupted = this.#interrupts(previous, next, calm)
    this.#place(next)
    return this.#move(previous, interrupted === null ? next : this.#before(next, interrupted))
  }

  /** Like `go`, but not to be refused: from a tasklet that has ended. */
  leave(previous: Tasklet, next: Tasklet): void {
    this.#place(next)
    const interrupted = this.#interrupts(previous, next, false)
    this.#move(previous, interrupted === null ? next : this.#before(next, interrupted))
  }

  get now(): number {
    return this.clock?.() ?? this.switches
  }

  /** Throws if the running tasklet may not be switched out. */
  mayLeave(): void {
    if (this.trap > 0) throw theirs.switchTrap()
    if (this.nesting > 0) throw theirs.nativeFrame(this.nativeFrame)
  }

  /** A tasklet that is to run: out of its channel, into the ring. */
  #place(tasklet: Tasklet): void {
    if (tasklet.place === IN_QUEUE) (tasklet.channel as Channel).drop(tasklet)
    if (tasklet.place === FLOATING) this.append(tasklet)
  }

  /** To the end of the ring. A tasklet of no world (a restored one) belongs to this one from now on. */
  append(tasklet: Tasklet): void {
    this.claim(tasklet)
    this.ring.append(tasklet)
  }

  claim(tasklet: Tasklet): void {
    if (tasklet.world === this) return
    if (tasklet.world !== null && (tasklet.place !== FLOATING || tasklet === tasklet.world.main)) throw theirs.foreign()
    tasklet.world = this
  }

  #move(previous: Tasklet, next: Tasklet): unknown {
    this.ring.head = next
    if (previous === next) return taken(previous)
    if (this.onSchedule !== null) this.#report(previous, next)
    this.current = next
    if (this.limit?.total !== true) this.grant()
    this.switches++
    this.counts.switched++
    next.timesSwitchedTo++
    return AWAY
  }

  /** semantics 1.9: errors of the callback are reported, and change nothing. W7 */
  #report(previous: Tasklet, next: Tasklet): void {
    try {
      this.onSchedule?.(previous, next)
    } catch (error) {
      this.mishaps.push(error)
    }
  }

  /** The ring is empty, and `previous` leaves it (semantics 1.10). */
  #revive(previous: Tasklet): unknown {
    const waiter = this.waiter
    const before = waiter.tempval
    if (waiter.place === FLOATING) {
      // A tasklet blocked in sendException leaves its bomb to the waiter, too: Stackless does so.
      if (previous.tempval instanceof Bomb) waiter.tempval = previous.tempval
      try {
        return this.go(previous, waiter)
      } catch (error) {
        waiter.tempval = before
        throw error
      }
    }
    waiter.tempval = undefined
    previous.tempval = new Bomb(theirs.deadlock())
    return this.go(previous, previous)
  }

  /** The soft interrupt: its waiter goes before the one who would run next. Null if there is none now. */
  #interrupts(previous: Tasklet, next: Tasklet, calm: boolean): Tasklet | null {
    const limit = this.limit
    if (limit === null) return null
    const { waiter } = limit
    if (previous !== next && previous !== waiter && isReached(limit)) previous.pending = true
    if (!previous.pending) return null
    previous.pending = false
    if (waiter === next) return null // run() returns anyhow
    if (calm || this.trap > 0 || this.nesting > 0 || waiter.place !== FLOATING) {
      next.pending = true
      return null
    }
    return waiter
  }

  #before(next: Tasklet, waiter: Tasklet): Tasklet {
    this.ring.insert(waiter, next)
    return waiter
  }
}

/** Between two tasklets: is it time to return? It is, too, if `until` throws. W7 */
function isReached(limit: Limit): boolean {
  const { tasklets, until, outcome } = limit
  if (outcome !== undefined || (tasklets > 0 && ++limit.ran >= tasklets)) return true
  try {
    return Boolean(until?.())
  } catch (error) {
    limit.outcome = new Bomb(error)
    return true
  }
}

/** Takes the value a tasklet is resumed with out of its mailbox. */
export function taken(tasklet: Tasklet): unknown {
  const value = tasklet.tempval
  tasklet.tempval = undefined
  return value
}

let running: World | null = null

/** W5 */
export function inside<T>(world: World, body: () => T): T {
  const before = running
  running = world
  try {
    return within({ meter: world }, () => {
      world.grant()
      return body()
    })
  } finally {
    running = before
  }
}

/** The world that runs now. Throws STACKLESS_NOT_RUNNING. */
export function worldOf(what: string): World {
  if (running === null) throw theirs.noWorld(what)
  return running
}

export function runningWorld(): World | null {
  return running
}
