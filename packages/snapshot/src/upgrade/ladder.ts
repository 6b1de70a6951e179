// The upgrade ladder: may a frame that was saved by other code go on, on which code, and where do its values go?
//
//   same      1  the body is the same: go on
//   body      2  the shape is the same, the body is not: go on with the new code
//   mapped    3  the label exists, every saved value has a namesake, and every value that is needed was saved or is known
//   migrated  4  as the author said (migrations.ts)
//   archived  5  on the code it was saved with, from the archive
//   refused   6  otherwise, naming label and variables, and what would help
//
//   LA1. The answer is worked out for each type of frame, before anything is made. Nothing here changes anything.
//   LA2. Nothing is guessed silently: whoever is not `same` is reported, frame by frame.
//   LA3. Nothing is filled in that is not certain: a variable without a saved value is known to have one value only
//        (meta.known), or known to have none yet (point.unset), or given by the author (`initial`).
//   LA4. The variables of a frame and of its own scope objects are one name space: a variable that a closure begins or
//        ceases to use moves between them.
//   LA5. The frames of one version of a function go on with one code, its closures and scopes too: if one of them needs the
//        archive, all do. What was made by archived code is of that version for ever; what has no version is of the one that is not archived.
//   LA6. Functions of one name are numbered (`m#run~2`). Among them, a frame goes on with the one that has its body, whatever that one's number
//        is now, and so do its closures and scopes.
//
// Called by: decode.ts, check.ts. Calls: scopes.ts, ids.ts, labels.ts, variables.ts, migrations.ts, the code table.

import { codeTable, delegateCode, DONE, TDZ, type Code, type CodeMeta, type Point, type ScopeRecord } from '@stillframe/runtime/abi'
import type { Archive } from './archive.ts'
import { isIndex, need, target, type Snapshot } from '../text/format.ts'
import { isVersioned, isWithin, ownerOf } from '../text/ids.ts'
import { findPoint, hasExpression, hasLoops, savedLabel, type SavedLabel } from '../text/labels.ts'
import type { FrameMigration, Migrations, Slots, Version } from './migrations.ts'
import { changed, isProblem, unknown, type Problem } from '../text/problems.ts'
import type { Type } from '../things/rows.ts'
import { closureLanding, scopeLanding, type ClosureLanding, type ScopeLanding } from './scopes.ts'
import { entryOf, splitId } from '../text/trail.ts'
import { baseName, internalFault, isCursor, isInternal, isTemporary, pair, type Saved, type Source, type Target, type Wanted } from './variables.ts'

export type Change = 'same' | 'body' | 'mapped' | 'migrated' | 'archived'

export interface Landing {
  readonly code: Code
  readonly pc: number
  readonly change: Change
  /** The label it goes on at. */
  readonly label: string
  /** The slot of each saved value; -1: see `moves`, or nowhere. */
  readonly slots: readonly number[]
  /** Scope objects the code has now and had not: to be made. */
  readonly made: readonly (readonly [slot: number, record: ScopeRecord])[]
  readonly moves: readonly (readonly [Source, Target])[]
  /** Saved values that say how a `finally` was entered: jumps out of it (3 and up) mean something else in other code. */
  readonly kinds: readonly number[]
  readonly migration: Migrating | null
  /** `slots` is all there is. */
  readonly simple: boolean
  /** What was done, in words. */
  readonly details: string
}

export interface Migrating {
  readonly run: (slots: Slots) => Slots
  readonly saved: readonly Saved[]
  readonly wanted: readonly Wanted[]
  /** Variables that have their values unless it gives others. */
  readonly kept: readonly Wanted[]
  /** Variables the function has or had, wanted here or not. */
  readonly names: ReadonlySet<string>
  /** What goes on as it was, unless it gives another value. */
  readonly pairs: ReadonlyMap<Wanted, Saved>
}

export const FRAME_SHARED = 6

interface SavedFrame {
  /** In the table of code. */
  readonly number: number
  readonly id: string
  readonly shape: string
  readonly body: string
  readonly pc: number
  readonly label: SavedLabel
  readonly names: readonly string[]
  /** Of one frame of the type. */
  readonly cells: readonly unknown[]
}

