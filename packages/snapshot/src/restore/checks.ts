// Checks of what the runtime will trust: fields of its kinds, and chains of frames. Before any hook runs, and before
// anything that existed already is touched.
//
//   CH1. A kind's fields are of the types its class declares; lists hold what they should, once. (Of the fields that its row has.)
//   CH2. What is parked is parked on something that knows it (O2), the ring holds ready ones (S1), the living are alive (S2).
//   CH3. Chains of frames end, and a frame has one holder.
//   CH4. No object has a class with private members: what is made here has none. (Before the others, and before upgrades of classes.)
//
// Called by: decode.ts. Calls: code.ts, columns.ts, privates.ts.

import { codeTable, DONE, Frame, generatorState, kindOf, kindsByName, Operation, readmit, watch, type Channel, type Join, type Kind, type Tasklet, type Transfer } from '@stillframe/runtime/abi'
import { fail } from '../errors.ts'
import { target } from '../text/cells.ts'
import { fieldsOf, isFolded } from '../things/code.ts'
import { targetAt, type Column, type Group } from '../text/columns.ts'
import { need, type Snapshot } from '../text/format.ts'
import { privateClass } from '../things/privates.ts'
import type { Type } from '../things/rows.ts'
import { instancesOf, trailOf } from '../text/trail.ts'

type Fields = { readonly [field: string]: unknown }
type Test = (value: unknown) => boolean

