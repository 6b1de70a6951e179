// runMain, and the loop that runs a world: whoever is current, until main has ended.
//
//   LO1. A tasklet that is switched to takes its tempval, and its frames run (the runtime's dispatch loop) until they yield
//        an action or end.
//   LO2. An error that nobody caught goes to the error handler, or else to the innermost waiter, which is run at once,
//        before everybody else (semantics 1.8).
//   LO3. When main ends, the others are dropped: their `finally` blocks do not run (semantics 1.11).
//
// Called by: programs. Calls: the runtime's dispatch loop, world.ts, settle.ts.

import { advance, AWAY, checkpoint, enterOf, nativeFrame, NEXT, stealFrame, stepping, TaskletExit, THROW, type Frame, type Mode } from '@stillframe/runtime/abi'
import { Action } from './actions.ts'
import { Bomb, theirs } from './errors.ts'
import { IN_QUEUE } from './ring.ts'
import { settle, unwind } from './settle.ts'
import { Tasklet, type Func } from './tasklet.ts'
import { inside, taken, World } from './world.ts'

/** Nothing was thrown. */
const NONE: unique symbol = Symbol('none')

export interface MainOptions {
  /** Gets what schedule callbacks throw, and an error of `until` where run() has another outcome. Default: runMain throws the first of them when main has ended. */
  onMishap?: (error: unknown) => void
  /** The clock of startTime and endTime. Default: the number of switches. */
  clock?: () => number
}

/** Runs a program: `body` is the main tasklet. Gives what it returns, throws what it throws. */
export function runMain<R>(body: () => Generator<unknown, R, unknown>, options: MainOptions = {}): R {
  const main = new Tasklet(body, [])
  const world = new World(main, options.clock)
  const result = inside(world, () => dispatch(world))
  for (const error of world.mishaps) {
    if (options.onMishap === undefined) throw error
    options.onMishap(error)
  }
  return result as R
}

function dispatch(world: World): unknown {
  for (;;) {
    const tasklet = world.current
    let value: unknown
    let mode: Mode = NEXT
    try {
      value = unwind(settle(world, tasklet, taken(tasklet)))
      if (tasklet.start !== null) {
        const finished = begin(world, tasklet)
        if (tasklet.top === null) {
          if (tasklet === world.main) return finished
          end(world, tasklet, NONE)
          continue
        }
        value = undefined
      }
    } catch (error) {
      value = error
      mode = THROW
    }
    if (tasklet.top === null) { // thrown into before it started, or by its function
      tasklet.start = null
      if (tasklet === world.main) throw value
      end(world, tasklet, value)
      continue
    }
    let outcome: unknown
    try {
      outcome = slice(world, tasklet, value, mode)
    } catch (error) {
      if (tasklet === world.main) throw error
      end(world, tasklet, error)
      continue
    }
    if (tasklet.top !== null) continue
    if (tasklet === world.main) return outcome
    end(world, tasklet, NONE)
  }
}

/** Calls the function of a tasklet that runs for the first time. One that is no generator function has run then. */
function begin(world: World, tasklet: Tasklet): unknown {
  const args = tasklet.start as unknown[]
  tasklet.start = null
  tasklet.startTime = world.now
  const manager = tasklet.contextManager?.() ?? null
  manager?.enter?.()
  tasklet.entered = manager
  return call(tasklet, tasklet.func as Func, args)
}

function call(tasklet: Tasklet, func: Function, args: readonly unknown[]): unknown {
  const enter = enterOf(func)
  const result: unknown = enter === undefined ? Reflect.apply(func, undefined, args) : enter(null, undefined, ...args)
  tasklet.top = enter === undefined ? frameIn(result, func) : (result as Frame)
  return result
}

/** The frame of what `func` gave; null if that is no generator. Throws NOT_A_GENERATOR. */
function frameIn(result: unknown, func: Function): Frame | null {
  const frame = stealFrame(result)
  if (frame !== undefined) return frame
  const isGenerator = typeof (result as Generator | null | undefined)?.next === 'function' && typeof (result as Generator).throw === 'function'
  if (!isGenerator) return null
  if (Symbol.asyncIterator in (result as object)) throw theirs.notGenerator(func.name || 'anonymous') // its `next` gives promises, none of them done
  return nativeFrame(result)
}

