// Checks of what the runtime will trust: fields of its kinds, and chains of frames. Before any hook runs, and before
// anything that existed already is touched.
//
//   CH1. A kind's fields are of the types its class declares; lists hold what they should, once. (Of the fields that its row has.)
//   CH2. What is parked is parked on something that knows it (O2), the ring holds ready ones (S1), the living are alive (S2).
//   CH3. Chains of frames end.
//
// Called by: decode.ts. Calls: nothing.

import { DONE, Frame, generatorState, kindOf, Operation } from '@stillframe/runtime/abi'
import { need } from './format.ts'

type Fields = Record<string, unknown>
type Test = (value: unknown) => boolean

const isA = (...names: string[]): Test => (value) => typeof value === 'object' && value !== null && names.includes(kindOf(value)?.name ?? '')
const nullOr = (test: Test): Test => (value) => value === null || test(value)
const integer = (low: number, high: number): Test => (value) => Number.isInteger(value) && (value as number) >= low && (value as number) <= high
const count = integer(0, Number.MAX_SAFE_INTEGER)
const time: Test = (value) => typeof value === 'number' && !Number.isNaN(value)
const string: Test = (value) => typeof value === 'string'
const boolean: Test = (value) => typeof value === 'boolean'
const anything: Test = () => true
const object: Test = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'
const list = (test: Test): Test => (value) => Array.isArray(value) && value.every(test) && new Set(value).size === value.length
const tuple = (...tests: Test[]): Test => (value) => Array.isArray(value) && value.length === tests.length && tests.every((test, i) => test(value[i]))
const operation: Test = (value) => value instanceof Operation
const oneOf = (...words: string[]): Test => (value) => words.includes(value as string)
const part = oneOf('keys', 'values', 'entries')
const tasklets: Test = (value) => value instanceof Set && [...value].every((one) => isA('Tasklet')(one))
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
const READY = 1
const PARKED = 3
const FINISHED = 4

/** CH1 */
const FIELDS: Record<string, Record<string, Test>> = {
  Tasklet: {
    id: count, name: string, home: nullOr(isA('Scheduler')), state: (value) => integer(0, 6)(value) && value !== RUNNING,
    top: nullOr((value) => value instanceof Frame), mode: integer(0, 2), parkedOn: nullOr(operation), joiners: nullOr(list(isA('Join'))),
    exit: nullOr(isA('TaskletExit')), scope: nullOr(isA('Scope')), context: bindings,
  },
  Channel: { capacity: (value) => time(value) && (value as number) >= 0, preference: integer(-1, 1), closed: boolean, buffer: Array.isArray, waiting: list(isA('Transfer')) },
  Transfer: { tasklet, channel: isA('Channel'), direction: (value) => value === 1 || value === -1, wrapped: boolean },
  Schedule: { tasklet },
  Sleep: { tasklet, ms: time, dueMs: time, order: count },
  Join: { tasklet, target: isA('Tasklet'), form: oneOf('result', 'outcome', 'end') },
  Scope: {
    policy: oneOf('scope', 'all', 'race', 'any', 'settled', 'shield'), children: tasklets,
    rest: nullOr(isA('Rest')), cancelled: boolean, closed: boolean, expired: nullOr(time), decider: nullOr(isA('Tasklet')), errors: Array.isArray,
  },
  Rest: { tasklet, ms: time, dueMs: time, order: count, scope: isA('Scope') },
  Request: { tasklet, kind: string, id: string },
  ArrayCursor: { source: nullOr(object), index: count, part },
  StringCursor: { source: string, index: count },
  CollectionCursor: { source: nullOr((value) => value instanceof Map || value instanceof Set), skipped: count, part },
  KeysCursor: { source: nullOr(object), keys: (value) => Array.isArray(value) && value.every(string), index: count },
  ForeignCursor: { iterator: object, done: boolean },
  Scheduler: {
    ring: list(isA('Tasklet')), timers: list(isA('Sleep', 'Rest')), requests: list(isA('Request')),
    inbox: (value) => Array.isArray(value) && value.every(tuple(string, boolean, anything)), living: list(isA('Tasklet')),
    counters: tuple(count, count, count), random: integer(-(2 ** 31), 2 ** 31 - 1), shuffle: boolean, virtual: boolean, time,
  },
}

