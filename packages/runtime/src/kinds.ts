// Kinds: the one table of runtime classes that a snapshot may meet, a row each.
//
//   KI1. `save` gives the values of `fields`, in order; `load` takes them back into an object made by `create`.
//        What is not listed is derived, and rebuilt by `load` or `restored`.
//   KI2. `load` may only store what it is given: other objects are not filled yet. `restored` runs when all are.
//   KI3. `weak` names fields that are kept only if something else keeps them: a tasklet does not drag its world along.
//        `holds` names fields that hold a frame nobody else does (F5).
//   KI4. A row's name, fields and their values in a fresh object (which are left out) are part of the snapshot format:
//        they change with the format's version. The name is written out: a minifier renames classes.
//   KI5. With `heirs`, the row is for classes that extend `type`, too: their own properties are saved beside the fields.
//   KI6. With `joins`, an object that has a name (a module's binding, a permanent) goes by it, and its state stays outside.
//   KI7. A package above registers its rows when it is loaded, as modules register their code: classes, never state.
//   KI8. With `placed`, an object that is a binding of a module is saved with its place, and its state goes into that
//        module's own object: the program and its tasklets hold one and the same.
//   KI9. With `folds`, some fields of a snapshot are one of the object: in a record of them, or in what is made of that. It is made
//        again, one for all in a row that have the same.
//   KI10. A field that is a `set` is a list in a snapshot.
//
// Called by: snapshot. Calls: the constructors.

import { Channel } from './channels/channel.ts'
import { SEND } from './channels/direction.ts'
import { Context } from './context.ts'
import { ArrayCursor, CollectionCursor, ForeignCursor, KeysCursor, StringCursor } from './compiled/cursors.ts'
import { Cancelled, ChannelClosed, StillframeError, TaskletExit, Timeout } from './errors.ts'
import { NEXT, THROW, type Mode } from './frames/frame.ts'
import { filled, membersOf, Ring } from './scheduler/ring.ts'
import { Queue } from './channels/queue.ts'
import type { Group, Operation } from './scheduler/operation.ts'
import { Request } from './scheduler/request.ts'
import { Rest, Scope } from './lifetimes/scope.ts'
import { Scheduler } from './scheduler/scheduler.ts'
import { Select } from './channels/select.ts'
import { Schedule, Sleep } from './scheduler/sleep.ts'
import { Steps } from './frames/standard.ts'
import { FAILED, FINISHED, Join, KILLED, noTies, RAISED, READY, RUNNING, Tasklet, type Place, type Ties } from './scheduler/tasklet.ts'
import { Latest, Publish, Topic } from './channels/topic.ts'
import { operationOf, Transfer, type Waiter } from './channels/transfer.ts'
import { WaitList } from './channels/wait-list.ts'

export interface Kind<T extends object = object> {
  readonly name: string
  readonly type: Function
  readonly fields: readonly string[]
  readonly weak: readonly string[]
  readonly holds: readonly string[]
  /** `load` stores each value in the field of its name, and does nothing else. */
  readonly plain: boolean
  create(): T
  save(object: T): unknown[]
  load(object: T, values: readonly unknown[]): void
  restored?(object: T): void
  /** Meets what existed before: runs when nothing can fail any more. */
  joined?(object: T): void
  /** KI9: by the object's field, the record of a fresh object, and what is made of one, if it is not the record that stands there. */
  readonly folds?: { readonly [field: string]: readonly [natural: object, of?: (record: never) => unknown] }
  /** KI5 */
  readonly heirs?: boolean
  /** KI6 */
  readonly joins?: boolean
  /** KI8 */
  readonly placed?: boolean
  /** KI10 */
  readonly set?: string
}

type Fields = Record<string, unknown>

/** A row whose fields are stored as they are. */
export function row<T extends object>(name: string, type: abstract new (...args: never[]) => T, create: () => T, fields: string[], more: Partial<Kind<T>> = {}): Kind {
  const { set, restored } = more
  const kind: Kind<T> = {
    name,
    type,
    fields,
    weak: [],
    holds: [],
    plain: more.load === undefined,
    create,
    save: (object) => fields.map((field) => (field === set ? [...(object as Fields)[field] as Set<unknown>] : (object as Fields)[field])),
    load: (object, values) => {
      fields.forEach((field, i) => { (object as Fields)[field] = values[i] })
    },
    ...more,
    ...set && {
      restored(object: T) {
        (object as Fields)[set] = new Set((object as Fields)[set] as unknown[])
        restored?.(object)
      },
    },
  }
  return kind as unknown as Kind
}

