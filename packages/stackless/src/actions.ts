// Actions: everything that may switch, a row each. `yield* action` does it.
//
//   A1. A row gets the world, its running tasklet, and the action's target and arguments. It answers at once, throws into
//       the tasklet, or returns AWAY: then the tasklet gets its answer from `tempval`, as `resume` says (settle.ts).
//   A2. A row that throws has undone everything.
//   A3. Send and receive are one function with a direction, so that they can't drift apart (Stackless: generic_channel_action).
//
// Called by: loop.ts, nested.ts. Calls: world.ts.

import { AWAY, Operation } from '@stillframe/runtime/abi'
import type { Channel } from './channel.ts'
import { Bomb, theirs } from './errors.ts'
import { FLOATING, IN_QUEUE, IN_RING, RECEIVE, SEND } from './ring.ts'
import { AS_IS, AS_ITEM, AS_RUN, settle, unwind } from './settle.ts'
import type { Tasklet } from './tasklet.ts'
import { worldOf, type World } from './world.ts'

export interface RunOptions {
  /** How many operations and compiled checkpoints one slice may take before run() returns. Default 0: no limit. Only the outermost limit counts. */
  timeout?: number
  /** Return at the next point where the tasklet would switch anyhow. Default: take it out where it stands, and return it. */
  soft?: boolean
  /** The limit is for the whole run, not for each slice. */
  totalTimeout?: boolean
  /** Return after so many tasklets have had a slice. (CCP: run_n_tasklets.) Default 0: no limit. */
  tasklets?: number
  /** Return once this answers true; asked between two tasklets, so the first one always runs. What it throws, run() throws. (CCP: RunWithTimeout.) */
  until?: () => boolean
}

type Row = (world: World, current: Tasklet, target: never, args: readonly never[]) => unknown
const row = <T, A extends unknown[]>(act: (world: World, current: Tasklet, target: T, args: A) => unknown): Row => act as unknown as Row

export const actions: Readonly<Record<string, Row>> = {
  schedule: row((world, current, _target: null, given: unknown[]) => {
    return yielding(world, current, given, () => world.go(current, current.after))
  }),

  scheduleRemove: row((world, current, _target: null, given: unknown[]) => {
    return yielding(world, current, given, () => {
      world.ring.remove(current)
      return tried(() => world.go(current, world.ring.head), () => world.ring.restore(current))
    })
  }),

  run: row((world, current, _target: null, [options]: [RunOptions]) => {
    const limited = world.limit === null && limit(world, current, options)
    world.waiters.push(current)
    world.ring.remove(current)
    return answer(world, current, AS_RUN, tried(() => world.go(current, world.ring.head), () => {
      world.waiters.pop()
      if (limited) world.limit = null
      world.ring.restore(current)
    }))
  }),

  /** tasklet.run(): the target goes on now, the caller stays in the ring at its place. */
  resume: row((world, current, target: Tasklet) => {
    const inserted = runnable(world, target)
    return answer(world, current, AS_IS, tried(() => world.go(current, target), () => {
      if (inserted) world.ring.remove(target)
    }))
  }),

  /** tasklet.switch(): the same, and the caller is paused. */
  switch: row((world, current, target: Tasklet) => {
    if (target === current) return undefined
    const inserted = runnable(world, target)
    world.ring.remove(current)
    return answer(world, current, AS_IS, tried(() => world.go(current, target), () => {
      world.ring.restore(current)
      if (inserted) world.ring.remove(target)
    }))
  }),

  throw: row((world, current, target: Tasklet, [error, isExit, pending]: [unknown, boolean, boolean]) => {
    if (target === current) throw error
    if (!target.alive) {
      if (isExit) return undefined
      throw theirs.throwDead()
    }
    world.claim(target)
    const before = target.tempval
    target.tempval = new Bomb(error)
    if (!pending) return answer(world, current, AS_IS, tried(() => world.go(current, target), () => { target.tempval = before }))
    if (target.place === IN_QUEUE) (target.channel as Channel).drop(target)
    if (target.place === FLOATING) world.append(target)
    return undefined
  }),

  send: row((world, current, channel: Channel, args: [unknown]) => transfer(world, current, channel, SEND, args[0], AS_IS)),

  sendBomb: row((world, current, channel: Channel, [error]: [unknown]) => {
    const value = transfer(world, current, channel, SEND, new Bomb(error), AS_IS)
    return value === AWAY ? AWAY : undefined
  }),

  receive: row((world, current, channel: Channel) => transfer(world, current, channel, RECEIVE, undefined, AS_IS)),

  next: row((world, current, channel: Channel) => {
    if (channel.closing && channel.balance <= 0) return { value: undefined, done: true }
    return transfer(world, current, channel, RECEIVE, undefined, AS_ITEM)
  }),

  /** A point where a hard limit may take the tasklet out (loop.ts does so after every action that answers at once). */
  checkpoint: row(() => undefined),
}

