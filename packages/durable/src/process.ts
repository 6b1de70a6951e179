// A process: one program that outlives the operating system processes it runs in. Load, run until quiet, commit, act.
//
//   PR1. What a state asks of the world (requests) is begun only after that state is on the disk: write-ahead. A crash
//        at any moment leaves a state from which everything not yet answered is asked again, under the same id.
//   PR2. A commit happens whenever nobody is ready to run, and every `sliceMs` while somebody always is. Answers that
//        arrive together are one commit. A slice in which nobody ran changes nothing, and is not committed.
//   PR3. A commit that fails (disk full, a value that can't be saved) ends the run: the state before it is intact, and
//        nothing that followed from the new one has happened.
//   PR4. The process is done when its body has returned and nobody is ready, sleeping or waiting for a request.
//        Tasklets that wait for each other for ever end with it. An error nobody waits for fails the process.
//
// Called by: hosts, the CLI. Calls: the runtime, capture and restore, store.ts.

import { randomBytes } from 'node:crypto'
import { Scheduler, StillframeError, type Body, type RequestHandler, type RunReport, type SchedulerOptions, type Tasklet } from '@stillframe/runtime'
import { waitOf } from '@stillframe/runtime/abi'
import { capture, moduleNow, restore } from '@stillframe/snapshot'
import { builtIn, type EffectHandler } from './effects.ts'
import { theirs } from './errors.ts'
import type { Lock } from './lock.ts'
import type { Header, Record as StateRecord, Status } from './record.ts'
import type { Slot, Store } from './store.ts'

type CaptureOptions = NonNullable<Parameters<typeof capture>[1]>
type RestoreOptions = NonNullable<Parameters<typeof restore>[1]>

export interface ProcessOptions {
  store: Store
  id: string
  /** Id of the module the body comes from: a process goes on in the program it began in. */
  module: string
  /** The program. Its arguments are strings, as a command line has them. */
  body: Body
  /** For a new process; one that exists keeps its own. */
  args?: string[]
  handlers?: Record<string, EffectHandler>
  permanents?: CaptureOptions['permanents'] | undefined
  migrations?: RestoreOptions['migrations'] | undefined
  /** Code as it was, for frames that can't go on with the code as it is. */
  archive?: RestoreOptions['archive'] | undefined
  /** Is told of each frame whose code has changed since it was saved. */
  report?: RestoreOptions['report'] | undefined
  /** What becomes of a tasklet that can't go on. Default: open() throws. */
  onRefusal?: RestoreOptions['onRefusal'] | undefined
  /** Go on from the state before the last one. */
  fromPrevious?: boolean
  /** Longest time between two commits of a process that is never quiet, in milliseconds. Default 50. */
  sliceMs?: number
  clock?: { now(): number }
  /** After every commit. */
  onCommit?: (header: Header, report: RunReport) => void
}

export type Outcome =
  | { status: 'done'; result: unknown }
  | { status: 'failed'; error: unknown; tasklet: string }
  /** Stopped by the signal; the next start goes on. */
  | { status: 'stopped' }

/** What a snapshot of a process holds. */
interface Root {
  scheduler: Scheduler
  main: Tasklet
  failure: { error: unknown; tasklet: string } | null
}

/** The longest delay setTimeout takes: 2^31 - 1 ms. */
const LONGEST_MS = 2147483647

export class Process {
  readonly id: string
  header: Header
  readonly #options: ProcessOptions
  readonly #slot: Slot
  readonly #lock: Lock
  #root: Root
  #wake: (() => void) | null = null
  #closed = false
  /** Came from the store, as opposed to new. */
  readonly resumed: boolean

  private constructor(options: ProcessOptions, slot: Slot, lock: Lock, record: StateRecord | undefined) {
    this.id = options.id
    this.#options = options
    this.#slot = slot
    this.#lock = lock
    this.resumed = record !== undefined
    this.header = record?.header ?? this.#freshHeader()
    this.#root = record === undefined ? this.#create() : this.#load(record)
  }