export class Ladder {
  readonly snapshot: Snapshot
  readonly migrations: Migrations
  readonly #archive: Archive | undefined
  readonly #answers = new Map<Type, Landing | ScopeLanding | ClosureLanding | Problem>()
  readonly #newScopes = new Map<Type, ScopeLanding | Problem>()
  #archived: Set<number> | undefined
  /** The others that have frames. */
  readonly #staying = new Set<number>()
  #renumbered: ReadonlyMap<string, string> | undefined
  /** An object of each type; -1: there is none. */
  readonly #samples: Int32Array

  constructor(snapshot: Snapshot, migrations: Migrations, archive: Archive | undefined) {
    this.snapshot = snapshot
    this.migrations = migrations
    this.#archive = archive
    this.#samples = new Int32Array(snapshot.types.length).fill(-1)
    for (const { type, first } of snapshot.groups.toReversed()) this.#samples[type] = first
  }

  /** Every type of frame, scope and closure with its answer, and an object of it. */
  * answers(): Generator<{ type: Type; number: number; sample: number; answer: object }> {
    for (const [number, type] of this.snapshot.types.entries()) {
      const sample = this.#samples[number] as number
      if (sample < 0) continue
      if (type[0] === 'frame') yield { type, number, sample, answer: this.frame(type, sample) }
      else if (type[0] === 'scope') yield { type, number, sample, answer: this.scope(type) }
      else if (type[0] === 'closure') yield { type, number, sample, answer: this.closure(type, sample) }
    }
  }

  frame(type: Type, sample: number): Landing | Problem {
    return (this.#answers.get(type) as Landing | undefined) ?? this.#once(type, () => this.#land(this.#read(type, sample)))
  }

  scope(type: Type): ScopeLanding | Problem {
    return this.#once(type, () => this.#gone(type) ?? (this.#isArchived(type) ? this.#archive?.scope(type, this.snapshot) : undefined) ?? this.newScope(type))
  }

  /** Where a scope object goes if its frame goes on with new code. */
  newScope(type: Type): ScopeLanding | Problem {
    let answer = this.#newScopes.get(type)
    if (answer === undefined) this.#newScopes.set(type, answer = scopeLanding(type, this))
    return answer
  }

  closure(type: Type, sample: number): ClosureLanding | Problem {
    return this.#once(type, () => this.#gone(type) ?? (this.#isArchived(type) ? this.#archive?.closure(type, this.snapshot) : undefined)
      ?? closureLanding(type, entryOf(this.snapshot, sample).cells, this))
  }