/** A tasklet may wait for this: `yield* action`. */
export class Action<T> extends Operation<T> {
  readonly name: string
  readonly target: unknown
  readonly args: readonly unknown[]

  constructor(name: string, target: unknown, args: readonly unknown[]) {
    super()
    this.name = name
    this.target = target
    this.args = args
  }

  override perform(): T | typeof AWAY {
    const world = worldOf(`${this.name}()`)
    return (actions[this.name] as Row)(world, world.current, this.target as never, this.args as readonly never[]) as T | typeof AWAY
  }

  override describe(): string {
    return this.name
  }
}

/** Runs `attempt`; if it throws, `undo` takes back what was done before it. A2 */
function tried(attempt: () => unknown, undo: () => void): unknown {
  try {
    return attempt()
  } catch (error) {
    undo()
    throw error
  }
}

/** The answer of a switch, or, if the tasklet has gone, how it will get it. */
function answer(world: World, current: Tasklet, resume: Tasklet['resume'], value: unknown): unknown {
  current.resume = resume
  return value === AWAY ? AWAY : unwind(settle(world, current, value))
}

/** schedule() and scheduleRemove(): the value given comes back, or else the tasklet itself. */
function yielding(world: World, current: Tasklet, given: readonly unknown[], go: () => unknown): unknown {
  const before = current.tempval
  current.tempval = given.length === 0 ? current : given[0]
  return answer(world, current, AS_IS, tried(go, () => { current.tempval = before }))
}

/** Sets the limits of run(), if it has any. Only the outermost run() with limits has them. */
function limit(world: World, waiter: Tasklet, options: RunOptions): boolean {
  const { timeout = 0, soft = false, totalTimeout = false, tasklets = 0, until = null } = options
  if (timeout <= 0 && tasklets <= 0 && until === null) return false
  world.limit = { waiter, operations: timeout > 0 ? timeout : Infinity, soft, total: totalTimeout, tasklets, until, ran: 0, outcome: undefined }
  world.grant()
  world.counts = { completed: 0, switched: 0 }
  return true
}

/** Puts a tasklet that is to run now into the ring. True if it was not there. */
function runnable(world: World, target: Tasklet): boolean {
  if (target.place === IN_QUEUE) throw theirs.runBlocked()
  if (target.place === IN_RING) {
    world.claim(target)
    return false
  }
  if (!target.alive) throw theirs.runDead()
  world.append(target)
  return true
}

/** A3. Written without closures: it is what channels cost. */
function transfer(world: World, current: Tasklet, channel: Channel, direction: 1 | -1, value: unknown, resume: Tasklet['resume']): unknown {
  const before = current.tempval
  current.tempval = value
  let outcome: unknown
  try {
    const partner = channel.waiting === -direction ? channel.first : null
    world.onChannel?.(channel, current, direction === SEND, partner === null)
    outcome = partner === null ? block(world, current, channel, direction) : exchange(world, current, channel, direction, partner)
  } catch (error) {
    current.tempval = before
    throw error
  }
  return answer(world, current, resume, outcome)
}

function exchange(world: World, current: Tasklet, channel: Channel, direction: 1 | -1, partner: Tasklet): unknown {
  world.claim(partner)
  channel.drop(partner)
  swap(current, partner)
  let next = current
  let calm = true
  if (channel.all) {
    world.ring.append(partner)
    next = current.after as Tasklet
    calm = false
  } else if (channel.prefer === -direction) {
    world.ring.second(partner)
    next = partner
  } else {
    world.ring.append(partner)
  }
  try {
    return world.go(current, next, calm)
  } catch (error) {
    world.ring.remove(partner)
    channel.unshift(partner, -direction as 1 | -1)
    swap(current, partner)
    throw error
  }
}

function swap(one: Tasklet, other: Tasklet): void {
  const value = one.tempval
  one.tempval = other.tempval
  other.tempval = value
}

function block(world: World, current: Tasklet, channel: Channel, direction: 1 | -1): unknown {
  if (current.blockTrap) throw theirs.blockTrap()
  if (channel.closing) throw theirs.closed()
  world.ring.remove(current)
  channel.push(current, direction)
  try {
    return world.go(current, world.ring.head)
  } catch (error) {
    channel.drop(current)
    world.ring.restore(current)
    throw error
  }
}
