// Labels in a snapshot, and the point of other code that a saved label means.
//
//   LB1. What is saved is `label@site`, or `label@site/n` when the function has n points whose labels differ by number only, or
//        `label@site/n/m` when m of those have this site. Texts without a site (of code that has none) are labels as they are.
//   LB2. Points whose labels differ by number only are told apart by their sites. Where sites don't decide - there were several of this one, or
//        there is not one now - the number does if there are as many of them as there were. Otherwise it would be a guess, and is a problem.
//   LB3. Older snapshots hold longer sites (and bodies: format.ts): what is kept of them now is their end.
//
// Called by: code.ts, ladder.ts, describe.ts, trail.ts. Calls: nothing.

import { SITE_LENGTH, type CodeMeta, type Point } from '@stillframe/runtime/abi'

export interface SavedLabel {
  readonly label: string
  /** Empty: unknown. */
  readonly site: string
  /** How many points had this label but for its number. */
  readonly among: number
  /** How many of those had this site. */
  readonly twins: number
}

const START = 'start'
const baseOf = (label: string): string => label.replace(/#\d+$/, '')

/** LB1 */
export function labelText({ label, site }: Point, { points }: CodeMeta): string {
  if (site === undefined || site === '') return label
  const base = baseOf(label)
  const alike = points.filter((point) => baseOf(point.label) === base)
  if (alike.length === 1) return `${label}@${site}`
  const twins = alike.filter((point) => point.site === site).length
  return `${label}@${site}/${alike.length}${twins === 1 ? '' : `/${twins}`}`
}

export function savedLabel(text: string): SavedLabel {
  const match = /^(.*)@([^@/]*)(?:\/(\d+))?(?:\/(\d+))?$/.exec(text)
  if (match === null) return { label: text, site: '', among: 1, twins: 1 }
  const [, label, site, among = 1, twins = 1] = match as unknown as [string, string, string, string?, string?]
  return { label, site: site.slice(-SITE_LENGTH), among: Number(among), twins: Number(twins) }
}

/** The label of a saved text, for people. */
export const shownLabel = (text: string): string => savedLabel(text).label

/** The point a saved label means, or why there is none. `renamed`: the label's name now, as its author declared it. LB2 */
export function findPoint(saved: SavedLabel, renamed: string | undefined, { points }: CodeMeta): Point | string {
  if (renamed !== undefined) return points.find(({ label }) => label === renamed) ?? `there is no label "${renamed}", which it was renamed to`
  if (saved.label === START) return points[0] ?? 'it has no points'
  const same = points.find(({ label }) => label === saved.label)
  if (saved.site === '') return same ?? GONE
  const base = baseOf(saved.label)
  const alike = points.filter(({ label }) => baseOf(label) === base)
  if (alike.length === 0) return GONE
  const inPlace = alike.filter(({ site }) => site === saved.site)
  if (inPlace.length === 1 && saved.twins === 1) return inPlace[0] as Point
  if (inPlace.length === 0 && base !== saved.label && points.some(({ site }) => site === saved.site)) return 'the expression it waits in stands elsewhere now'
  if (alike.length === saved.among) return same ?? GONE
  return `there are ${alike.length} "${base}" now, there were ${saved.among}, and it can't be told which of them it is`
}

const GONE = 'there is no such label any more'
