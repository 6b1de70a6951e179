// The door of the package: a graph to text and back.

import { rehearse, type Check } from './tools/check.ts'
import { compareSnapshots, type Difference } from './tools/compare.ts'
import { building, restoreSnapshot, restoreText, type RestoreOptions } from './restore/decode.ts'
import { describeSnapshot, type Description } from './tools/describe.ts'
import { Walker, type CaptureOptions } from './capture/encode.ts'
import { fail, refuse, SnapshotError, type Refusal } from './errors.ts'
import { pack, unpack, unpackWhole } from './text/format.ts'
import { History, merge, packSince } from './history.ts'

export { SnapshotError, type Refusal } from './errors.ts'
export type { CaptureOptions } from './capture/encode.ts'
export { Archive } from './upgrade/archive.ts'
export type { Check } from './tools/check.ts'
export type { Difference } from './tools/compare.ts'
export type { RestoreOptions } from './restore/decode.ts'
export type { ChannelDescription, Description, FrameDescription, LocalDescription, TaskletDescription } from './tools/describe.ts'
export { fork, type ForkOptions } from './fork.ts'
export type { Limits } from './text/format.ts'
export { History } from './history.ts'
export { LOAD, SAVE } from './things/hooks.ts'
export { moduleNow } from './upgrade/migrations.ts'
export type { ClassMigration, FunctionMigration, Migration, ModuleMigration, Slots } from './upgrade/migrations.ts'
export type { Remedy, Verdict } from './upgrade/refusals.ts'
export { open, seal, type OpenOptions, type SealKey, type SealOptions } from './seal.ts'
export type { PermanentResolver, Permanents } from './things/permanents.ts'

/**
 * One text for everything that `root` reaches: tasklets, channels, schedulers, generator objects, values. The same state
 * gives the same text. Throws SnapshotError for the first value that can't be saved; then nothing has changed.
 */
export function capture(root: unknown, options: CaptureOptions = {}): string {
  const walker = new Walker(options, false)
  const snapshot = walker.walk(root)
  const { since, limits } = options
  if (since === undefined) return packed(() => pack(snapshot), limits?.bytes)
  const after = Object.assign(new History(), since) // it is told only of texts that were made
  const text = packed(() => packSince(after, walker, snapshot), limits?.bytes)
  Object.assign(since, after)
  return text
}

function packed(make: () => string, mostBytes: number | undefined): string {
  let text: string
  try {
    text = make()
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge('the text is longer than a string can be')
    throw error
  }
  if (mostBytes !== undefined && text.length > mostBytes) throw tooLarge(`the text has ${text.length} characters, the limit is ${mostBytes}`)
  return text
}

function tooLarge(what: string): SnapshotError {
  const { code, hint } = refuse.tooLarge(what)
  return new SnapshotError(code, what, hint)
}

/**
 * The graph of a text made by `capture`: identity, cycles and sharing as they were. Throws SnapshotError for anything
 * else, and for what this program can't go on with; then nothing has changed.
 *
 * `restore(text, options)`, or `restore(base, ...deltas, options)` for what `capture(root, { since })` wrote, in its order.
 * Nothing that is given is passed over: what is neither text nor options is refused (DELTA_ORDER).
 */
export function restore<T = unknown>(base: string, delta: string, ...more: (string | RestoreOptions)[]): T
export function restore<T = unknown>(text: string, options?: RestoreOptions): T
export function restore<T = unknown>(text: string, ...rest: readonly (string | RestoreOptions | undefined)[]): T {
  const last = rest.at(-1)
  const options = isOptions(last) ? last ?? {} : {}
  const deltas = (isOptions(last) ? rest.slice(0, -1) : rest) as string[]
  for (const delta of deltas) if (typeof delta !== 'string') throw fail.notDelta(delta)
  if (deltas.length === 0) return restoreText(text, options) as T
  return restoreSnapshot(building(() => merge([text, ...deltas], options.limits)), options) as T
}

/** A plain object, or nothing. */
function isOptions(value: unknown): value is RestoreOptions | undefined {
  if (typeof value !== 'object' || value === null) return value === undefined
  const prototype = Object.getPrototypeOf(value) as object | null
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** The hashes of all bodies of functions that a snapshot has a frame, a closure or a scope of, as far as it tells. */
export function bodiesIn(text: string): Set<string> {
  const { code, types } = unpack(text)
  const bodies = new Set(code.map(([, , body]) => body))
  for (const [tag, id] of types) {
    const version = tag === 'closure' || tag === 'scope' ? /#[^@]*@([^@#]*)$/.exec(String(id))?.[1] : undefined
    if (version !== undefined) bodies.add(version)
  }
  return bodies
}

/** What is different between two snapshots, by name; neither program is needed. Throws SnapshotError for damaged texts. */
export function compare(before: string, after: string): Difference[] {
  return describing(() => compareSnapshots(unpackWhole(before), unpackWhole(after)))
}

/** What `restore` would do, and say, with the code of this program: everything but its last step. Nothing changes. */
export function check(text: string, options: RestoreOptions = {}): Check {
  if (!isOptions(options)) throw fail.notOptions(options)
  return rehearse(text, options)
}

/** Everything that stands in the way of `capture(root)`, with the way to it. Does not throw. */
export function explain(root: unknown, options: CaptureOptions = {}): Refusal[] {
  const walker = new Walker(options, true)
  try {
    walker.walk(root)
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    const { code, path, message, hint } = error
    return [...walker.refusals, { code, path, message, hint }]
  }
  return walker.refusals
}

/**
 * What a snapshot holds, or what `capture` of an object would: tasklets with their frames and locals, channels, timers,
 * requests. A text is read without its program. Throws SnapshotError for texts that are damaged.
 */
export function describe(textOrRoot: unknown, options: CaptureOptions = {}): Description {
  if (typeof textOrRoot === 'string') {
    if (!isOptions(options)) throw fail.notOptions(options)
    const snapshot = unpackWhole(textOrRoot, options.limits)
    return describing(() => describeSnapshot(snapshot, textOrRoot.length, []))
  }
  const walker = new Walker(options, true)
  const snapshot = walker.walk(textOrRoot)
  return describeSnapshot(snapshot, undefined, walker.refusals)
}

/** Cells are checked by then, but not what objects are made of. */
function describing<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof SnapshotError ? error : fail.malformed('it can\'t be described', error)
  }
}