const none = null as never

/** By the number of their state. Who waits has an operation in its place, who runs is not saved. */
const PLACES: readonly Place[] = [READY, READY, RUNNING, RUNNING, FINISHED, FAILED, KILLED]

interface Whereabouts {
  readonly state: number
  readonly mode: Mode
  readonly parkedOn: Operation<unknown> | null
}

const table: Kind[] = [
  row('Tasklet', Tasklet, () => new Tasklet(0, null, noTies), ['id', 'name', 'home', 'state', 'top', 'inbox', 'mode', 'parkedOn', 'joiners', 'exit', 'scope', 'context', 'spawner', 'spawnedAt'], {
    weak: ['home', 'scope'],
    holds: ['top'],
    folds: {
      ties: [noTies],
      place: [{ state: 0, mode: NEXT, parkedOn: null }, (was: Whereabouts) => was.parkedOn ?? (was.mode === THROW ? RAISED : PLACES[was.state])],
    },
    save({ id, ties: { name, home, joiners, exit, scope, context, spawner, spawnedAt }, place, alive, top, inbox, parkedOn }) {
      if (place === RUNNING) throw new StillframeError('TASKLET_RUNNING', `tasklet "${name}" is running`, 'capture it from outside, while it waits')
      const joins = [...joiners ?? []].filter((joiner) => joiner instanceof Join) // code outside is not saved
      const state = parkedOn !== null ? 3 : top !== null ? 1 : PLACES.indexOf(place)
      return [id, name, home, state, top, inbox, place === RAISED ? THROW : NEXT, parkedOn, joins.length > 0 ? joins : null, alive ? exit : null, scope, context, spawner, spawnedAt]
    },
    restored({ ties }) { // which are its alone, if it has joiners
      if (ties.joiners !== null) (ties as { joiners: Ties['joiners'] }).joiners = new Set(ties.joiners)
    },
  }),
  row('Channel', Channel, () => new Channel(0), ['capacity', 'preference', 'closed', 'cause', 'buffer', 'waiting', 'name', 'overflow', 'lost'], {
    placed: true,
    save: ({ capacity, preference, closed, cause, buffer, senders, takers, name, overflow, lost }) =>
      [capacity, preference, closed, cause, buffer?.toArray() ?? [], [...membersOf(senders), ...membersOf(takers)], name, overflow, lost],
    restored(channel) {
      const holder = channel as unknown as { buffer: unknown[]; waiting?: Waiter<unknown>[] }
      channel.buffer = channel.capacity === 0 ? null : filled(new Queue<unknown>(), holder.buffer)
      const waiting = holder.waiting ?? []
      delete holder.waiting
      for (const side of [channel.senders, channel.takers]) while (side.shift() !== null) {} // nobody else waits on a channel with a place
      channel.reader = channel.arm = null
      for (const waiter of waiting) readmit(channel, waiter instanceof Transfer ? unboxed(waiter) : waiter)
    },
  }),
  row('Transfer', Transfer, () => new Transfer<unknown>(none, 0, undefined, false), ['tasklet', 'channel', 'direction', 'value', 'wrapped']),
  row<Select>('Select', Select, () => new Select(null, []), ['tasklet', 'keys', 'arms', 'fair', 'otherwise', 'waits'], {
    save: ({ tasklet, keys, arms, fair, otherwise, waits }) => [tasklet, [...(keys ?? arms.keys())], [...arms], fair, otherwise, tasklet === null ? [] : [...waits]],
    restored: regroup,
  }),
  row('Topic', Topic, () => new Topic<unknown>(), ['subscribers', 'closed', 'cause'], { placed: true }),
  row('Publish', Publish, () => new Publish<unknown>(none, undefined), ['tasklet', 'topic', 'value', 'waits'], {
    set: 'waits',
    restored: regroup,
  }),
  row('Latest', Latest, () => new Latest<unknown>(undefined), ['value', 'closed', 'cause', 'subscribers', 'pulse'], { placed: true }),
  row('Schedule', Schedule, () => new Schedule(), ['tasklet']),
  row('Sleep', Sleep, () => new Sleep(0), ['tasklet', 'ms', 'dueMs', 'order']),
  row('Join', Join, () => new Join<unknown>(none, 'result'), ['tasklet', 'target', 'form']),
  row('Scope', Scope, () => new Scope('scope'), ['policy', 'children', 'rest', 'cancelled', 'closed', 'expired', 'decider', 'errors'], { set: 'children' }),
  row('Rest', Rest, () => new Rest(none, Infinity), ['tasklet', 'ms', 'dueMs', 'order', 'scope']),
  row('Context', Context, () => new Context<unknown>('', undefined), ['name', 'fallback']),
  row('Steps', Steps, () => new Steps<unknown>('', []), ['tasklet', 'id', 'args'], { save: ({ id, args }) => [null, id, [...args]] }),
  row('Request', Request, () => new Request<unknown>('', undefined), ['tasklet', 'kind', 'args', 'id']),
  row('ArrayCursor', ArrayCursor, () => new ArrayCursor([], 'values'), ['value', 'source', 'index', 'part']),
  row('StringCursor', StringCursor, () => new StringCursor(''), ['value', 'source', 'index']),
  row('CollectionCursor', CollectionCursor, () => new CollectionCursor(none, 'values'), ['value', 'source', 'skipped', 'part'], {
    save: (cursor) => [cursor.value, cursor.source, cursor.position(), cursor.part],
    restored: (cursor) => cursor.resume(),
  }),
  row('KeysCursor', KeysCursor, () => new KeysCursor(null, []), ['value', 'source', 'keys', 'index']),
  row('ForeignCursor', ForeignCursor, () => new ForeignCursor(none, undefined), ['value', 'iterator', 'nextMethod', 'done'], {
    // `next` is nearly always the iterator's own property or its class': then it is found again there. A getter is not asked.
    save: ({ value, iterator, nextMethod, done }) => [value, iterator, isMethodOf(iterator, 'next', nextMethod) ? null : nextMethod, done],
    restored(cursor) {
      cursor.nextMethod ??= cursor.iterator.next
    },
  }),
  row(
    'Scheduler',
    Scheduler,
    () => new Scheduler(),
    ['ring', 'timers', 'requests', 'inbox', 'living', 'counters', 'random', 'shuffle', 'virtual', 'time'],
    {
      save(scheduler) {
        if (scheduler.current !== null) {
          throw new StillframeError('SCHEDULER_RUNNING', `the scheduler is running tasklet "${scheduler.current.name}"`, 'capture it between two calls of run()')
        }
        return [
          membersOf(scheduler.ring), scheduler.timers.kept().heap, [...scheduler.requests.values()], scheduler.inbox.map(({ id, ok, value }) => [id, ok, value]),
          scheduler.tasklets(), [scheduler.nextOrder, scheduler.lastTasklet, scheduler.lastId], scheduler.randomSource.state, scheduler.shuffle, scheduler.virtual,
          scheduler.virtual ? scheduler.time : 0,
        ]
      },
      load(scheduler, values) {
        ;(scheduler as unknown as { saved: readonly unknown[] }).saved = [...values]
      },
      restored(scheduler) {
        const holder = scheduler as unknown as { saved?: readonly unknown[] }
        const [ring, timers, requests, inbox, living, counters, random, shuffle, virtual, time] = holder.saved as [
          Tasklet[], Sleep[], Request<unknown>[], [string, boolean, unknown][], Tasklet[],
          [number, number, number], number, boolean, boolean, number,
        ]
        delete holder.saved
        scheduler.ring = filled(new Ring(), ring)
        for (const sleep of timers) scheduler.timers.add(sleep)
        for (const request of requests) scheduler.requests.set(request.id, request)
        for (const [id, ok, value] of inbox) {
          ;(scheduler.requests.get(id) as Request<unknown>).settled = true
          scheduler.inbox.push({ id, ok, value })
        }
        for (const tasklet of living) {
          if (tasklet.home !== scheduler) tasklet.ties = { ...tasklet.ties, home: scheduler }
        }
        scheduler.ring.parked = living
        scheduler.alive = living.length
        for (const { parkedOn } of living) if (parkedOn instanceof Rest) parkedOn.check()
        ;[scheduler.nextOrder, scheduler.lastTasklet, scheduler.lastId] = counters
        scheduler.randomSource.state = random
        scheduler.shuffle = shuffle
        scheduler.virtual = virtual
        scheduler.time = time
      },
    },
  ),
  errorRow('StillframeError', StillframeError, () => new StillframeError('', '')),
  errorRow('TaskletExit', TaskletExit, () => new TaskletExit()),
  errorRow('Cancelled', Cancelled, () => new Cancelled('')),
  errorRow('Timeout', Timeout, () => new Timeout(0)),
  errorRow('ChannelClosed', ChannelClosed, () => new ChannelClosed('')),
]