  /** What is wrong with the archived code that made it, if any did; it is linked, otherwise. */
  #gone([, id]: Type): Problem | undefined {
    return this.#archive?.require(String(id), (name) => this.nameNow(name))
  }

  /** Does it belong to a function all of whose frames end on archived code? LA5 */
  #isArchived([, id]: Type): boolean {
    if (isVersioned(String(id))) return false // what it belongs to has been linked
    const archived = this.#archivedCodes()
    const isOwner = (number: number): boolean => isWithin(String(id), this.snapshot.code[number]?.[0] as string)
    return [...archived].some(isOwner) && ![...this.#staying].some(isOwner)
  }

  /** The id that a saved id has now: as its author says, or as its function is numbered now. LA6 */
  nameNow(id: string, version?: Version): string {
    const said = this.migrations.nameNow(id, version)
    if (isVersioned(said)) return said
    this.#renumbered ??= this.#renumber()
    for (const [was, is] of this.#renumbered) {
      if (isWithin(said, was)) return is + said.slice(was.length)
    }
    return said
  }

  #renumber(): Map<string, string> {
    const renumbered = new Map<string, string>()
    const versions = new Map<string, string[]>()
    for (const { id, meta } of codeTable.codes.values()) {
      const version = `${baseName(id)}@${meta?.body}`
      versions.set(version, [...versions.get(version) ?? [], id])
    }
    for (const [id, shape, body] of this.snapshot.code as [string, string, string][]) {
      const now = this.migrations.nameNow(id, { shape, body })
      const [meant, ...others] = isNow(now, body) ? [] : versions.get(`${baseName(now)}@${body}`) ?? []
      if (meant !== undefined && others.length === 0) renumbered.set(now, meant)
    }
    return renumbered
  }

  #once<T extends Landing | ScopeLanding | ClosureLanding>(type: Type, work: () => T | Problem): T | Problem {
    let answer = this.#answers.get(type) as T | Problem | undefined
    if (answer === undefined) this.#answers.set(type, answer = work())
    return answer
  }

  /** Is the body of a function what it was? Only functions with frames here have one on record. */
  sameBody(id: string): boolean {
    const body = this.snapshot.code.find(([other]) => other === id)?.[2]
    return body !== undefined && codeTable.codes.get(this.nameNow(id))?.meta?.body === body
  }

  #read(type: Type, sample: number): SavedFrame {
    const [, number, pc, label] = type
    const names = type.slice(FRAME_SHARED)
    const cells = entryOf(this.snapshot, sample).cells.slice(1)
    need(isIndex(number, this.snapshot.code.length) && typeof pc === 'number' && typeof label === 'string', 'a frame has no code')
    need(names.every((name) => typeof name === 'string'), 'a slot has no name')
    const [id, shape, body] = this.snapshot.code[number] as [string, string, string]
    return { number, id, shape, body, pc, label: savedLabel(label), names: names as string[], cells }
  }

  #land(saved: SavedFrame): Landing | Problem {
    const old = this.#archivedCodes().has(saved.number) ? this.#fromArchive(saved) : undefined
    return old ?? this.#current(saved)
  }

  /** The functions whose frames end on archived code. LA5 */
  #archivedCodes(): ReadonlySet<number> {
    if (this.#archived !== undefined) return this.#archived
    this.#archived = new Set()
    if (this.#archive === undefined) return this.#archived
    for (const [number, type] of this.snapshot.types.entries()) {
      const sample = this.#samples[number] as number
      if (type[0] !== 'frame' || sample < 0 || type[2] === DONE) continue
      const saved = this.#read(type as Type, sample)
      if (isProblem(this.#current(saved)) && this.#fromArchive(saved) !== undefined) this.#archived.add(saved.number)
      else this.#staying.add(saved.number)
    }
    for (const number of this.#archived) this.#staying.delete(number)
    return this.#archived
  }

  /** Rungs 1 to 4. */
  #current(saved: SavedFrame): Landing | Problem {
    const { id, shape, body, pc, label } = saved
    const said = this.migrations.frame(id, shape, body, label.label)
    const now = said?.first !== true && isNow(id, body) ? id : this.nameNow(id, saved)
    const code = now === delegateCode.id ? delegateCode : codeTable.codes.get(now)
    if (code === undefined || code.meta === null) return unknown(`no function "${now}" is registered`, this.#hintFor(id, body))
    if (pc === DONE) return landing(code, DONE, 'same', 'done')
    if (code.meta.body === body) {
      const same = samePlace(saved, code, code.meta)
      if (same !== undefined) return now === id ? same : { ...same, change: 'migrated', details: `it is ${now} now` }
    }
    if (said?.first) return this.#byNames(saved, code, code.meta, said)
    const moved = now !== id
    const mapped = this.#byNames(saved, code, code.meta, undefined)
    if (!isProblem(mapped)) return { ...mapped, change: moved ? 'migrated' : code.meta.shape === shape ? 'body' : 'mapped' }
    return said === undefined || label.label === '' ? mapped : this.#byNames(saved, code, code.meta, said)
  }

  #hintFor(id: string, body: string): string {
    const { name } = splitId(id)
    for (const { id: other, meta } of codeTable.codes.values()) {
      if (meta === null || other === id) continue
      if (meta.body === body) return `${other} has the same body: if it was renamed, declare { function: ${JSON.stringify(id)}, to: ${JSON.stringify(other)} }`
    }
    const moved = [...codeTable.codes.keys()].find((other) => splitId(other).name === name)
    if (moved === undefined) return ''
    return `if its module was moved, declare { module: ${JSON.stringify(splitId(id).module)}, to: ${JSON.stringify(splitId(moved).module)} }`
  }

  /** Rung 5. */
  #fromArchive(saved: SavedFrame): Landing | Problem | undefined {
    const code = this.#archive?.code(saved.id, saved.body, (name) => this.nameNow(name))
    if (code === undefined) return undefined
    if (isProblem(code)) return code
    const same = samePlace(saved, code, code.meta as CodeMeta)
    return same === undefined ? undefined : { ...same, change: 'archived', details: 'it ends on the code it was saved with' }
  }

  /** Rungs 2 to 4: values are matched by name. `said` is what the author declared. */
  #byNames(saved: SavedFrame, code: Code, meta: CodeMeta, said: FrameMigration | undefined): Landing | Problem {
    const renamed = said?.labels[saved.label.label]
    const point = findPoint(saved.label, renamed, meta)
    if (typeof point === 'string') return changed(point, labelHint(saved.label.label, meta))
    return new Matcher(this, saved, code, meta, point, said).match()
  }
}

