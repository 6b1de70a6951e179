// Errors of Stackless, with its texts, and the bomb that carries one to where it goes off.
//
//   SE1. A text that Stackless has is taken letter by letter: programs compare them.
//   SE2. What Python calls RuntimeError and ValueError are classes here, with a `code`; a wrong argument is a TypeError.
//
// Called by: every room of this package. Calls: nothing.

import { StillframeError } from '@stillframe/runtime/abi'

/** Python's RuntimeError, as Stackless raises it: the message is Stackless' own. */
export class RuntimeError extends StillframeError {
  constructor(code: string, message: string) {
    super(code, message)
    this.name = 'RuntimeError'
  }
}

/** Python's ValueError: an operation on a closed channel. */
export class ValueError extends StillframeError {
  constructor(code: string, message: string) {
    super(code, message)
    this.name = 'ValueError'
  }
}

/** Sent through a channel (`sendException(StopIteration)`) it ends the receiver's loop: `next()` answers `{ done: true }`. */
export class StopIteration extends Error {
  constructor(message = '') {
    super(message)
    this.name = 'StopIteration'
  }
}

/** Holds an error that goes off where it is delivered: sent through a channel, or as `tempval` of a tasklet. (Stackless: bomb.) */
export class Bomb {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}

export const theirs = {
  noWorld: (what: string): RuntimeError =>
    new RuntimeError('STACKLESS_NOT_RUNNING', `${what} was called while no Stackless program is running: call it inside runMain(function* () { ... })`),
  notOurs: (value: string): RuntimeError =>
    new RuntimeError('STACKLESS_FOREIGN_OPERATION', `a Stackless tasklet can't wait for ${value}: it waits for what stillframe/stackless offers`),
  notGenerator: (name: string): StillframeError =>
    new StillframeError('NOT_A_GENERATOR', `a tasklet's body must be a generator function: "${name}" gives an async generator`, 'write `function*` without `async`'),
  foreign: (): RuntimeError => new RuntimeError('STACKLESS_OTHER_THREAD', 'can\'t switch to a different thread.'),
  deadlock: (): RuntimeError => new RuntimeError('STACKLESS_DEADLOCK', 'Deadlock: the last runnable tasklet cannot be blocked.'),
  mainReceives: (): RuntimeError => new RuntimeError('STACKLESS_DEADLOCK', 'the main tasklet is receiving without a sender available.'),
  mainSends: (): RuntimeError => new RuntimeError('STACKLESS_DEADLOCK', 'the main tasklet is sending without a receiver available.'),
  switchTrap: (): RuntimeError => new RuntimeError('STACKLESS_SWITCH_TRAP', 'switch_trap'),
  blockTrap: (): RuntimeError => new RuntimeError('STACKLESS_BLOCK_TRAP', 'this tasklet does not like to be blocked.'),
  nativeFrame: (name: string): RuntimeError =>
    new RuntimeError('STACKLESS_NATIVE_FRAME', `the native frame "${name}" stands between this tasklet and the scheduler: it can't switch here`),
  runBlocked: (): RuntimeError => new RuntimeError('STACKLESS_BLOCKED', 'You cannot run a blocked tasklet'),
  runDead: (): RuntimeError => new RuntimeError('STACKLESS_DEAD', 'You cannot run an unbound(dead) tasklet'),
  throwDead: (): RuntimeError => new RuntimeError('STACKLESS_DEAD', 'You cannot throw to a dead tasklet'),
  removeBlocked: (): RuntimeError => new RuntimeError('STACKLESS_BLOCKED', 'You cannot remove a blocked tasklet.'),
  removeCurrent: (): RuntimeError => new RuntimeError('STACKLESS_CURRENT', 'The current tasklet cannot be removed.'),
  bindCurrent: (): RuntimeError => new RuntimeError('STACKLESS_CURRENT', 'can\'t (re)bind the current tasklet'),
  bindScheduled: (): RuntimeError => new RuntimeError('STACKLESS_BIND', 'tasklet is scheduled'),
  unbindMain: (): RuntimeError => new RuntimeError('STACKLESS_BIND', 'can\'t unbind the main tasklet'),
  notBound: (): RuntimeError => new RuntimeError('STACKLESS_BIND', 'the tasklet was not bound to a function'),
  alive: (): RuntimeError => new RuntimeError('STACKLESS_BIND', 'tasklet is alive'),
  saveCurrent: (): RuntimeError => new RuntimeError('STACKLESS_CURRENT', 'You cannot capture the tasklet which is current.'),
  closed: (): ValueError => new ValueError('STACKLESS_CLOSED', 'Send/receive operation on a closed channel'),
  wrong: (message: string): TypeError => new TypeError(message),
}