/** What a restored group waits in names it. (operation.ts, O5) */
function regroup(group: Operation<any>): void {
  for (const operation of (group as Publish<unknown>).waits) operation.waiter = group as Group
}

/** Takes in who waited on a channel when it was saved. (channel.ts, C5) */
export function readmit(channel: Channel<unknown>, waiter: Waiter<unknown>): void {
  const { direction, wrapped } = operationOf(waiter)
  const list = direction === SEND ? channel.senders : channel.takers
  if (waiter instanceof Tasklet) waiter.place = wrapped ? channel.next() : list
  list.push(waiter)
}

/** Before version 3 of the format every tasklet that waited on a channel did so in a transfer of its own, as arms still do. */
function unboxed(transfer: Transfer<unknown>): Waiter<unknown> {
  const { tasklet } = transfer
  if (tasklet?.parkedOn !== transfer) return transfer
  tasklet.inbox = transfer.value
  transfer.value = undefined
  transfer.tasklet = null
  return tasklet
}

function isMethodOf(object: object, name: string, method: unknown): boolean {
  for (let at: object | null = object; at; at = Object.getPrototypeOf(at) as object | null) {
    const property = Object.getOwnPropertyDescriptor(at, name)
    if (property !== undefined) return property.value === method
  }
  return false
}