  /**
   * Loads the process, or makes it. Throws LOCKED, STORE_DAMAGED, STORE_FOREIGN, STORE_VERSION, OTHER_PROGRAM, NO_HANDLER,
   * and what restore() throws when the program has changed so that a frame can't go on.
   */
  static open(options: ProcessOptions): Process {
    const slot = options.store.slot(options.id)
    const lock = slot.lock()
    try {
      const record = options.fromPrevious ? slot.readPrevious() : slot.read()
      if (record !== undefined) checkModule(record.header, options)
      const opened = new Process(options, slot, lock, record)
      if (options.fromPrevious) slot.goBack() // only when it can go on
      return opened
    } catch (problem) {
      lock.release()
      throw problem
    }
  }

  get scheduler(): Scheduler {
    return this.#root.scheduler
  }

  /** How the process ended; undefined while it goes on. */
  get outcome(): Outcome | undefined {
    const { main, failure } = this.#root
    if (this.header.status === 'done') return { status: 'done', result: main.result }
    if (this.header.status === 'failed') return { status: 'failed', ...(failure ?? { error: main.error, tasklet: main.name }) }
    return undefined
  }

  /**
   * Runs until the process ends, or `signal` aborts: then it stops after the commit under way. Throws what a commit
   * throws (PR3), and DEADLOCK.
   */
  async run(signal?: AbortSignal): Promise<Outcome> {
    const wake = (): void => this.#wake?.()
    signal?.addEventListener('abort', wake)
    try {
      while (this.outcome === undefined) {
        if (this.#closed) throw theirs.stillOpen(this.id)
        const report = this.#slice()
        if (this.outcome !== undefined) break
        if (signal?.aborted) return { status: 'stopped' }
        this.scheduler.issue() // PR1
        await this.#rest(report)
      }
      return this.outcome as Outcome
    } finally {
      signal?.removeEventListener('abort', wake)
    }
  }

  /** Answers a request from outside of its handler, by the `id` that was given. Throws NOT_PENDING. */
  complete(id: string, value: unknown): void {
    this.scheduler.complete(this.#inner(id), value)
    this.#wake?.()
  }

  /** Fails a request from outside of its handler, by the `id` that was given. Throws NOT_PENDING. */
  fail(id: string, error: unknown): void {
    this.scheduler.fail(this.#inner(id), error)
    this.#wake?.()
  }

  /** What a request of this process and life is called by its scheduler. EF2 */
  #inner(id: string): string {
    return id.startsWith(this.#prefix) ? id.slice(this.#prefix.length) : id
  }

  get #prefix(): string {
    return `${this.id}-${this.header.life}/`
  }

  /**
   * Commits the state as it was restored: frames that went on with other code are saved as frames of that code. Gives
   * false, and does nothing, for a process that has ended.
   */
  rewrite(): boolean {
    if (this.header.status !== 'running') return false
    this.#write('running')
    return true
  }

  /** Gives the lock back. What is not committed is forgotten. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#wake?.()
    this.#lock.release()
  }

  /** One round: run until quiet or the slice is over, and commit. PR2 */
  #slice(): RunReport {
    const { scheduler, main } = this.#root
    const report = scheduler.run({ budgetMs: this.#options.sliceMs ?? 50 })
    const status = this.#statusAfter(report)
    if (report.switches > 0 || this.header.sequence === 0 || status !== this.header.status) this.#commit(status, report)
    if (status === 'running' && report.reason === 'deadlock' && scheduler.inbox.length === 0) {
      const nameOf = (tasklet: Tasklet): string => (tasklet === main ? 'the body' : `tasklet "${tasklet.name}"`)
      throw theirs.deadlock(this.id, scheduler.tasklets().map((tasklet) => `${nameOf(tasklet)}: ${waitOf(tasklet)}`))
    }
    return report
  }

  /** PR4 */
  #statusAfter(report: RunReport): Status {
    const { main, failure } = this.#root
    if (failure !== null || main.status === 'failed' || main.status === 'killed') return 'failed'
    return main.status === 'done' && (report.reason === 'done' || report.reason === 'deadlock') ? 'done' : 'running'
  }

  #commit(status: Status, report: RunReport): void {
    this.#write(status)
    this.#options.onCommit?.(this.header, report)
  }

  /** Commits the state as it is now. */
  #write(status: Status): void {
    const now = new Date().toISOString()
    const header: Header = { ...this.header, sequence: this.header.sequence + 1, module: this.#options.module, status, updatedAt: now }
    this.#slot.commit(header, this.#capture(status))
    this.header = header
  }

  #capture(status: Status): string {
    const { permanents } = this.#options
    const options: CaptureOptions = permanents === undefined ? {} : { permanents }
    if (status !== 'failed') return capture(this.#root, options)
    const { scheduler, main } = this.#root
    const failure = this.#root.failure ?? { error: main.error, tasklet: main.name }
    try {
      return capture({ scheduler, main, failure }, options)
    } catch {
      // What failed may be what can't be saved. The error is kept in words; the state before is `previous`.
      return capture({ scheduler: new Scheduler(), main: null, failure: { ...failure, error: inWords(failure.error) } }, options)
    }
  }

  /** Until an answer comes, a timer is due, or somebody calls #wake. */
  async #rest(report: RunReport): Promise<void> {
    const scheduler = this.scheduler
    if (report.reason === 'waiting' && scheduler.inbox.length === 0 && !this.#closed) {
      const due = scheduler.nextDueMs
      const ms = due === undefined ? LONGEST_MS : Math.min(Math.max(0, due - scheduler.now), LONGEST_MS)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = null
    }
    // Answers that are about to arrive in this turn of the event loop join the same commit. PR2
    await new Promise((resolve) => setImmediate(resolve))
  }

