// Kinds: what a snapshot keeps of this package's classes (the runtime's kinds.ts says what a row is).
//
//   SK1. A restored tasklet is in no world: the one that inserts or runs it has it from then on. It is paused, or blocked
//        on its channel, and keeps frames, tempval and flags. What was scheduled, and who waits in run(), is not kept.
//   SK2. A channel carries its queue, in order.
//   SK3. A channel with a name (a module's binding, a permanent) stays outside. A restored tasklet that was blocked on it
//        meets who waits there in the other direction, or joins its queue.
//
// Called by: snapshots. Calls: the constructors.

import { errorKind, kind, registerKinds } from '@stillframe/runtime/abi'
import { Action } from './actions.ts'
import { AtomicBlock } from './atomic.ts'
import { Channel } from './channel.ts'
import { Bomb, RuntimeError, StopIteration, theirs, ValueError } from './errors.ts'
import { FLOATING, IN_QUEUE } from './ring.ts'
import { Tasklet } from './tasklet.ts'

type Direction = -1 | 0 | 1

/** What a row has loaded, until everything else is filled. */
interface Loaded {
  loaded?: { direction: Direction; waiting: Tasklet[] }
}

const FIELDS = [
  'func', 'start', 'top', 'tempval', 'resume', 'atomic', 'blockTrap', 'dying', 'channel',
  'dontRaise', 'exceptionHandler', 'contextManager', 'entered', 'timesSwitchedTo', 'startTime', 'endTime',
] as const

registerKinds([
  kind('stackless.Channel', Channel, () => new Channel(), ['prefer', 'all', 'closing', 'direction', 'waiting'], {
    heirs: true,
    joins: true,
    save: (channel) => [channel.prefer, channel.all, channel.closing, channel.waiting, queueOf(channel)],
    load(channel, [prefer, all, closing, direction, waiting]) {
      channel.prefer = prefer as Direction
      channel.all = all as boolean
      channel.closing = closing as boolean
      ;(channel as Loaded).loaded = { direction: direction as Direction, waiting: waiting as Tasklet[] }
    },
    restored(channel) {
      const { direction, waiting } = (channel as Loaded).loaded as NonNullable<Loaded['loaded']>
      delete (channel as Loaded).loaded
      for (const tasklet of waiting) if (tasklet.channel === channel && tasklet.place === FLOATING && direction !== 0) channel.push(tasklet, direction)
    },
  }),
  kind('stackless.Tasklet', Tasklet, () => new Tasklet(), [...FIELDS, 'direction'], {
    heirs: true,
    holds: ['top'],
    save(tasklet) {
      if (tasklet.isCurrent) throw theirs.saveCurrent()
      return [...FIELDS.map((field) => tasklet[field]), tasklet.channel?.waiting ?? 0]
    },
    load(tasklet, values) {
      Object.assign(tasklet, Object.fromEntries(FIELDS.map((field, i) => [field, values[i]])))
      ;(tasklet as Loaded).loaded = { direction: values[FIELDS.length] as Direction, waiting: [] }
    },
    joined(tasklet) {
      const { direction } = (tasklet as Loaded).loaded as NonNullable<Loaded['loaded']>
      delete (tasklet as Loaded).loaded
      if (tasklet.channel !== null && tasklet.place !== IN_QUEUE) rejoin(tasklet, tasklet.channel, direction)
    },
  }),
  kind('stackless.AtomicBlock', AtomicBlock, () => new AtomicBlock(null as never, false), ['tasklet', 'before']),
  kind('stackless.Bomb', Bomb, () => new Bomb(undefined), ['error']),
  kind('stackless.Action', Action, () => new Action('', null, []), ['name', 'target', 'args']),
  errorKind('stackless.RuntimeError', RuntimeError, () => new RuntimeError('', '')),
  errorKind('stackless.ValueError', ValueError, () => new ValueError('', '')),
  errorKind('stackless.StopIteration', StopIteration, () => new StopIteration()),
])

function queueOf(channel: Channel): Tasklet[] {
  const queue: Tasklet[] = []
  for (let tasklet = channel.first; tasklet !== null; tasklet = tasklet.after) queue.push(tasklet)
  return queue
}

/** SK3 */
function rejoin(tasklet: Tasklet, channel: Channel, direction: Direction): void {
  tasklet.channel = null
  if (direction === 0) return
  const partner = channel.first
  if (partner === null || channel.waiting === direction) {
    channel.push(tasklet, direction)
    return
  }
  channel.drop(partner)
  const value = partner.tempval
  partner.tempval = tasklet.tempval
  tasklet.tempval = value
  partner.world?.append(partner)
}