export function errorRow<T extends Error>(name: string, type: abstract new (...args: never[]) => T, create: () => T): Kind {
  return row(name, type, create, ['message', 'stack', 'code', 'hint', 'cause', 'errors', 'told'], {
    load(error, [message, stack, code, hint, cause, errors, told]) {
      for (const [name, value] of Object.entries({ message, stack, cause, errors })) {
        if (name in error || value !== undefined) Object.defineProperty(error, name, { value, writable: true, configurable: true })
      }
      if (told === false) Object.assign(error, { told })
      if (code !== undefined) Object.assign(error, { code, hint })
    },
  })
}

/** All rows, in the order in which their hooks run. */
export const kinds: readonly Kind[] = table
const byName = new Map<string, Kind>()
const byPrototype = new Map<object, Kind>()
const index = (kind: Kind): void => {
  byName.set(kind.name, kind)
  byPrototype.set(kind.type.prototype as object, kind)
}
table.forEach(index)
byPrototype.set(WaitList.prototype, byName.get('Transfer') as Kind) // readmit() takes it back
export const kindsByName: ReadonlyMap<string, Kind> = byName

/** KI7 */
export function registerKinds(rows: readonly Kind[]): void {
  for (const kind of rows) {
    if (byName.has(kind.name)) continue
    table.push(kind)
    index(kind)
  }
}

/** The row of a runtime object, or undefined for anything else. */
export function kindOf(object: object): Kind | undefined {
  const prototype = Object.getPrototypeOf(object) as object | null
  const kind = byPrototype.get(prototype as object)
  return kind === undefined || kind.heirs === true ? heirOf(object, prototype) : kind
}

/** KI5. A prototype is no heir, though it looks like one. */
function heirOf(object: object, prototype: object | null): Kind | undefined {
  for (let at = prototype; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
    const kind = byPrototype.get(at)
    if (kind !== undefined) return kind.heirs === true && !Object.hasOwn(object, 'constructor') ? kind : undefined
  }
  return undefined
}

/** What a tasklet waits for, in words; empty when it does not wait. */
export function waitOf(tasklet: Tasklet): string {
  return tasklet.parkedOn?.describe() ?? ''
}