  #freshHeader(): Header {
    const { id, module, args = [] } = this.#options
    const now = new Date().toISOString()
    const life = randomBytes(4).toString('hex')
    return { sequence: 0, process: id, life, module, args, status: 'running', createdAt: now, updatedAt: now }
  }

  #create(): Root {
    const scheduler = new Scheduler({ ...this.#host(), seed: randomBytes(4).readUInt32LE() })
    const main = scheduler.spawn(this.#options.body, ...this.header.args)
    return { scheduler, main, failure: null }
  }

  #load({ snapshot, header }: StateRecord): Root {
    const root = restore(snapshot, restoreOptions(this.#options)) as Root
    if (!(root?.scheduler instanceof Scheduler)) throw theirs.badState(this.#slot.statePath, 'it has no scheduler')
    if (header.status !== 'running') return root
    root.scheduler.attach(this.#host())
    for (const request of root.scheduler.requests.values()) {
      if (root.scheduler.handlerOf(request.kind) === undefined) throw theirs.lostHandler(this.id, request.id, request.kind)
    }
    return root
  }

  #host(): SchedulerOptions {
    const handlers: Record<string, RequestHandler> = Object.create(null) as Record<string, RequestHandler>
    for (const [kind, handler] of Object.entries({ ...builtIn, ...this.#options.handlers })) handlers[kind] = this.#wrap(handler)
    return {
      autoIssue: false,
      clock: this.#options.clock ?? 'wall',
      handlers,
      onUncaught: (error, tasklet) => { this.#root.failure ??= { error, tasklet: tasklet.name } },
    }
  }

  /** A program's handler, with an id that is unique beyond this process (EF2), and our wake-up call when it answers. */
  #wrap(handler: EffectHandler): RequestHandler {
    const { run, onRestore } = typeof handler === 'function' ? { run: handler, onRestore: undefined } : handler
    const wrapped = (args: unknown, { id, kind }: { id: string; kind: string }): unknown => {
      const answer = run(args, { id: this.#prefix + id, kind, process: this.id })
      if (typeof (answer as PromiseLike<unknown> | null | undefined)?.then !== 'function') return answer
      return (async () => {
        try {
          return await answer
        } finally {
          this.#wake?.()
        }
      })()
    }
    return onRestore === undefined ? wrapped : { run: wrapped, onRestore }
  }
}

function restoreOptions({ permanents, migrations, archive, report, onRefusal }: ProcessOptions): RestoreOptions {
  const given = { permanents, migrations, archive, report, onRefusal }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function checkModule(header: Header, options: ProcessOptions): void {
  if (header.module !== options.module && moduleNow(header.module, options.migrations) !== options.module) throw theirs.otherModule(options.id, header.module, options.module)
}

function inWords(error: unknown): StillframeError {
  const words = new StillframeError('UNSAVABLE_ERROR', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  if (error instanceof Error && error.stack !== undefined) words.stack = error.stack
  return words
}

/** Opens a process, runs it until it ends or `signal` aborts, and closes it. */
export async function runDurably(options: ProcessOptions & { signal?: AbortSignal }): Promise<Outcome> {
  const opened = Process.open(options)
  try {
    return await opened.run(options.signal)
  } finally {
    opened.close()
  }
}