const isA = (...names: string[]): Test => {
  const prototypes = names.map((name) => kindsByName.get(name)?.type.prototype as object)
  const [only] = prototypes
  if (prototypes.length === 1) return (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === only
  return (value) => typeof value === 'object' && value !== null && prototypes.includes(Object.getPrototypeOf(value) as object)
}
/** Of a kind that is registered later, or of a class that extends its. */
const isOf = (name: string): Test => (value) => typeof value === 'object' && value !== null && kindOf(value)?.name === name
const nullOr = (test: Test): Test => (value) => value === null || test(value)
const integer = (low: number, high: number): Test => (value) => Number.isInteger(value) && (value as number) >= low && (value as number) <= high
const count = integer(0, Number.MAX_SAFE_INTEGER)
/** Clocks of schedulers begin at 0. */
const time: Test = (value) => typeof value === 'number' && value >= 0
const string: Test = (value) => typeof value === 'string'
const boolean: Test = (value) => typeof value === 'boolean'
const anything: Test = () => true
const object: Test = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'
const list = (test: Test): Test => (value) => Array.isArray(value) && value.every(test) && isDistinct(value)

/** Tasklets in the order of their ids need no further look. */
function isDistinct(members: readonly { readonly id?: unknown }[]): boolean {
  if (members.length < 2) return true
  let before = -Infinity
  for (const { id } of members) {
    if (typeof id !== 'number' || !(id > before)) return new Set(members).size === members.length
    before = id
  }
  return true
}
const tuple = (...tests: Test[]): Test => (value) => Array.isArray(value) && value.length === tests.length && tests.every((test, i) => test(value[i]))
const operation: Test = (value) => value instanceof Operation
const oneOf = (...words: string[]): Test => (value) => words.includes(value as string)
const part = oneOf('keys', 'values', 'entries')
/** A chain of context-local bindings that ends. */
const bindings: Test = (value) => {
  const seen = new Set<unknown>()
  for (let at = value as Fields | null; at !== null; at = at['up'] as Fields | null) {
    if (typeof at !== 'object' || typeof at['name'] !== 'string' || seen.has(at)) return false
    seen.add(at)
  }
  return true
}
const tasklet = nullOr(isA('Tasklet'))

const RUNNING = 2
const PARKED = 3

/** CH1 */
const FIELDS: Record<string, Record<string, Test>> = {
  Tasklet: {
    id: count, name: string, home: nullOr(isA('Scheduler')), state: (value) => integer(0, 6)(value) && value !== RUNNING,
    top: nullOr((value) => value instanceof Frame), mode: integer(0, 1), parkedOn: nullOr(operation), joiners: nullOr((value) => list(isA('Join'))(value) && (value as unknown[]).length > 0),
    exit: nullOr(isA('TaskletExit')), scope: nullOr(isA('Scope')), context: bindings, spawner: string,
  },
  Channel: {
    capacity: time, preference: integer(-1, 1), closed: boolean, buffer: Array.isArray, waiting: list(isA('Transfer', 'Tasklet')), name: string,
    overflow: (value) => value === 'wait' || value === 'slide' || value === 'drop', lost: count,
  },
  Transfer: { tasklet, channel: isA('Channel'), direction: (value) => value === 1 || value === -1, wrapped: boolean },
  Select: { tasklet, keys: Array.isArray, arms: (value) => Array.isArray(value) && value.every(operation), fair: boolean, otherwise: boolean, waits: list(operation) },
  Topic: { subscribers: list(isA('Channel')), closed: boolean },
  Publish: { tasklet, topic: isA('Topic'), waits: list(isA('Transfer')) },
  Latest: { closed: boolean, subscribers: list(isA('Channel')), pulse: isA('Channel') },
  Schedule: { tasklet },
  Sleep: { tasklet, ms: time, dueMs: time, order: count },
  Context: { name: string },
  Join: { tasklet, target: isA('Tasklet'), form: oneOf('result', 'outcome', 'end') },
  Scope: {
    policy: oneOf('scope', 'all', 'race', 'any', 'settled', 'shield'), children: list(isA('Tasklet')),
    rest: nullOr(isA('Rest')), cancelled: boolean, closed: boolean, expired: nullOr(time), decider: nullOr(isA('Tasklet')), errors: Array.isArray,
  },
  Rest: { tasklet, ms: time, dueMs: time, order: count, scope: isA('Scope') },
  Steps: { id: (value) => codeTable.codes.has(`std:${String(value)}`), args: Array.isArray },
  Request: { tasklet, kind: string, id: string },
  ArrayCursor: { source: nullOr(object), index: count, part },
  StringCursor: { source: string, index: count },
  CollectionCursor: { source: nullOr((value) => value instanceof Map || value instanceof Set), skipped: count, part },
  KeysCursor: { source: nullOr(object), keys: (value) => Array.isArray(value) && value.every(string), index: count },
  ForeignCursor: { iterator: object, done: boolean },
  'stackless.Tasklet': {
    func: (value) => value === null || typeof value === 'function', start: nullOr(Array.isArray), top: nullOr((value) => value instanceof Frame),
    resume: integer(0, 2), atomic: boolean, blockTrap: boolean, dying: boolean, channel: nullOr(isOf('stackless.Channel')), direction: integer(-1, 1),
  },
  'stackless.Channel': { prefer: integer(-1, 1), all: boolean, closing: boolean, direction: integer(-1, 1), waiting: list(isOf('stackless.Tasklet')) },
  'stackless.AtomicBlock': { tasklet: isOf('stackless.Tasklet'), before: boolean },
  Scheduler: {
    ring: list(isA('Tasklet')), timers: list(isA('Sleep', 'Rest')), requests: list(isA('Request')),
    inbox: (value) => Array.isArray(value) && value.every(tuple(string, boolean, anything)), living: list(isA('Tasklet')),
    counters: tuple(count, count, count), random: integer(-(2 ** 31), 2 ** 31 - 1), shuffle: boolean, virtual: boolean, time,
  },
}

/** The values of one field of a group's objects; a single one is that of all. */
export interface KindColumn {
  readonly field: string
  readonly values: readonly unknown[]
}

export interface KindGroup {
  readonly kind: Kind
  readonly things: readonly object[]
  readonly columns: readonly KindColumn[]
}

/** Fields of objects that do not hold them as they are. */
export type Apart = ReadonlyMap<object, Fields>

/** Who waits on what a fork shares, and the operation it waits in. */
export interface Joining {
  readonly operation: Operation<unknown>
  readonly tasklet: Tasklet
}

/**
 * Throws MALFORMED if the runtime could not trust what was read. Gives the operations that wait on what a fork shares: they are
 * in no list yet.
 */
export function checkKinds(groups: readonly KindGroup[], apart: Apart, shared: ReadonlySet<unknown>): Joining[] {
  for (const group of groups) checkFields(group, apart)
  const schedulers: Fields[] = []
  const of = (one: object): Fields => apart.get(one) ?? (one as Fields)
  const lists = new Lists(shared)
  for (const { kind: { name }, things } of groups) {
    if (name === 'Tasklet') for (const one of things) checkTasklet(one as Tasklet, lists)
    else if (name === 'Channel') for (const one of things) checkChannel(of(one), one, lists)
    else if (name === 'Select' || name === 'Publish') for (const one of things) checkGroup(of(one))
    else if (name === 'Scope') for (const one of things) checkScope(of(one), one)
    else if (name === 'Scheduler') for (const one of things) schedulers.push(of(one))
    else if (name === 'CollectionCursor') {
      for (const { source, skipped } of things as Fields[]) need(source === null || (skipped as number) <= (source as Set<unknown>).size, 'a cursor is past its end')
    }
  }
  schedulers.forEach(checkScheduler)
  const living = schedulers.length < 2 ? [] : schedulers.flatMap(({ living }) => living as unknown[]) // (each has distinct ones: CH1)
  need(new Set(living).size === living.length, 'S2: a tasklet lives in one scheduler')
  need(lists.Transfer === 0 && lists.Join === 0, 'O2: who is parked is in the list of what it waits for')
  return lists.joining
}

/**
 * How many tasklets are parked in operations of a kind, less how many operations are listed by what they wait for. Each that
 * is listed is distinct, and parked; so at 0 all that are parked are listed.
 */
class Lists {
  Transfer = 0
  Join = 0
  readonly shared: ReadonlySet<unknown>
  readonly joining: Joining[] = []
  readonly #children = new Map<object, Set<unknown>>()

  constructor(shared: ReadonlySet<unknown>) {
    this.shared = shared
  }

  /** The children of a scope, whichever way it lists them. */
  childrenOf(scope: { children: Iterable<unknown> }): Set<unknown> {
    let children = this.#children.get(scope)
    if (children === undefined) this.#children.set(scope, children = new Set(scope.children))
    return children
  }
}

/** CH1 */
function checkFields(group: KindGroup, apart: Apart): void {
  const { kind, things, columns } = group
  const one = things[0] as object
  const fields = apart.get(one) ?? (one as Fields)
  for (const [field, test] of Object.entries(FIELDS[kind.name] ?? {})) {
    const column = columns.find((column) => column.field === field)
    const fine = column === undefined ? !kind.fields.includes(field) || isFolded(kind, field) || test(fields[field]) : column.values.every((value) => test(value))
    need(fine, `field ${field} of a ${kind.name} is damaged`)
  }
  if (kind.name === 'Tasklet') checkPlaces(group)
}

/** In a tasklet they are one. (kinds.ts, KI9) */
function checkPlaces({ things, columns }: KindGroup): void {
  const [states, operations] = ['state', 'parkedOn'].map((name) => columns.find(({ field }) => field === name)?.values ?? [null]) as [readonly unknown[], readonly unknown[]]
  const at = (values: readonly unknown[], i: number): unknown => values[values.length === 1 ? 0 : i]
  for (let i = 0; i < things.length; i++) need((at(states, i) === PARKED) === (at(operations, i) !== null), 'T1: PARKED means parkedOn')
}

/** CH4. Throws PRIVATE_FIELDS. */
export function checkPrivates(snapshot: Snapshot, made: readonly unknown[]): void {
  for (const { prototype, first } of instancesOf(snapshot)) {
    const parent = made[prototype]
    const name = typeof parent === 'object' ? privateClass(parent) : undefined
    if (name !== undefined) throw fail.privateFields(name, trailOf(snapshot, first))
  }
}

interface Waiting { tasklet: { parkedOn: unknown } | null }

/** CH2 */
function checkTasklet(tasklet: Tasklet, lists: Lists): void {
  const { alive, top, parkedOn, ties: { joiners, scope } } = tasklet
  need(alive === (top !== null), 'T1: the living have a frame')
  need(!alive || (top as Frame).pc !== DONE, 'F2: the living have not finished')
  need(parkedOn === null || (parkedOn as Operation<unknown>).tasklet === tasklet || isDirect(parkedOn), 'O2: operation and tasklet name each other')
  need(scope === null || !alive || lists.childrenOf(scope as { children: Iterable<unknown> }).has(tasklet), 'SC1: a scope knows its children')
  const waits = parkedOn === null ? [] : (parkedOn as { waits?: unknown }).waits ?? [parkedOn] // O5
  for (const operation of Array.isArray(waits) ? waits as Operation<unknown>[] : []) {
    const { channel, target } = operation as { channel?: unknown; target?: unknown }
    if (lists.shared.has(channel) || lists.shared.has(target)) lists.joining.push({ operation, tasklet: tasklet as Tasklet })
    else if (isTransfer(operation)) lists.Transfer++
    else if (isJoin(operation)) lists.Join++
  }
  for (const join of (joiners ?? []) as Join<unknown>[]) {
    need(join.target === tasklet && isParked(join), 'O2: who joins is parked')
    lists.Join--
  }
}

/** A wait list is one, too: what is shared is not written. */
const isTransfer = isOf('Transfer')
const isTasklet = isA('Tasklet')
const isJoin = isA('Join')

function checkChannel({ waiting, closed, buffer, capacity, overflow }: Fields, channel: object, lists: Lists): void {
  need((buffer as unknown[]).length <= (capacity as number), 'C3: a buffer holds no more than its capacity')
  need(overflow === 'wait' || (capacity as number) > 0, 'C3: what overflows has room')
  const waiters = waiting as Waiter[]
  need(waiters.length === 0 || !closed, 'C4: nobody waits on a closed channel')
  const first = waiters[0]
  for (const waiter of waiters) {
    const direct = isTasklet(waiter)
    const operation = direct ? waiter.parkedOn : waiter
    need(direct ? isDirect(operation) : isParked(waiter), 'C2: who waits is parked')
    const { direction, channel: where } = operation as { direction: number; channel: object }
    const mixed = direction !== directionOf(first)
    need(where === channel && (!mixed || (!direct && isArm(waiter) && waiter.tasklet === first?.tasklet)), 'C1: senders or receivers, or arms of one select')
    const buffered = (buffer as unknown[]).length
    need(direction > 0 ? buffered >= (capacity as number) && overflow === 'wait' : buffered === 0, 'C3: the buffer fits who waits')
    lists.Transfer--
  }
}

/** channel.ts, C2: a tasklet that waits itself, or an arm. (Or, before version 3, a tasklet's own transfer.) */
type Waiter = Waiting & { direction: number; parkedOn: unknown }

/** What any number of tasklets may be parked on. */
const isDirect = (operation: unknown): boolean => isTransfer(operation) && (operation as Waiting).tasklet === null
const directionOf = (waiter: Waiter | undefined): unknown => (isTasklet(waiter) ? (waiter as Waiter).parkedOn as Waiter : waiter)?.direction

function checkScope({ children, rest }: Fields, scope: object): void {
  for (const { alive, ties } of children as Tasklet[]) {
    need(alive && ties.scope === scope, 'SC1: children are alive, and name their scope')
  }
  const waits = rest as (Operation<unknown> & { scope: object }) | null
  need(waits === null || (waits.scope === scope && waits.tasklet?.parkedOn === waits), 'SC2: who waits for a scope is parked')
}

/** O2: the tasklet of an operation is parked on it, or (O5) on the group that waits in it. */
function isParked(operation: Waiting): boolean {
  return operation.tasklet !== null && (operation.tasklet.parkedOn === operation || isArm(operation))
}

function isArm(operation: Waiting): boolean {
  const group = operation.tasklet?.parkedOn as { waits?: unknown } | null | undefined
  const waits = group?.waits
  if (!Array.isArray(waits)) return false
  let arms = armsOf.get(waits)
  if (arms === undefined) armsOf.set(waits, arms = new Set(waits as unknown[]))
  return arms.has(operation)
}

const armsOf = new WeakMap<object, ReadonlySet<unknown>>()

/** O5, SE2: a parked group waits in operations that name its tasklet. */
function checkGroup({ tasklet, waits, keys, arms }: Fields): void {
  need(keys === undefined || (keys as unknown[]).length === (arms as unknown[]).length, 'SE2: an arm has a key')
  need(keys === undefined || tasklet === null || (waits as unknown[]).length === (arms as unknown[]).length, 'SE2: a parked select waits in every arm')
  need(tasklet !== null || (waits as unknown[]).length === 0, 'SE2: a group waits while it is parked')
  for (const operation of waits as Operation<unknown>[]) need(operation.tasklet === tasklet, 'O5: an operation of a group names its tasklet')
}

function checkScheduler({ ring, timers, requests, living }: Fields): void {
  const readyOnes = new Set<unknown>()
  for (const one of living as Tasklet[]) {
    need(one.alive, 'S2: the living are alive')
    if (one.status === 'ready') readyOnes.add(one)
  }
  need(readyOnes.size === (ring as unknown[]).length, 'T1: READY means in the ring')
  need(new Set((requests as { id: string }[]).map(({ id }) => id)).size === (requests as unknown[]).length, 'Q1: a request has an id of its own')
  for (const one of ring as unknown[]) need(readyOnes.has(one), 'S1: the ring holds the READY')
  const waits = [...(timers as Operation<unknown>[]), ...(requests as Operation<unknown>[])]
  const all = new Set(waits.length === 0 ? [] : living as Tasklet[])
  for (const one of waits) need(isParked(one) && all.has(one.tasklet as Tasklet), 'H2, Q1: who waits for a timer or a request is parked, and lives')
}

const OPEN = 1
const CLOSED = 2

/** `ups` gives the number of each frame's caller, or -1; `made` the frames by number. */
function checkChains(made: readonly unknown[], ups: Int32Array): void {
  const states = new Uint8Array(ups.length)
  for (let start = 0; start < ups.length; start++) {
    for (let at = start; ups[at] !== -1 && states[at] !== CLOSED; at = ups[at] as number) {
      need(states[at] !== OPEN, 'a chain of frames has no end')
      states[at] = OPEN
      const { pc, up } = made[at] as Frame
      need(pc !== DONE && (up as Frame).pc > 0, 'F2: a caller has been started and has not finished')
    }
    for (let at = start; states[at] === OPEN; at = ups[at] as number) states[at] = CLOSED
  }
}

/** In the record of a frame: its caller. */
const UP = 0
/** In the record of a generator object: its innermost frame. */
const INNERMOST = 2

/** CH3. `made` are the objects by number. */
export function checkFrames({ groups, types, size }: Snapshot, made: readonly unknown[]): void {
  const ups = new Int32Array(size).fill(-1)
  const held = new Held(size)
  const generators: object[] = []
  for (const group of groups) {
    const type = types[group.type] as Type
    const kind = kindsByName.get(type[0])
    if (type[0] === 'generator') {
      for (let i = 0; i < group.count; i++) generators.push(made[group.first + i] as object)
      held.byCells(group, INNERMOST)
    } else if (type[0] === 'frame') {
      held.byCells(group, UP)
      for (let i = 0; i < group.count; i++) ups[group.first + i] = targetAt(group.columns[UP] as Column, i)
    } else if (kind !== undefined && kind.holds.length > 0) {
      held.byKind(group, kind, type)
    }
  }
  checkChains(made, ups)
  checkGenerators(generators)
}

/** Which frames have a holder. */
class Held {
  readonly #held: Uint8Array

  constructor(size: number) {
    this.#held = new Uint8Array(size)
  }

  /** What the cells at one place of a group's records refer to, is held by its objects. */
  byCells({ across, columns, count }: Group, place: number): void {
    const column = columns[across ? 0 : place]
    if (column !== undefined && (!across || place < column.length)) for (let i = 0; i < count; i++) this.#hold(targetAt(column, across ? place : i))
  }

  byKind(group: Group, kind: Kind, type: Type): void {
    const { across, columns, count } = group
    const { shown, shared } = fieldsOf(kind, type, across ? (columns[0] as Column).length : columns.length)
    shown.forEach((field, i) => { if (kind.holds.includes(field)) this.byCells(group, i) })
    for (const [field, cell] of shared) if (kind.holds.includes(field)) for (let i = 0; i < count; i++) this.#hold(target(cell))
  }

  #hold(frame: number): void {
    if (frame < 0) return
    need(this.#held[frame] === 0, 'F5: a frame is held once')
    this.#held[frame] = 1
  }
}

/** A generator object's frames: the innermost leads to the outermost. */
function checkGenerators(generators: readonly object[]): void {
  for (const generator of generators) {
    const state = generatorState(generator)
    need(state !== undefined, 'a generator is damaged')
    need((state.top === null) === (state.frame.pc === DONE), 'GO1: top is null once it has finished')
  }
}

/**
 * Puts those who wait on what a fork shares into its lists, behind the originals. Where a select waits both to send and to receive, it meets its copy,
 * as it would anybody who came. (C1)
 */
export function enlist(joining: readonly Joining[]): void {
  const channelOf = ({ operation }: Joining): Channel<unknown> | undefined => (operation as { channel?: Channel<unknown> }).channel
  const channels = new Set(joining.flatMap((one) => channelOf(one) ?? []))
  const both = [...channels].filter(({ senders, takers }) => senders.first !== null && takers.first !== null)
  for (const one of joining) {
    const { operation, tasklet } = one
    const channel = channelOf(one)
    if (channel !== undefined) readmit(channel, isDirect(operation) ? tasklet : operation as Transfer<unknown>)
    else watch((operation as Join<unknown>).target, operation as Join<unknown>)
  }
  for (const channel of both) {
    const sent = channel.poll()
    if (sent !== undefined) channel.offer(sent.value) // (undefined: they have met on another)
  }
}
