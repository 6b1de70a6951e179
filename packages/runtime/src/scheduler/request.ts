// Requests: what a tasklet asks of the outside world. A plain record and a handler registered by name.
//
//   Q1. A pending request is in `scheduler.requests` under its id, and its tasklet is PARKED on it.
//   Q2. The id is unique for the scheduler and survives a restore: it is the idempotency key of the effect.
//   Q3. A request is recorded when the tasklet parks and issued after the slice (`issue`), so that a host can
//       commit the state first. A restored request may have been issued or not: `attach` treats it by its policy.
//
// Called by: tasklets. Calls: tasklet.ts, the scheduler's table.

import * as theirs from '../errors.ts'
import { NEXT, THROW } from '../frames/frame.ts'
import { AWAY, Operation } from './operation.ts'
import type { Scheduler } from './scheduler.ts'
import { park, settle, type Home, type Tasklet } from './tasklet.ts'

export interface RequestContext {
  /** Unique and stable across restores: use it as the idempotency key. */
  readonly id: string
  readonly kind: string
  /** Aborts when the tasklet is killed before the answer has reached it. */
  readonly signal: AbortSignal
}

export type RequestRun = (args: unknown, request: RequestContext) => unknown

/** A function, or a record that says what happens to a pending request after a restore (default: 'retry'). */
export type RequestHandler = RequestRun | { run: RequestRun; onRestore?: 'retry' | 'fail' }

/** The kind of requests whose `args` are a promise, or a function that gives one (wait.ts). It needs no handler. */
export const PROMISE = 'promise'

/** Asks the handler registered for `kind`; the tasklet waits for its answer. */
export function request<T = unknown>(kind: string, args?: unknown): Operation<T> {
  return new Request<T>(kind, args)
}

export class Request<T> extends Operation<T> {
  declare kind: string
  declare args: unknown
  id = ''
  /** Its answer is in the inbox. */
  settled = false
  /** For the handler: not saved, made when it is asked for. */
  #controller: AbortController | null = null

  constructor(kind: string, args: unknown) {
    super()
    this.kind = kind
    this.args = args
  }

  /** Without a handler it throws. */
  override possible(tasklet: Tasklet): boolean {
    return (tasklet.home as Scheduler).handlerOf(this.kind) === undefined
  }

  override perform(tasklet: Tasklet): typeof AWAY {
    if (this.id) return new Request(this.kind, this.args).perform(tasklet) // O3, and each time has an id of its own (Q2)
    if (this.possible(tasklet)) throw theirs.noHandler(this.kind)
    park(tasklet, this)
    this.adopted(tasklet.home as Home)
    return AWAY
  }

  /** What the handler is told. */
  context(): RequestContext {
    const { id, kind } = this
    return Object.defineProperty({ id, kind }, 'signal', { get: () => (this.#controller ??= new AbortController()).signal }) as RequestContext
  }

  settle(ok: boolean, value: unknown): void {
    settle(this, value, ok ? NEXT : THROW)
  }

  override adopted(home: Home): void {
    const scheduler = home as Scheduler
    this.id = `r${scheduler.nextId()}`
    scheduler.requests.set(this.id, this as Request<unknown>)
    scheduler.unissued.add(this as Request<unknown>)
  }

  override cancel(tasklet: Tasklet): void {
    const home = tasklet.home as Scheduler | null
    if (home?.requests.delete(this.id)) this.#controller?.abort()
  }

  override describe(): string {
    return this.kind === PROMISE ? 'wait for a promise' : `request ${this.id} "${this.kind}"`
  }
}