/** Runs a tasklet until it leaves or ends. LO1 */
function slice(world: World, tasklet: Tasklet, resumeValue: unknown, resumeMode: Mode): unknown {
  let value = resumeValue
  let mode = resumeMode
  for (;;) {
    let out = advance(tasklet, value, mode)
    if (tasklet.top === null) return out
    if (tasklet.top.code.raw) out = (out as IteratorResult<unknown>).value
    mode = NEXT
    try {
      value = perform(out)
      if (value === AWAY) return AWAY
    } catch (error) {
      value = error
      mode = THROW
    }
    if (world.limit !== null && interrupted(world, tasklet, value, mode)) return AWAY
  }
}

/** Does what a frame has yielded. Throws STACKLESS_FOREIGN_OPERATION. */
export function perform(yielded: unknown): unknown {
  if (yielded instanceof Action) return yielded.perform()
  if (yielded === checkpoint) return undefined // its timeout is over: `interrupted` takes it out
  if (yielded === undefined) return schedule.perform()
  throw theirs.notOurs(wordsFor(yielded))
}

/** A bare `yield` is schedule(). */
const schedule = new Action<unknown>('schedule', null, [])

function wordsFor(value: unknown): string {
  const words = (value as { describe?: () => string } | null)?.describe?.()
  return words ?? (typeof value === 'object' || typeof value === 'function' ? 'an object' : String(value))
}

/** An operation has been answered at once, or a checkpoint passed: is the timeout over? A hard one takes the tasklet out here, answer and all. */
function interrupted(world: World, tasklet: Tasklet, value: unknown, mode: Mode): boolean {
  const limit = world.limit
  if (limit === null || --stepping.allowance > 0 || !world.expired()) return false
  tasklet.tempval = mode === THROW ? new Bomb(value) : value
  world.ring.remove(tasklet)
  if (limit.outcome instanceof Bomb) world.mishaps.push(limit.outcome.error)
  limit.outcome = tasklet
  world.go(tasklet, limit.waiter)
  return true
}

/** A tasklet has ended, or was killed before it started. LO2 */
function end(world: World, tasklet: Tasklet, outcome: unknown): void {
  const error = handled(tasklet, left(tasklet, outcome))
  let bomb = error === NONE || error instanceof TaskletExit ? null : new Bomb(error)
  if (bomb !== null && world.errorHandler !== null && !tasklet.dying) {
    tasklet.dying = true
    try {
      call(tasklet, world.errorHandler, [error])
      if (tasklet.top !== null) return // the handler may schedule: it goes on as this tasklet
      bomb = null
    } catch (handlers) {
      bomb = handlers instanceof TaskletExit ? null : new Bomb(handlers)
    }
  }
  tasklet.dying = false
  const waiter = world.waiter
  const follower = tasklet.after === tasklet ? null : tasklet.after
  if (follower === null && waiter.place === IN_QUEUE && bomb === null) {
    bomb = new Bomb(waiter.channel !== null && waiter.channel.waiting < 0 ? theirs.mainReceives() : theirs.mainSends())
  }
  const next = bomb !== null || follower === null ? waiter : follower
  if (bomb !== null) waiter.tempval = bomb
  world.ring.remove(tasklet)
  world.leave(tasklet, next)
  tasklet.tempval = undefined
  tasklet.pending = false
  tasklet.endTime = world.now
  world.counts.completed++
}

/** The context manager is left. What it throws takes the place of the error. */
function left(tasklet: Tasklet, error: unknown): unknown {
  const manager = tasklet.entered
  tasklet.entered = null
  try {
    manager?.exit?.(error === NONE ? undefined : error)
    return error
  } catch (another) {
    return another
  }
}

/** The tasklet's own exception handler, and dontRaise. */
function handled(tasklet: Tasklet, error: unknown): unknown {
  if (error === NONE || error instanceof TaskletExit || tasklet.dying) return error
  if (tasklet.exceptionHandler === null) return tasklet.dontRaise ? NONE : error
  try {
    tasklet.exceptionHandler(error)
  } catch {
    // CCP: its own error is dropped.
  }
  return NONE
}

