// The functions of Stackless' module, in camelCase. All but those that return an Action answer at once.
//
// Called by: programs. Calls: world.ts, actions.ts, atomic.ts.

import { Action, type RunOptions } from './actions.ts'
import { AtomicBlock } from './atomic.ts'
import { theirs } from './errors.ts'
import { Channel } from './channel.ts'
import { Tasklet, type Func } from './tasklet.ts'
import { runningWorld, worldOf, type ChannelCallback, type ErrorHandler, type RunCounts, type ScheduleCallback } from './world.ts'

/** A new tasklet: not alive with a function alone, paused with a call to make. */
export function tasklet(func?: Func | null, args?: readonly unknown[] | null, options?: object | null): Tasklet {
  return new Tasklet(func, args, options)
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function channel<T = any>(): Channel<T> {
  return new Channel<T>()
}

/** Runs the ring until it is empty, or the timeout is over: then it gives the tasklet that was taken out. Throws what a tasklet throws. */
export function run(options: RunOptions = {}): Action<Tasklet | undefined> {
  return new Action('run', null, [options])
}

/** Lets the others run. Gives `value`, or the running tasklet itself. */
export function schedule<T = Tasklet>(...value: [] | [T]): Action<T> {
  return new Action('schedule', null, value)
}

/** Leaves the ring: somebody else must insert or run the tasklet. Gives its tempval then. */
export function scheduleRemove<T = Tasklet>(...value: [] | [T]): Action<T> {
  return new Action('scheduleRemove', null, value)
}

/** A point where a hard timeout may take the tasklet out. (Ours: Stackless counts instructions instead.) */
export function checkpoint(): Action<void> {
  return new Action('checkpoint', null, [])
}

export function getCurrent(): Tasklet {
  return worldOf('getCurrent()').current
}

export function getMain(): Tasklet {
  return worldOf('getMain()').main
}

/** How many tasklets are in the ring, the running one included. */
export function getRuncount(): number {
  return worldOf('getRuncount()').ring.length
}

/** Adds `change` to the level and gives the old one. While it is above 0, every real switch throws RuntimeError "switch_trap". */
export function switchTrap(change: number): number {
  const world = worldOf('switchTrap()')
  const before = world.trap
  world.trap = before + change
  return before
}

/** Gives the old callback; null: none. Throws TypeError if it is no function. */
export function setScheduleCallback(callback: ScheduleCallback | null): ScheduleCallback | null {
  const world = worldOf('setScheduleCallback()')
  const before = world.onSchedule
  world.onSchedule = callable(callback, 'schedule callback must be a callable or None')
  return before
}

export function getScheduleCallback(): ScheduleCallback | null {
  return worldOf('getScheduleCallback()').onSchedule
}

/** Gives the old callback; null: none. Throws TypeError if it is no function. */
export function setChannelCallback(callback: ChannelCallback | null): ChannelCallback | null {
  const world = worldOf('setChannelCallback()')
  const before = world.onChannel
  world.onChannel = callable(callback, 'channel callback must be a callable or None')
  return before
}

export function getChannelCallback(): ChannelCallback | null {
  return worldOf('getChannelCallback()').onChannel
}

/** Gives the old handler; null: none. Throws TypeError if it is no function. */
export function setErrorHandler(handler: ErrorHandler | null): ErrorHandler | null {
  const world = worldOf('setErrorHandler()')
  const before = world.errorHandler
  world.errorHandler = callable(handler, 'error handler must be a callable or None')
  return before
}

function callable<F>(value: F | null, otherwise: string): F | null {
  if (value !== null && typeof value !== 'function') throw theirs.wrong(otherwise)
  return value
}

/** `using _ = atomic()`: the tasklet is atomic until the end of the block, and then what it was before. */
export function atomic(): Disposable {
  const tasklet = getCurrent()
  return new AtomicBlock(tasklet, tasklet.setAtomic(true))
}

/** The innermost tasklet that is inside run(), or else main: it gets errors that nobody caught. Null outside of runMain. */
export function getWaiter(): Tasklet | null {
  return runningWorld()?.waiter ?? null
}

/** How many tasklets are inside run(): Stackless' watchdog stack. */
export function getWaiterCount(): number {
  return worldOf('getWaiterCount()').waiters.length
}

/** CCP: what the last run() with a limit did. */
export function getRunCounts(): RunCounts {
  return { ...worldOf('getRunCounts()').counts }
}