/** Is a version of a function the one that has its name now? Then no renaming without `from` is about it. */
function isNow(id: string, body: string): boolean {
  return codeTable.codes.get(id)?.meta?.body === body
}

function labelHint(label: string, { points }: CodeMeta): string {
  const others = points.filter((point) => point.pc > 0 && point.label !== label).map((point) => point.label)
  return others.length === 0 ? '' : `If it has another name now (${others.slice(0, 6).join(', ')}), declare labels: { ${JSON.stringify(label)}: ... }`
}

function landing(code: Code, pc: number, change: Change, label: string, more: Partial<Landing> = {}): Landing {
  const all = { code, pc, change, label, slots: [], made: [], moves: [], kinds: [], migration: null, simple: true, details: '', ...more }
  return { ...all, simple: all.made.length + all.moves.length + all.kinds.length === 0 && all.migration === null }
}

/** The same point of the same body: by position, so that renamed variables do not matter. */
function samePlace({ pc, label, names }: SavedFrame, code: Code, { points, slots }: CodeMeta): Landing | undefined {
  const point = points.find((one) => one.label === label.label && one.pc === pc)
  if (point === undefined || point.live.length !== names.length) return undefined
  const fits = point.live.every((slot, i) => {
    const [was, is] = [names[i] as string, slots[slot] as string]
    return was === is || (isInternal(was, names) === isInternal(is, slots) && (!isInternal(was, names) || baseName(was) === baseName(is)))
  })
  return fits ? landing(code, pc, 'same', label.label, { slots: point.live }) : undefined
}

/** Matches the values of one type of frame with the variables of a point. */
class Matcher {
  readonly #ladder: Ladder
  readonly #saved: SavedFrame
  readonly #code: Code
  readonly #meta: CodeMeta
  readonly #point: Point
  readonly #said: FrameMigration | undefined
  readonly #slots: number[]
  readonly #made: [number, ScopeRecord][] = []
  readonly #moves: [Source, Target][] = []
  readonly #own: Saved[] = []
  readonly #wanted: Wanted[] = []
  /** Variables that have their values, and that a migration may change. */
  readonly #kept: Wanted[] = []
  readonly #notes: string[] = []

  constructor(ladder: Ladder, saved: SavedFrame, code: Code, meta: CodeMeta, point: Point, said: FrameMigration | undefined) {
    this.#ladder = ladder
    this.#saved = saved
    this.#code = code
    this.#meta = meta
    this.#point = point
    this.#said = said
    this.#slots = saved.names.map(() => -1)
  }

  match(): Landing | Problem {
    const fault = this.#scopes() ?? this.#expression() ?? this.#internals() ?? this.#variables()
    if (fault !== undefined) return fault
    const { label, names } = this.#saved
    if (this.#point.label !== label.label) this.#notes.unshift(`goes on at "${this.#point.label}"`)
    const kinds = names.flatMap((name, i) => (name.startsWith('finally.kind') ? [i] : []))
    return landing(this.#code, this.#point.pc, this.#said === undefined ? 'mapped' : 'migrated', this.#point.label, {
      slots: this.#slots, made: this.#made, moves: this.#moves, kinds, details: this.#notes.join('; '), migration: this.#migrating(),
    })
  }

