// A tasklet of Stackless: a chain of frames, a mailbox (`tempval`), flags, and a place in the ring or in a channel.
//
//   ST1. It is in one place: running (world.current), IN_RING ("scheduled"), IN_QUEUE of `channel` ("blocked", counts as
//        scheduled too), or FLOATING: paused if alive.
//   ST2. `start` is what a bound tasklet calls when it first runs; `top` is its innermost frame once it has started.
//        A function that was bound without arguments waits in `tempval`.
//   ST3. Everything a snapshot carries is a field here (kinds.ts); `world` is none of it.
//
//   transition                by
//   new -> bound              bind(func)
//   bound -> scheduled        setup
//   any dead -> paused        bind(func, args)
//   paused <-> scheduled      insert, remove
//   scheduled -> running      actions that switch
//   running -> dead           loop.ts
//
// Called by: programs, every room. Calls: actions.ts.

import { closureOf, isNative, TaskletExit, type CodeMeta, type Frame } from '@stillframe/runtime/abi'
import { Action } from './actions.ts'
import type { Channel } from './channel.ts'
import { theirs } from './errors.ts'
import { errorFrom, errorOf, type ErrorClass } from './raise.ts'
import { FLOATING, IN_QUEUE, IN_RING, type Place } from './ring.ts'
import { AS_IS, type Resume } from './settle.ts'
import { worldOf, type World } from './world.ts'

/** What a tasklet runs: a generator function, or a function that needs not switch. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Func<A extends unknown[] = any[]> = (...args: A) => unknown

/** Wraps the function of a tasklet. What `exit` throws takes the place of the error it gets. */
export interface ContextManager {
  enter?(): void
  exit?(error: unknown): void
}

export class Tasklet {
  world: World | null = null
  place: Place = FLOATING
  after: Tasklet | null = null
  before: Tasklet | null = null
  channel: Channel | null = null
  func: Func | null = null
  start: readonly unknown[] | null = null
  top: Frame | null = null
  /** The mailbox: what it sends, what it is resumed with, an error to be thrown (a Bomb). */
  tempval: unknown = undefined
  resume: Resume = AS_IS
  /** May not be interrupted by a hard timeout. */
  atomic = false
  /** May not be blocked: send and receive throw instead. */
  blockTrap = false
  /** A timeout has passed, and waits for its moment. */
  pending = false
  /** Its body has thrown, and the error handler runs in it. */
  dying = false
  /** CCP: an error of it that nobody caught is dropped. */
  dontRaise = false
  /** CCP: gets an error that nobody caught, instead of run(). What it throws itself is dropped. */
  exceptionHandler: ((error: unknown) => void) | null = null
  /** CCP: gives what is entered before its function runs, and left after it. */
  contextManager: (() => ContextManager) | null = null
  entered: ContextManager | null = null
  /** CCP: how often it was switched to since it was bound. */
  timesSwitchedTo = 0
  /** CCP: when it first ran and ended, on the clock given to runMain, or else in switches; 0 before. */
  startTime = 0
  endTime = 0

  constructor(func?: Func | null, args?: readonly unknown[] | null, options?: object | null) {
    this.bind(func, args, options)
  }

  /** The name of its function. */
  get name(): string {
    return this.func?.name || 'anonymous'
  }

  /** Has something to run, or runs. */
  get alive(): boolean {
    return this.top !== null || this.start !== null || this.isCurrent
  }

  /** Alive, and in no chain. */
  get paused(): boolean {
    return this.place === FLOATING && this.alive && !this.isCurrent
  }

  /** Waits in a channel. */
  get blocked(): boolean {
    return this.place === IN_QUEUE
  }

  /** In the ring, or in a channel's queue. */
  get scheduled(): boolean {
    return this.place !== FLOATING
  }

  /** A copy from a snapshot could run: no native frame is in between. True for dead ones. */
  get restorable(): boolean {
    if (this.isCurrent && this.nestingLevel > 0) return false
    for (let frame = this.top; frame !== null; frame = frame.up) if (isNative(frame)) return false
    return true
  }

  /** CCP: the module of its function, and the line it begins at; '' and 0 for a function that was not compiled. */
  get fileName(): string {
    return metaOf(this)?.module ?? ''
  }

  get lineNumber(): number {
    return metaOf(this)?.points[0]?.line ?? 0
  }

  get isMain(): boolean {
    return this.world?.main === this
  }

  get isCurrent(): boolean {
    return this.world?.current === this
  }

  /** The neighbour in the ring, or in the channel's queue: null at its end, and in no chain. */
  get next(): Tasklet | null {
    return this.after
  }

  get prev(): Tasklet | null {
    return this.before
  }

  /** The innermost frame, or null if it has not started, or has ended. */
  get frame(): Frame | null {
    return this.top
  }

