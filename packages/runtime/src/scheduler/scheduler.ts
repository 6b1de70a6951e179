// The scheduler: who runs next, the clock, timers, requests. All live state of a world hangs from here.
//
//   S1. `current` is the RUNNING tasklet, the first of the ring, or null when nobody runs; the others in the ring are READY.
//   S2. Every tasklet alive is in the ring, or waits in a sleep that the timers know of, or is in the list of those who have parked (R5). Who ended
//       stays there until they are most of it: then all of them go. (To take each out at once it would have to know its place, 8 bytes.)
//   S3. Completions from outside go to `inbox`, and are drained only at the start of run(): nothing changes under a step.
//   S4. Time, random numbers and ids come from here and are captured with it.
//   S5. With a tape (tape.ts), time and completions are taken in at the places that S3 names alone, each at its number of switches.
//
// Long because it is the one place where the turns of tasklets, time and what comes from outside meet.
// Called by: the host. Calls: loop.ts, tasklet.ts, timers.ts, request.ts.

import { frameOf, type Body } from '../frames/body.ts'
import { Budget } from './budget.ts'
import { StillframeError, TaskletExit } from '../errors.ts'
import * as theirs from '../errors.ts'
import { DONE, NEXT, THROW, type Frame, type Mode } from '../frames/frame.ts'
import { pause, turn, wallClock, type Clock } from './host.ts'
import { advance, failed, proceed } from '../frames/loop.ts'
import { membersOf, Ring } from './ring.ts'
import { AWAY, Operation } from './operation.ts'
import type { Completion, RunOptions, RunReport, SchedulerOptions } from './options.ts'
import { Random } from './random.ts'
import { PROMISE, type Request, type RequestHandler, type RequestRun } from './request.ts'
import { runningScheduler, stepping, within } from './running.ts'
import type { Scope } from '../lifetimes/scope.ts'
import { enqueue, FAILED, finish, FINISHED, KILLED, mustExit, noTies, READY, resume, RUNNING, Tasklet, type Home, type Ties } from './tasklet.ts'
import { Timers } from './timers.ts'
import { trace } from '../frames/trace.ts'

/**
 * How many turns are counted together. (The engine replaces a loop that runs for long by code that knows less than what it makes of a
 * function that is called often.)
 */
const STRETCH = 1000

/** A world of tasklets: who is ready, who sleeps, who has asked for something. One runs at a time, while `run()` or `drive()` lets them. */
export class Scheduler implements Home {
  running = false
  /** X1 */
  nativeFrame: string | null = null
  ring: Ring = new Ring()
  timers: Timers = new Timers()
  requests: Map<string, Request<unknown>> = new Map()
  unissued: Set<Request<unknown>> = new Set()
  inbox: Completion[] = []
  /** The ties of the last four kinds of spawns. T6 */
  readonly #recent: Ties[] = [noTies, noTies, noTies, noTies]
  alive = 0
  nextOrder = 1
  lastTasklet = 0
  lastId = 0
  declare randomSource: Random
  shuffle = false
  virtual = false
  /** The time of the last look at the clock; with a virtual clock, the time itself. */
  time = 0
  host: SchedulerOptions = {}
  clock: Clock = wallClock
  /** Of this run, or the last. */
  budget: Budget = new Budget({})
  /** Slices since this scheduler was made. S5 */
  #switches = 0
  /** Where the running step is about to spawn. trace.ts, TR3 */
  spawnPlace = ''
  #errors: unknown[] = []
  #wake: (() => void) | null = null
  #driven = false

  constructor(options: SchedulerOptions = {}) {
    this.randomSource = new Random(options.seed ?? 1)
    this.attach(options)
  }

  /** Gives a restored scheduler its host again: clock, handlers, `onUncaught`. Pending requests are issued again, by their policy. */
  attach(options: SchedulerOptions): this {
    this.host = { ...this.host, ...options }
    const { clock } = options
    if (clock) {
      this.virtual = clock === 'virtual'
      this.clock = typeof clock === 'object' ? clock : wallClock
    }
    this.shuffle = options.shuffle ?? this.shuffle
    for (const request of this.requests.values()) this.#reissue(request)
    return this
  }