  #migrating(): Migrating | null {
    const { migrate: run, initial = {} } = this.#said ?? {}
    if (run === undefined) return null
    const wanted = this.#wanted.map((one): Wanted => (Object.hasOwn(initial, one.name) ? { ...one, known: [initial[one.name]] } : one))
    return { run, saved: this.#own, wanted, kept: this.#kept, names: new Set([...this.#names(), ...this.#own.map(({ name }) => name)]), pairs: new Map(pair(this.#renamed(), wanted).pairs.map(([from, to]) => [to, from])) }
  }

  /** All names of variables the function has. */
  #names(): string[] {
    const { slots, others = [] } = this.#meta
    const scopes = [...codeTable.scopes.values()].filter(({ id }) => ownerOf(id) === this.#code.id)
    return [...slots, ...others, ...scopes.flatMap(({ names }) => names)]
  }

  /** The scope objects: which of those saved is which of those that are wanted; variables that move. LA4 */
  #scopes(): Problem | undefined {
    const { names, cells, id } = this.#saved
    const wanted = new Map(this.#meta.scopes ?? [])
    const found = new Map<string, number>()
    names.forEach((name, i) => {
      const at = target(cells[i])
      const entry = at < 0 || baseName(name) !== 'scope' ? undefined : entryOf(this.#ladder.snapshot, at)
      if (entry?.tag !== 'scope' || this.#meta.scopes === undefined && this.#meta.slots.includes(name)) {
        if (!isInternal(name, names) && !isTemporary(name)) this.#own.push({ name, source: { cell: i } })
        return
      }
      const answer = this.#ladder.newScope(entry.type as unknown as Type)
      const record = isProblem(answer) ? null : answer.record
      if (record !== null) found.set(record.id, i)
      if (ownerOf(String(entry.type[1])) !== id) return
      entry.type.slice(2).forEach((field, k) => {
        const stays = !isProblem(answer) && answer.record !== null && answer.fields[k] !== null
        if (!stays || this.#said?.migrate !== undefined) this.#own.push({ name: String(field), source: { cell: i, field: k } })
      })
    })
    for (const slot of this.#point.live) {
      const scope = wanted.get(slot)
      if (scope === undefined) continue
      const cell = found.get(scope)
      const record = codeTable.scopes.get(scope) as ScopeRecord
      const isOwn = ownerOf(scope) === this.#code.id
      if (cell !== undefined) this.#slots[cell] = slot
      else if (isOwn) this.#made.push([slot, record])
      else return changed(`it uses "${record.names.join('", "')}" of a function around it now, which it did not`)
      if (isOwn) this.#wantFields(slot, record, cell)
    }
    return undefined
  }

  #wantFields(slot: number, record: ScopeRecord, cell: number | undefined): void {
    const at = cell === undefined ? -1 : target(this.#saved.cells[cell])
    const answer = at < 0 ? undefined : this.#ladder.newScope(entryOf(this.#ladder.snapshot, at).type as unknown as Type)
    const fresh = answer === undefined || isProblem(answer) ? record.names : answer.fresh
    for (const name of record.names) if (!fresh.includes(name)) this.#kept.push({ name, target: { slot, field: name } })
    for (const name of fresh) {
      const unset = this.#point.unset?.includes(name)
      const known = Object.hasOwn(record.known, name) ? record.known[name] : TDZ
      this.#wanted.push({ name, target: { slot, field: name }, ...(unset || known !== TDZ ? { known: [unset ? TDZ : known] } : {}) })
    }
  }

  /** VA3 */
  #expression(): Problem | undefined {
    const { names, label } = this.#saved
    const was = names.filter(isTemporary)
    const is = this.#point.live.map((slot) => this.#meta.slots[slot] as string).filter(isTemporary)
    if (was.length === 0 && is.length === 0) return undefined
    if (!hasExpression(label, this.#point) || was.length !== is.length) {
      return changed('the expression it waits in has changed, and values in use between its parts have no place', 'Wait in a statement of its own: const answer = yield* ...')
    }
    const slots = this.#point.live.filter((slot) => isTemporary(this.#meta.slots[slot] as string))
    names.forEach((name, i) => { if (isTemporary(name)) this.#slots[i] = slots.shift() as number })
    return undefined
  }

  /** VA2 */
  #internals(): Problem | undefined {
    const { names, cells } = this.#saved
    const { slots } = this.#meta
    const isScope = (i: number): boolean => baseName(names[i] as string) === 'scope' && target(cells[i]) >= 0
    const saved = names.flatMap((name, i) => (isInternal(name, names) && !isScope(i) ? [{ name, source: { cell: i } }] : []))
    const scopes = new Map(this.#meta.scopes ?? [])
    const wanted = this.#point.live.filter((slot) => isInternal(slots[slot] as string, slots) && !scopes.has(slot)).map((slot) => ({ name: slots[slot] as string, target: { slot } }))
    const pairing = pair(saved, wanted)
    const fault = internalFault(pairing)
    if (fault !== undefined) return changed(fault)
    const { label } = this.#saved
    if (pairing.pairs.some(([{ name }]) => isCursor(name)) && !hasLoops(label, this.#point) && this.#said?.labels[label.label] === undefined) {
      return changed('the loops around it go through something else than they did', `If they may go on with that, declare labels: { ${JSON.stringify(label.label)}: ${JSON.stringify(this.#point.label)} }`)
    }
    for (const [from, to] of pairing.pairs) this.#slots[(from.source as { cell: number }).cell] = to.target.slot
    return undefined
  }

  /** LA3 */
  #variables(): Problem | undefined {
    const { slots } = this.#meta
    const known = new Map(this.#meta.known ?? [])
    const scopes = new Map(this.#meta.scopes ?? [])
    for (const slot of this.#point.live) {
      const name = slots[slot] as string
      if (isTemporary(name) || isInternal(name, slots) || scopes.has(slot)) continue
      this.#wanted.push({ name, target: { slot }, ...(known.has(slot) ? { known: [known.get(slot)] as const } : {}) })
    }
    const initial: Slots = this.#said?.initial ?? {}
    if (this.#said?.migrate !== undefined) return undefined
    const { pairs, left, missing, unclear } = pair(this.#renamed(), this.#wanted)
    if (unclear.length > 0) return changed(`there is another number of variables "${unclear.join('", "')}" than there was, and it can't be told which is which`)
    for (const [from, to] of pairs) this.#move(from, to)
    const names = new Set(this.#names().map(baseName))
    const gone = left.filter(({ name }) => !names.has(baseName(name)))
    if (gone.length > 0) return changed(`its variable "${list(gone)}" is gone`, `If it is not needed any more, declare slots: { ${JSON.stringify(gone[0]?.name)}: null }; if it was renamed, its name now`)
    const lost = missing.filter((one) => !Object.hasOwn(initial, one.name) && one.known === undefined)
    if (lost.length > 0) return changed(`its variable "${list(lost)}" has no saved value`, `Declare initial: { ${JSON.stringify(lost[0]?.name)}: ... }, or where it comes from`)
    for (const one of missing) this.#begin(one, Object.hasOwn(initial, one.name) ? initial[one.name] : one.known?.[0])
    if (left.length > 0) this.#notes.push(`leaves ${left.map(({ name }) => name).join(', ')} behind`)
    return undefined
  }

  /** The saved variables under the names they have now. */
  #renamed(): Saved[] {
    const renames: Readonly<Record<string, string | null>> = this.#said?.slots ?? {}
    return this.#own.flatMap((one): Saved[] => {
      const now = Object.hasOwn(renames, one.name) ? renames[one.name] : one.name
      if (now === null || now === undefined) return []
      if (now !== one.name && this.#said?.migrate === undefined) this.#notes.push(`${one.name} is ${now}`)
      return [{ ...one, name: now }]
    })
  }

  #move({ source }: Saved, to: Wanted): void {
    if ('cell' in source && source.field === undefined && to.target.field === undefined) this.#slots[source.cell] = to.target.slot
    else this.#moves.push([source, to.target])
  }

  #begin({ name, target: to }: Wanted, value: unknown): void {
    this.#moves.push([{ value }, to])
    if (value !== TDZ) this.#notes.push(`${name} begins as ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`)
  }
}

const list = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join('", "')