/** The fields of each restored object of a kind. */
export type KindFields = Map<object, { readonly name: string; readonly fields: Fields }>

/** Throws MALFORMED if the runtime could not trust what was read. */
export function checkKinds(all: KindFields): void {
  for (const { name, fields } of all.values()) {
    for (const [field, test] of Object.entries(FIELDS[name] ?? {})) need(!Object.hasOwn(fields, field) || test(fields[field]), `field ${field} of a ${name} is damaged`)
  }
  const scheduled = new Set<unknown>()
  for (const [one, { name, fields }] of all) {
    if (name === 'Tasklet') checkTasklet(one, fields)
    else if (name === 'Channel') checkChannel(fields, one, all)
    else if (name === 'CollectionCursor') need(fields['source'] === null || (fields['skipped'] as number) <= (fields['source'] as Set<unknown>).size, 'a cursor is past its end')
    else if (name === 'Scope') checkScope(fields, one, all)
    else if (name === 'Scheduler') checkScheduler(fields, all, scheduled)
  }
}

/** CH2 */
function checkTasklet(tasklet: object, { state, top, parkedOn }: Fields): void {
  const alive = (state as number) < FINISHED
  need(alive === (top !== null), 'T1: the living have a frame')
  need((state === PARKED) === (parkedOn !== null), 'T1: PARKED means parkedOn')
  need(parkedOn === null || (parkedOn as Operation<unknown>).tasklet === tasklet, 'O2: operation and tasklet name each other')
}

function checkChannel({ waiting, closed }: Fields, channel: object, all: KindFields): void {
  const transfers = waiting as { direction: number; channel: object; tasklet: object | null }[]
  need(transfers.length === 0 || !closed, 'C4: nobody waits on a closed channel')
  for (const transfer of transfers) {
    need(transfer.direction === transfers[0]?.direction && transfer.channel === channel, 'C1: senders or receivers, never both')
    need(transfer.tasklet !== null && all.get(transfer.tasklet)?.fields['parkedOn'] === transfer, 'C2: who waits is parked')
  }
}

function checkScope({ children, rest }: Fields, scope: object, all: KindFields): void {
  for (const child of children as Set<object>) {
    const { state, scope: its } = all.get(child)?.fields ?? {}
    need((state as number) < FINISHED && its === scope, 'SC1: children are alive, and name their scope')
  }
  const waits = rest as (Operation<unknown> & { scope: object }) | null
  need(waits === null || (waits.scope === scope && waits.tasklet?.parkedOn === waits), 'SC2: who waits for a scope is parked')
}

function checkScheduler({ ring, timers, requests, living }: Fields, all: KindFields, scheduled: Set<unknown>): void {
  const stateOf = (one: unknown): unknown => all.get(one as object)?.fields['state']
  for (const one of living as unknown[]) {
    need(!scheduled.has(one), 'S2: a tasklet lives in one scheduler')
    scheduled.add(one)
    need((stateOf(one) as number) < FINISHED, 'S2: the living are alive')
  }
  for (const one of ring as unknown[]) need(scheduled.has(one) && stateOf(one) === READY, 'S1: the ring holds the READY')
  for (const one of [...(timers as Operation<unknown>[]), ...(requests as Operation<unknown>[])]) {
    need(one.tasklet !== null && all.get(one.tasklet)?.fields['parkedOn'] === one, 'H2: a timer has a parked tasklet')
  }
}

/** CH3. `frames` are the frames that were restored. */
export function checkFrames(frames: readonly Frame[]): void {
  const fine = new Set<Frame>()
  for (const frame of frames) {
    need(frame.up === null || (frame.pc !== DONE && frame.up.pc > 0), 'F2: a caller has been started and has not finished')
    const chain = new Set<Frame>()
    for (let at: Frame | null = frame; at !== null && !fine.has(at); at = at.up) {
      need(!chain.has(at), 'a chain of frames has no end')
      chain.add(at)
    }
    for (const at of chain) fine.add(at)
  }
}

/** A generator object's frames: the innermost leads to the outermost. */
export function checkGenerators(generators: readonly object[]): void {
  for (const generator of generators) {
    const state = generatorState(generator)
    need(state !== undefined, 'a generator is damaged')
    need((state.top === null) === (state.frame.pc === DONE), 'GO1: top is null once it has finished')
  }
}