  /** S1 */
  get current(): Tasklet | null {
    const { first } = this.ring
    return first?.place === RUNNING ? first : null
  }

  /** A new tasklet, at the end of the ring. Throws NOT_A_GENERATOR. */
  spawn<A extends unknown[], R>(body: Body<A, R>, ...args: A): Tasklet<R> {
    const before = stepping.scheduler
    stepping.scheduler = this
    try {
      return this.start(frameOf(body, ...args), body.name || 'anonymous', null)
    } finally {
      stepping.scheduler = before
    }
  }

  /** A new tasklet that runs `frame`; it inherits the context of the running one. */
  start<R>(frame: Frame, name: string, scope: Scope | null): Tasklet<R> {
    const tasklet = new Tasklet<R>(++this.lastTasklet, frame, this.#tiesOf(name, scope))
    this.alive++
    this.ring.push(tasklet) // (`enqueue`, written out so that the engine puts it in line: a spawn takes 60 ns, not 70)
    this.wake()
    return tasklet
  }

  /** The ties of who is spawned now: those of who was spawned alike, if that was lately. T6 */
  #tiesOf(name: string, scope: Scope | null): Ties {
    const { name: spawner, context } = this.current?.ties ?? noTies
    const { spawnPlace: spawnedAt } = this
    this.spawnPlace = ''
    for (let i = 0; i < 4; i++) { // (`for-of` is a call of a builtin on Node 24, where this is called from outside)
      const its = this.#recent[i] as Ties
      if (its.name === name && its.scope === scope && its.context === context && its.spawner === spawner && its.spawnedAt === spawnedAt) return its
    }
    return this.#recent[this.lastTasklet % 4] = { name, home: this, scope, context, spawner, spawnedAt, joiners: null, exit: null } // (no copy, whose hidden class would be another)
  }

  /** Takes in a tasklet that was restored without its scheduler: it goes on where it stood. */
  adopt<R>(tasklet: Tasklet<R>): Tasklet<R> {
    if (!tasklet.alive || tasklet.home === this) return tasklet
    if (tasklet.home !== null) throw theirs.foreign(tasklet.name)
    tasklet.ties = { ...tasklet.ties, home: this }
    this.alive++
    this.ring.parked.push(tasklet)
    if (tasklet.parkedOn === null) enqueue(tasklet)
    else tasklet.parkedOn.adopted(this)
    return tasklet
  }

  /** Home: a tasklet ended. S2 */
  ended(): void {
    if (this.ring.parked.length > 4 * --this.alive + 64) this.ring.parked = this.ring.parked.filter((tasklet) => tasklet?.top)
  }

  /** Home: an error nobody joined for. */
  uncaught(error: unknown, tasklet: Tasklet): void {
    if (this.host.onUncaught) this.host.onUncaught(error, tasklet)
    else this.#errors.push(error)
    stepping.quiet = 0
  }

  /** Home: somebody became ready while nobody runs. */
  wake(): void {
    this.#wake?.()
  }

  /** The tasklets alive, oldest first. */
  tasklets(): Tasklet[] {
    return [...new Set([...membersOf(this.ring), ...this.ring.parked, ...this.timers.heap.map(({ tasklet }) => tasklet as Tasklet)])].filter((tasklet) => tasklet?.top).sort((a, b) => a.id - b.id)
  }

  /** Milliseconds on this scheduler's clock; it does not run backwards. */
  get now(): number {
    if (!this.virtual && this.host.tape === undefined) this.look()
    return this.time
  }

  look(): void {
    this.time = Math.max(this.time, this.clock.now())
  }

  get nextDueMs(): number | undefined {
    return this.timers.times[0]
  }

  /** A number in [0, 1) from the scheduler's own source. */
  random(): number {
    return this.randomSource.next()
  }

  /** 1, 2, 3 ...: never the same twice in the life of this scheduler, restores included. */
  nextId(): number {
    return ++this.lastId
  }

  handlerOf(kind: string): RequestHandler | undefined {
    const { handlers, tape } = this.host
    if (kind === PROMISE || tape?.plays) return askPromise // a replay asks nobody
    return handlers !== undefined && Object.hasOwn(handlers, kind) ? handlers[kind] : undefined
  }

