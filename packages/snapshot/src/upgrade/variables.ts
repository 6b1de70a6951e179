// Variables of a frame that was saved, and those the code wants now: who is whose namesake.
//
//   VA1. The second `x` of a function is `x~2`: an `x` added in front of it changes its number. So variables are paired by
//        name without number, in order, where there are as many as there were. Otherwise it would be a guess.
//   VA2. What the lowering keeps of its own (a loop's cursor, how a `finally` was entered) is paired the same way. It is
//        never made up; only what can be missed is left behind.
//   VA3. Values in use between two parts of an expression (`%1`) belong to that very expression.
//
// Called by: ladder.ts. Calls: nothing.

/** Where a value comes from: a cell of the frame's record, a cell of a scope object in it, or a value that is known. */
export type Source =
  | { readonly cell: number; readonly field?: number }
  | { readonly value: unknown }

/** Where it goes: a slot, or a variable of the scope object in that slot. */
export interface Target {
  readonly slot: number
  readonly field?: string
}

export interface Saved {
  readonly name: string
  readonly source: Source
}

export interface Wanted {
  readonly name: string
  readonly target: Target
  /** The value it has in any case; undefined: none is known. */
  readonly known?: readonly [unknown]
}

export interface Pairing {
  readonly pairs: readonly (readonly [Saved, Wanted])[]
  /** Saved, and not wanted here. */
  readonly left: readonly Saved[]
  /** Wanted, and not saved. */
  readonly missing: readonly Wanted[]
  /** Names that are there in another number than they were. */
  readonly unclear: readonly string[]
}

export const baseName = (name: string): string => name.replace(/~\d+$/, '').replace(/\^$/, '')
export const isTemporary = (name: string): boolean => name.startsWith('%')

const INTERNAL = new Set(['cursor', 'keys', 'scope', 'super', 'using', 'finally.kind', 'finally.value', 'this', 'arguments'])
/** What may be left behind: nothing is pending in it. */
const MISSABLE = new Set(['cursor', 'keys', 'super', 'finally.value', 'this', 'arguments'])

/** Where a loop is in what it goes through. */
export const isCursor = (name: string): boolean => baseName(name) === 'cursor' || baseName(name) === 'keys'

/** Names the lowering gives: of slots whose author chose that name, the lowering's own has a `^`. */
export function isInternal(name: string, all: readonly string[]): boolean {
  const base = name.replace(/~\d+$/, '')
  if (base.endsWith('^')) return true
  return INTERNAL.has(base) && !all.some((other) => other.replace(/~\d+$/, '') === `${base}^`)
}

/** VA1 */
export function pair(saved: readonly Saved[], wanted: readonly Wanted[]): Pairing {
  const pairs: (readonly [Saved, Wanted])[] = []
  const left: Saved[] = []
  const missing: Wanted[] = []
  const unclear: string[] = []
  const groups = new Map<string, { saved: Saved[]; wanted: Wanted[] }>()
  const group = (name: string): { saved: Saved[]; wanted: Wanted[] } => {
    const base = baseName(name)
    let found = groups.get(base)
    if (found === undefined) groups.set(base, found = { saved: [], wanted: [] })
    return found
  }
  for (const one of saved) group(one.name).saved.push(one)
  for (const one of wanted) group(one.name).wanted.push(one)
  for (const [name, one] of groups) {
    if (one.wanted.length === one.saved.length) one.saved.forEach((from, i) => pairs.push([from, one.wanted[i] as Wanted]))
    else if (one.wanted.length === 0) left.push(...one.saved)
    else if (one.saved.length === 0) missing.push(...one.wanted)
    else unclear.push(name)
  }
  return { pairs, left, missing, unclear }
}

/** VA2: what is wrong with a pairing of the lowering's own variables; undefined if nothing is. */
export function internalFault({ left, missing, unclear }: Pairing): string | undefined {
  const lost = left.find(({ name }) => !MISSABLE.has(baseName(name)))
  const absent = missing.find(({ name }) => baseName(name) !== 'finally.value')
  const many = unclear.find((name) => name !== 'finally.value')
  if (lost !== undefined) return `what it keeps there ("${lost.name}") has no place any more`
  if (absent !== undefined) return `it keeps "${absent.name}" there now, which was not saved`
  if (many !== undefined) return `it keeps "${many}" in another number than it did`
  return undefined
}
