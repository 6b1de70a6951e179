// Scope objects and closures that were saved by other code: the same ladder, by names.
//
//   SC1. A scope object is found by its id, or among the scopes of its function by its variables: ids are numbered.
//   SC2. A variable it did not have gets the value it is known to have, or the one the author gives; otherwise the frame
//        that owns the scope must have it (ladder.ts LA4).
//   SC3. A closure has no code of its own to go on with: it will be called, with the new code. It needs what it captures.
//
// Called by: ladder.ts. Calls: migrations.ts, ids.ts, the code table.

import { codeTable, type FunctionRecord, type ScopeRecord } from '@stillframe/runtime/abi'
import { need, target } from '../text/format.ts'
import { ownerOf, plainId } from '../text/ids.ts'
import type { Ladder } from './ladder.ts'
import { changed, isProblem, unknown, type Problem } from '../text/problems.ts'
import type { Type } from '../things/rows.ts'
import { entryOf } from '../text/trail.ts'

export interface ScopeLanding {
  /** null: the code has no such scope any more; its variables are elsewhere. */
  readonly record: ScopeRecord | null
  /** The variable of each saved value; null: it is not there any more. */
  readonly fields: readonly (string | null)[]
  readonly initial: readonly (readonly [name: string, value: unknown])[]
  /** Variables that need a value from the frame that owns the scope. */
  readonly fresh: readonly string[]
}

export interface ClosureLanding {
  readonly record: FunctionRecord
  /** The cell of each captured value, in the order the record takes them. */
  readonly cells: readonly number[]
}

/** The id that is registered; archived code that is not here may have a successor. */
const registered = (table: ReadonlyMap<string, unknown>, id: string): string => (table.has(id) ? id : plainId(id))

const sameNames = (one: readonly string[], other: readonly (string | null)[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name))

export function scopeLanding(type: Type, ladder: Ladder): ScopeLanding | Problem {
  const [, id, ...saved] = type
  need(typeof id === 'string' && saved.every((name) => typeof name === 'string'), 'a scope has no name')
  const owner = ownerOf(id)
  const { slots, initial } = ladder.migrations.variables(owner)
  const now = ladder.nameNow(registered(codeTable.scopes, id))
  const names = saved.map((name) => (Object.hasOwn(slots, name as string) ? slots[name as string] as string | null : name as string))
  const record = findScope(now, names)
  if (record === undefined) {
    // Its variables went into frames, if the function is still there.
    if (codeTable.functions.has(ownerOf(now))) return { record: null, fields: names.map(() => null), initial: [], fresh: [] }
    return unknown(`no scope "${now}" is registered`)
  }
  const fields = ladder.sameBody(owner) && record.names.length === names.length && record.id === now
    ? record.names // the same body: variables may have been renamed, also into one another's names
    : names.map((name) => (name !== null && record.names.includes(name) ? name : null))
  const lost = names.filter((name, i) => fields[i] === null && name !== null && !hasVariable(ownerOf(now), name))
  if (lost.length > 0) return changed(`its variable "${lost.join('", "')}" is gone`, `If it is not needed any more, declare { function: ${JSON.stringify(owner)}, slots: { ${JSON.stringify(lost[0])}: null } }`)
  const begins: [string, unknown][] = []
  const fresh: string[] = []
  for (const name of record.names) {
    if (fields.includes(name)) continue
    if (Object.hasOwn(initial, name)) begins.push([name, initial[name]])
    else if (Object.hasOwn(record.known, name)) begins.push([name, record.known[name]])
    else fresh.push(name)
  }
  return { record, fields, initial: begins, fresh }
}

/** SC1 */
function findScope(id: string, names: readonly (string | null)[]): ScopeRecord | undefined {
  const kept = names.filter((name) => name !== null)
  const exact = codeTable.scopes.get(id)
  if (exact !== undefined && sameNames(exact.names, kept)) return exact
  const alike = [...codeTable.scopes.values()].filter((one) => ownerOf(one.id) === ownerOf(id) && sameNames(one.names, kept))
  return alike.length === 1 ? alike[0] : exact
}

function hasVariable(id: string, name: string): boolean {
  const meta = codeTable.codes.get(id)?.meta
  if (meta && [...meta.slots, ...meta.others ?? []].includes(name)) return true
  return [...codeTable.scopes.values()].some((scope) => ownerOf(scope.id) === id && scope.names.includes(name))
}

/** SC3 */
export function closureLanding(type: Type, cells: readonly unknown[], ladder: Ladder): ClosureLanding | Problem {
  const id = type[1]
  need(typeof id === 'string', 'a closure has no name')
  const now = ladder.nameNow(registered(codeTable.functions, id))
  const record = codeTable.functions.get(now)
  if (record === undefined) return unknown(`no function "${now}" is registered`)
  const free = type.slice(2).map((name, i) => ({ name, i, shown: shownNow(name, cells[i], ladder) }))
  const found: number[] = []
  for (const capture of record.captures) {
    let at = free.findIndex(({ shown }) => shown === capture)
    if (at < 0) at = free.findIndex(({ name, shown }) => name === capture && shown === undefined)
    if (at < 0) return changed(`it captures "${capture}" now, which was not saved`)
    found.push((free.splice(at, 1)[0] as { i: number }).i)
  }
  return { record, cells: found }
}

/** How a captured scope object, which was described by its variables, is described now. */
function shownNow(name: unknown, cell: unknown, ladder: Ladder): string | undefined {
  const at = target(cell)
  const entry = at < 0 ? undefined : entryOf(ladder.snapshot, at)
  if (entry?.tag !== 'scope' || entry.type.slice(2).join(', ') !== name) return undefined
  const answer = ladder.scope(entry.type as unknown as Type)
  return isProblem(answer) || answer.record === null ? undefined : answer.record.names.join(', ')
}
