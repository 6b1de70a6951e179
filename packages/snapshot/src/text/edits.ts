// Edits: how a long list has changed, for deltas. Of a hundred thousand tasklets one ends: the list of those that live has one
// member less, and a delta says just that.
//
//   ED1. An edit is a row of splices in ascending order, each `at, removed, added, ...cells`, with places in the list as it was.
//   ED2. Finding them is linear: where the lists differ, what stands next in one is looked for in the other, and the nearer
//        find tells how far to go. Lists that have little in common are not edited but written anew.
//
// Called by: history.ts. Calls: format.ts for tests of cells.

import { isIndex, need } from './format.ts'

/** Shorter lists are written anew. */
const SHORTEST = 32
/** Edits with more cells than this part of the list are no gain. */
const WORTH = 1 / 4

/** Splices that make `is` of `was`, in one row; undefined if it is better to write all of it. */
export function editsBetween(was: readonly unknown[], is: readonly unknown[]): unknown[] | undefined {
  if (is.length < SHORTEST) return undefined
  const most = is.length * WORTH
  const before = was.map(wordOf)
  const after = is.map(wordOf)
  const placesBefore = new Places(before)
  const placesAfter = new Places(after)
  const edits: unknown[] = []
  let from = 0
  let to = 0
  while (from < before.length || to < after.length) {
    const at = from
    const start = to
    while ((from < before.length || to < after.length) && before[from] !== after[to]) {
      const replaced = from + 1 < before.length && before[from + 1] === after[to + 1]
      const skip = replaced || to === after.length ? Infinity : placesBefore.next(after[to] as string | number, from) - from
      const insert = replaced || from === before.length ? Infinity : placesAfter.next(before[from] as string | number, to) - to
      if (skip === Infinity && insert === Infinity) {
        if (from < before.length) from++
        if (to < after.length) to++
      } else if (skip <= insert) from += skip
      else to += insert
    }
    if (from > at || to > start) {
      edits.push(at, from - at, to - start)
      for (let i = start; i < to; i++) edits.push(is[i])
      if (edits.length > most) return undefined
    }
    for (; from < before.length && to < after.length && before[from] === after[to]; from++) to++
  }
  return edits
}

/** The list after its edits. Throws MALFORMED. ED1 */
export function edited(was: readonly unknown[], edits: readonly unknown[]): unknown[] {
  const is: unknown[] = []
  let from = 0
  for (let i = 0; i < edits.length;) {
    const [at, removed, added] = edits.slice(i, i + 3)
    need(isIndex(at, was.length + 1) && at >= from && isIndex(removed, was.length - at + 1), 'an edit is out of place')
    i += 3
    need(isIndex(added, edits.length - i + 1), 'an edit is cut off')
    for (; from < at; from++) is.push(was[from])
    from += removed
    for (const end = i + added; i < end; i++) is.push(edits[i])
  }
  for (; from < was.length; from++) is.push(was[from])
  return is
}

/** What tells cells apart: numbers stand for references, texts for all others. */
const wordOf = (cell: unknown): string | number => (Array.isArray(cell) && typeof cell[0] === 'number' ? cell[0] : JSON.stringify(cell))

/** Where each word stands, asked with rising places. */
class Places {
  readonly #lists = new Map<string | number, { readonly all: number[]; used: number }>()

  constructor(words: readonly (string | number)[]) {
    words.forEach((word, i) => {
      const list = this.#lists.get(word)
      if (list === undefined) this.#lists.set(word, { all: [i], used: 0 })
      else list.all.push(i)
    })
  }

  /** The first place of a word at or after `from`; Infinity without one. */
  next(word: string | number, from: number): number {
    const list = this.#lists.get(word)
    if (list === undefined) return Infinity
    while (list.used < list.all.length && (list.all[list.used] as number) < from) list.used++
    return list.all[list.used] ?? Infinity
  }
}
