// Errors: the catalogue of what the runtime says to its users.
//
//   E1. Every error a user can provoke has a code (listed in docs/errors.md), a message and, where there is one, a cure.
//   E2. A broken invariant is ours: `assert` throws, nobody catches it.
//
// Called by: every room of the runtime. Calls: nothing.

/** An error with a stable `code`, and a `hint` that says how to mend it. */
export class StillframeError extends Error {
  declare readonly code: string
  declare readonly hint: string | undefined

  constructor(code: string, message: string, hint?: string, options?: ErrorOptions) {
    super(hint === undefined ? message : `${message}\n  hint: ${hint}`, options)
    this.name = 'StillframeError'
    this.code = code
    this.hint = hint
  }
}

/**
 * Thrown into a tasklet by `kill()`. Let it pass: `finally` blocks run on its way out. (Stackless: TaskletExit.)
 * A tasklet that swallows it is told again at its next operation.
 */
export class TaskletExit extends Error {
  /** False until it has been thrown for the first time: the tasklet was running when it was killed. */
  told = true

  constructor(message = 'the tasklet was killed') {
    super(message)
    this.name = 'TaskletExit'
  }
}

/** What `join()`, `promise()` and groups of tasklets give for one that was killed. */
export class Cancelled extends StillframeError {
  constructor(name: string) {
    super('CANCELLED', `tasklet "${name}" was killed before it finished`)
    this.name = 'Cancelled'
  }
}

/** Thrown by `withTimeout`, once what it cut short has cleaned up. */
export class Timeout extends StillframeError {
  constructor(ms: number) {
    super('TIMEOUT', `no result within ${ms} ms`)
    this.name = 'Timeout'
  }
}

/** Thrown by `send` on a closed channel, and by `receive` on one that is closed and drained. */
export class ChannelClosed extends StillframeError {
  constructor(operation: string, cause?: unknown) {
    super('CHANNEL_CLOSED', `${operation} on a closed channel`, undefined, cause === undefined ? undefined : { cause })
    this.name = 'ChannelClosed'
  }
}

export function assert(condition: boolean, rule: string): void {
  if (!condition) throw new Error(`stillframe: broken invariant: ${rule}`)
}

// Mistakes of users. Rooms say `import * as theirs`: names of functions are shortened by minifiers, and those of properties are not.

export function noScheduler(what: string): StillframeError {
  return new StillframeError(
    'NO_SCHEDULER',
    `${what} outside of tasklets`,
    'begin with `scheduler.spawn(...)`',
  )
}

export function notGenerator(value: unknown): StillframeError {
  return new StillframeError(
    'NOT_A_GENERATOR',
    `a tasklet's body must be a generator function, not ${describeType(value)}`,
    'pass the function, not its result',
  )
}

export function noHandler(kind: string): StillframeError {
  return new StillframeError(
    'NO_HANDLER',
    `no handler for requests of kind "${kind}"`,
    `give the Scheduler \`handlers: { "${kind}": (args) => ... }\``,
  )
}

export function notPending(id: string): StillframeError {
  return new StillframeError('NOT_PENDING', `no request "${id}" is pending`)
}

export function nativeFrame(tasklet: string, operation: string, native: string): StillframeError {
  return new StillframeError(
    'NATIVE_FRAME',
    `tasklet "${tasklet}" can't wait (${operation}) in a callback: the native frame "${native}" is in between`,
  )
}

export function reentered(): StillframeError {
  return new StillframeError('ALREADY_RUNNING', 'the scheduler is running: spawn, or use another')
}

export function notWork(value: unknown): StillframeError {
  return new StillframeError('NOT_WORK', `a group of tasklets does operations and generator functions, not ${describeType(value)}`)
}

export function scopeEnded(name: string): StillframeError {
  return new StillframeError('SCOPE_ENDED', `"${name}" can't be spawned: its scope has ended`)
}

export function nothing(): StillframeError {
  return new StillframeError('NO_WORK', 'a race of nothing has no result')
}

export function joinSelf(name: string): StillframeError {
  return new StillframeError('JOIN_SELF', `tasklet "${name}" can't join itself`)
}

/** Throws BAD_NUMBER. */
export function checkTime(what: string, ms: unknown): void {
  if (typeof ms !== 'number' || !(ms >= 0)) throw badNumber(`${what} needs a number >= 0`, ms)
}

export function badNumber(what: string, value: unknown): StillframeError {
  return new StillframeError('BAD_NUMBER', `${what}, not ${String(value)}`)
}

export function badOverflow(overflow: unknown, capacity: number): StillframeError {
  return new StillframeError('BAD_OVERFLOW', `overflow is 'wait', or with a capacity 'slide' or 'drop', not ${String(overflow)} with ${capacity}`)
}

export function badArm(key: string | number): StillframeError {
  return new StillframeError('BAD_ARM', `arm "${key}" of a select is no operation, or a select itself`)
}

export function foreign(name: string): StillframeError {
  return new StillframeError(
    'FOREIGN_TASKLET',
    `tasklet "${name}" has no scheduler, or another`,
    '`scheduler.adopt(tasklet)` takes it in',
  )
}

export function describeType(value: unknown): string {
  if (Object(value) !== value) return `${typeof value} ${String(value)}`
  const { name, constructor } = value as Function
  return `the ${typeof value} ${name || constructor?.name}`
}