  /** How many dispatch loops native code has nested inside it (call); 0 wherever it can switch. */
  get nestingLevel(): number {
    return this.isCurrent ? (this.world as World).nesting : 0
  }

  /** How many frames it has; of the running tasklet: had when it was last resumed, and at least 1. */
  get recursionDepth(): number {
    let depth = 0
    for (let frame = this.top; frame !== null; frame = frame.up) depth++
    return depth
  }

  /**
   * Binds the tasklet to a function (`args` null), gives it a call to make (paused: it is not inserted), or, without
   * arguments, drops what it runs: its `finally` blocks do not run. `options` is passed on as one last argument.
   * Throws RuntimeError for a tasklet that is current, in the ring or in a channel, TypeError if `func` is no function.
   */
  bind(func?: Func | null, args?: readonly unknown[] | null, options?: object | null): this {
    if (func !== undefined && func !== null && typeof func !== 'function') throw theirs.wrong('tasklet function must be a callable or None')
    if (this.isCurrent) throw theirs.bindCurrent()
    if (this.scheduled) throw theirs.bindScheduled()
    const call = (args ?? null) !== null || (options ?? null) !== null
    if (!call && this.isMain) throw theirs.unbindMain()
    const target = func ?? this.func
    if (call && target === null) throw theirs.notBound()
    forget(this)
    this.func = func === undefined || func === null ? (call ? target : null) : func
    this.tempval = call ? undefined : this.func ?? undefined
    if (call) this.start = options === undefined || options === null ? [...(args ?? [])] : [...(args ?? []), options]
    return this
  }

  /** Gives the tasklet a call to make, and appends it to the ring. Throws RuntimeError if it is alive, or bound to nothing. */
  setup(...args: unknown[]): this {
    if (this.alive) throw theirs.alive()
    if (this.func === null) throw theirs.notBound()
    this.start = args
    this.tempval = undefined
    worldOf('setup()').append(this)
    return this
  }

  /** To the end of the ring, unless it is in it. Throws RuntimeError if it is blocked or dead. */
  insert(): this {
    if (this.place === IN_QUEUE) throw theirs.runBlocked()
    if (this.place === IN_RING) return this
    if (!this.alive) throw theirs.runDead()
    worldOf('insert()').append(this)
    return this
  }

  /** Out of the ring: it is paused, and keeps its tempval. Throws RuntimeError if it is blocked or current. */
  remove(): this {
    if (this.place === IN_QUEUE) throw theirs.removeBlocked()
    if (this.isCurrent) throw theirs.removeCurrent()
    if (this.place === IN_RING) (this.world as World).ring.remove(this)
    return this
  }

  /** Runs it now; the caller stays in the ring at its place. Gives the caller's tempval. */
  run(): Action<unknown> {
    return new Action('resume', this, [])
  }

  /** Runs it now; the caller is paused. */
  switch(): Action<unknown> {
    return new Action('switch', this, [])
  }

  /** Throws TaskletExit into it, now or (pending) when its turn comes. Does nothing to a dead tasklet. */
  kill(pending = false): Action<void> {
    return new Action('throw', this, [new TaskletExit(), true, pending])
  }

  /** Throws an error into it, with the arguments of Python's raise: a class and its argument, or an error. */
  throw(exception: unknown, value?: unknown, pending = false): Action<void> {
    const error = errorOf(exception, value)
    return new Action('throw', this, [error, error instanceof TaskletExit, pending])
  }

  /** Throws `new type(...args)` into it, now. */
  raiseException(type: ErrorClass, ...args: unknown[]): Action<void> {
    const error = errorFrom(type, args)
    return new Action('throw', this, [error, error instanceof TaskletExit, false])
  }

  /** While set, hard timeouts wait. Gives the old value. */
  setAtomic(flag: boolean): boolean {
    const before = this.atomic
    this.atomic = flag
    return before
  }
}

function metaOf(tasklet: Tasklet): CodeMeta | null {
  const { func } = tasklet
  return (func === null ? undefined : closureOf(func)?.record.code?.meta) ?? null
}

/** Drops what a tasklet runs, without running anything of it. */
function forget(tasklet: Tasklet): void {
  const { world } = tasklet
  if (world !== null) {
    const inRun = world.waiters.lastIndexOf(tasklet)
    if (inRun >= 0) world.waiters.splice(inRun, 1)
    if (world.limit?.waiter === tasklet) world.limit = null
  }
  tasklet.top = null
  tasklet.start = null
  tasklet.resume = AS_IS
  tasklet.dying = false
  tasklet.pending = false
  tasklet.entered = null
  tasklet.timesSwitchedTo = 0
  tasklet.startTime = 0
  tasklet.endTime = 0
}