  /** Answers a pending request; its tasklet goes on at the next run(). Throws NOT_PENDING. */
  complete(id: string, value: unknown): void {
    this.#settle(id, true, value)
  }

  /** Fails a pending request: `error` is thrown into its tasklet. Throws NOT_PENDING. */
  fail(id: string, error: unknown): void {
    this.#settle(id, false, error)
  }

  #settle(id: string, ok: boolean, value: unknown): void {
    const request = this.requests.get(id)
    if (request === undefined || request.settled) throw theirs.notPending(id)
    request.settled = true
    this.inbox.push({ id, ok, value })
    this.wake()
  }

  /** Hands the requests recorded since the last call to their handlers. run() does so unless `autoIssue` is false. */
  issue(): void {
    for (const request of this.unissued) { // those that are added meanwhile, too
      this.unissued.delete(request)
      if (this.requests.has(request.id)) this.#start(request)
    }
  }

  #start(request: Request<unknown>): void {
    if (this.host.tape?.plays) return
    const { id, kind, args } = request
    const settle = (ok: boolean, value: unknown): void => {
      if (this.requests.get(id)?.settled === false) this.#settle(id, ok, value)
    }
    try {
      const handler = this.handlerOf(kind)
      if (handler === undefined) throw theirs.noHandler(kind)
      const answer = (typeof handler === 'object' ? handler.run : handler)(args, request.context()) as Partial<PromiseLike<unknown>> | null | undefined
      if (kind === PROMISE) request.args = answer // W1
      if (typeof answer?.then === 'function') answer.then((value) => settle(true, value), (error: unknown) => settle(false, error))
      else settle(true, answer)
    } catch (error) {
      settle(false, error)
    }
  }

  #reissue(request: Request<unknown>): void {
    if (request.settled || this.unissued.has(request)) return
    const handler = this.handlerOf(request.kind)
    if ((handler as { onRestore?: string } | undefined)?.onRestore === 'fail') {
      this.fail(request.id, new StillframeError('REQUEST_LOST', `request ${request.id} "${request.kind}" was pending`))
    } else if (handler !== undefined) {
      this.unissued.add(request)
    }
  }

  /** Runs whoever is ready until nobody is, or the budget is used up. Throws an uncaught error if there is no `onUncaught`. */
  run(options: RunOptions = {}): RunReport {
    if (this.running) throw theirs.reentered()
    this.running = true
    try {
      return within({ scheduler: this, ring: this.ring, meter: this }, () => this.#run(options))
    } finally {
      this.running = false
    }
  }

  #run(options: RunOptions): RunReport {
    const { maxSwitches = Infinity } = options
    const { ring } = this
    const budget = this.budget = new Budget(options)
    stepping.allowance = budget.grant()
    let switches = 0
    let reason: RunReport['reason'] | undefined
    for (;;) {
      const stop = this.#takeIn()
      this.#fireTimers()
      budget.begin()
      while (ring.first !== null && this.#switches < stop) {
        if (switches >= maxSwitches) {
          reason = 'switches'
          break
        }
        const turns = this.#turns(Math.min(maxSwitches - switches, stop - this.#switches, STRETCH))
        switches += turns
        this.#switches += turns
        if (this.#errors.length > 0) throw this.#errors.shift()
        if (budget.over) {
          reason = budget.spent
          break
        }
      }
      if (this.host.autoIssue !== false) this.issue()
      if (reason !== undefined) break
      if (this.inbox.length > 0 || ring.length > 0 || this.#switches >= stop) continue // handlers may have woken somebody
      const due = this.nextDueMs
      if (due === undefined) break
      if (this.virtual && this.requests.size === 0) this.time = Math.max(this.time, due)
      else if (due > this.now) break
    }
    const { nextDueMs, requests: { size } } = this
    return {
      switches,
      reason: reason ?? (this.alive === 0 ? 'done' : size > 0 || nextDueMs !== undefined ? 'waiting' : 'deadlock'),
      alive: this.alive,
      ready: this.ring.length,
      nextDueMs,
      pendingRequests: size,
      interrupted: budget.interrupted,
      overran: budget.overran,
    }
  }

  /** The allowance is used up: is the budget, too? Otherwise there is a new allowance. With a tape, turns are whole. CP1 */
  expired(): boolean {
    const { allowance } = stepping // -1; less where nobody performs in place (G3)
    const isOver = allowance >= -2 && this.host.tape === undefined && this.budget.expired()
    if (isOver) stepping.quiet = 0 // the run ends with this turn, also for who waits now
    else if (allowance < -2) stepping.allowance += 2
    else stepping.allowance = this.budget.grant() ^ (allowance + 1)
    return isOver
  }

  /** Home: the running tasklet leaves, because the budget is used up. It goes to the end of the ring, unless it keeps its turn. */
  interrupt(tasklet: Tasklet, value: unknown, mode: Mode): void {
    resume(tasklet, value, mode)
    this.budget.interrupted = tasklet
    if (!this.budget.keepTurn) this.ring.rotate() // R3
  }

  /**
   * Lets those who are ready run in turn, at most `limit` times, and no longer than the budget lasts. What is rare stands
   * in methods of its own, here and below: the engine inlines a few hundred bytes of code, and each call costs 2 ns.
   */
  #turns(limit: number): number {
    const { ring, budget } = this
    let turns = 0
    this.#prepare(limit)
    for (let tasklet = ring.first; tasklet !== null; tasklet = ring.first) {
      const frame = tasklet.top
      if (frame === null) { // R4
        ring.length++
        ring.shift()
        continue
      }
      turns++
      const { inbox, place } = tasklet
      tasklet.inbox = undefined
      tasklet.place = RUNNING
      try {
        if (place !== READY) { // RAISED (null is known to the engine; for a constant of the module it looks each time)
          this.#act(tasklet, this.#raise(tasklet, inbox))
        } else {
          const out = step(tasklet, frame, inbox)
          if (tasklet.place === RUNNING) { // (otherwise IP3)
            if (out === undefined && frame.pc !== DONE && tasklet.ties.exit === null) { // a bare yield, the commonest of all
              tasklet.place = READY
              ring.rotate() // R3
            } else {
              this.#act(tasklet, this.#asks(tasklet, frame, out))
            }
          }
        }
      } catch (error) {
        this.#threw(tasklet, error)
      }
      if (turns >= stepping.quiet) {
        if (this.#errors.length > 0 || budget.over || (budget.timed && budget.isOver(tasklet)) || turns >= limit) break
        this.#prepare(limit)
      }
    }
    return turns
  }

  /** Before turns that end quietly, or one that may not. In a world that shuffles: who is next. */
  #prepare(limit: number): void {
    stepping.allowance ^= stepping.allowance >> 31 // G3
    stepping.quiet = this.shuffle || this.budget.timed ? 0 : limit
    const { ring } = this
    if (!this.shuffle || ring.length === 0) return
    for (let skip = this.randomSource.below(ring.length); ring.first?.top === null || skip-- > 0;) ring.rotate() // R4
  }

  /** Throws into a tasklet. */
  #raise(tasklet: Tasklet, error: unknown): Operation<unknown> | null {
    trace(error)
    return this.#wants(tasklet, advance(tasklet, error, THROW))
  }

  /** The first frame of a turn threw, or the outermost. */
  #threw(tasklet: Tasklet, error: unknown): void {
    if (!tasklet.alive) throw error // not the tasklet's: of a handler that was told of its end
    let last = error
    while (tasklet.top !== null) {
      try {
        return this.#act(tasklet, this.#wants(tasklet, failed(tasklet, tasklet.top, last)))
      } catch (another) {
        if (!tasklet.alive) throw another
        last = another
      }
    }
    trace(last)
    finish(tasklet, last instanceof TaskletExit ? KILLED : FAILED, last)
  }

  /** Does what a tasklet asks for, until it leaves: parks, gives way, yields or ends. */
  #act(tasklet: Tasklet, asked: Operation<unknown> | null): void {
    for (let operation = asked; operation !== null;) {
      let value: unknown
      let mode: Mode = NEXT
      try {
        value = operation.perform(tasklet)
      } catch (error) {
        value = error
        mode = THROW
      }
      const isOver = --stepping.allowance < 0 && this.expired()
      if (value === AWAY) return
      if (isOver) return this.interrupt(tasklet, value, mode)
      const frame = tasklet.top as Frame
      operation = mode === NEXT ? this.#asks(tasklet, frame, step(tasklet, frame, value)) : this.#raise(tasklet, value)
    }
  }

  /** The operation that a tasklet asks for whose innermost frame was stepped and gave `out`; null if its turn is over. */
  #asks(tasklet: Tasklet, frame: Frame, out: unknown): Operation<unknown> | null {
    if (tasklet.place !== RUNNING) return null // IP3
    const { exit } = tasklet.ties
    if (exit === null && out instanceof Operation && frame.pc !== DONE) return out
    return this.#wants(tasklet, proceed(tasklet, frame, out, exit))
  }

  /** The same where `out` is what came out of its outermost frame. */
  #wants(tasklet: Tasklet, out: unknown): Operation<unknown> | null {
    const { top } = tasklet
    if (top === null) {
      finish(tasklet, FINISHED, out)
      return null
    }
    if (tasklet.ties.exit !== null && mustExit(tasklet)) { // T4, through the ring: a loop that swallows it keeps nobody else waiting
      resume(tasklet, tasklet.ties.exit, THROW)
    } else {
      const asked = top.code.raw && typeof out === 'object' && out !== null ? (out as IteratorResult<unknown>).value : out
      if (asked instanceof Operation) return asked
      if (tasklet.place !== RUNNING) return null // IP3
      tasklet.place = READY
    }
    this.ring.rotate() // R3
    return null
  }

  #fireTimers(): void {
    const { timers, now } = this
    while ((timers.times[0] as number) <= now) timers.shift().fire()
  }

  /** S3: takes in what came from outside; gives the number of switches at which to look again. S5 */
  #takeIn(): number {
    const { tape } = this.host
    if (tape !== undefined) return tape.takeIn(this, this.#switches)
    if (this.inbox.length > 0) for (const completion of this.inbox.splice(0)) this.deliver(completion)
    return Infinity
  }

  /** Hands an answer to the tasklet that waits for it: false if it was killed meanwhile. For tapes. */
  deliver({ id, ok, value }: Completion): boolean {
    this.requests.get(id)?.settle(ok, value)
    return this.requests.delete(id)
  }

  /**
   * Runs on the host's event loop, in slices of `sliceMs` (default 5), until no tasklet is alive, or none can ever be
   * woken (reason 'deadlock'), or `signal` aborts. Throws ALREADY_RUNNING while it is driven already.
   */
  async drive(options: { sliceMs?: number; signal?: AbortSignal } = {}): Promise<RunReport> {
    const { sliceMs = 5, signal } = options
    if (this.#driven) throw theirs.reentered()
    this.#driven = true
    const wake = (): void => this.wake()
    signal?.addEventListener('abort', wake)
    try {
      for (;;) {
        const report = this.run({ budgetMs: sliceMs })
        const { reason, nextDueMs = Infinity } = report
        if (reason === 'done' || reason === 'deadlock' || signal?.aborted) return report
        if (reason === 'waiting' && this.inbox.length === 0) {
          // Virtual time stands still while the world outside is asked. (To resume twice does nothing.)
          await pause(this.virtual ? Infinity : nextDueMs - this.now, (resume) => { this.#wake = resume })
          this.#wake = null
          if (signal?.aborted) return report
        } else {
          await turn()
        }
      }
    } finally {
      signal?.removeEventListener('abort', wake)
      this.#driven = false
    }
  }
}

/** Steps the innermost frame itself. (loop.ts, L5) */
function step(tasklet: Tasklet, frame: Frame, value: unknown): unknown {
  return frame.code.step(frame, value, NEXT, tasklet.ties.exit)
}

const askPromise: RequestRun = (args, request) => (typeof args === 'function' ? (args as (signal: AbortSignal) => unknown)(request.signal) : args)

/** A new tasklet beside the running one. Throws NO_SCHEDULER outside of tasklets. */
export function spawn<A extends unknown[], R>(body: Body<A, R>, ...args: A): Tasklet<R> {
  return runningScheduler('spawn()').spawn(body, ...args)
}
