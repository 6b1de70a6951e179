// Labels in a snapshot, and the point of other code that a saved label means.
//
//   LB1. What is saved is `label@site`, or `label@site/n` when the function has n points whose labels differ by number only, or
//        `label@site/n/m` when m of those stand in an expression like this one's, or `label@site/n/m/k` when k of these, in turn, are reached
//        under the same condition. Texts without a site (of code that has none) are labels as they are.
//   LB2. Points whose labels differ by number only are told apart by their expressions, then by their conditions. Where these don't decide - there
//        were several alike, or there is none now - the number does if there are as many of them as there were. Otherwise it would be a guess, and is a problem.
//   LB3. Older snapshots hold the expression alone of a site, or more of its hash (and of bodies: format.ts): what is kept of that now is its end.
//   LB4. Who would go on under another condition than it waited under, while such a wait stands under that condition elsewhere, does not.
//
// Called by: code.ts, ladder.ts, describe.ts, trail.ts. Calls: nothing.

import { SITE_LENGTH, type CodeMeta, type Point } from '@stillframe/runtime/abi'

export interface SavedLabel extends Site {
  readonly label: string
  /** How many points had this label but for its number. */
  readonly among: number
  /** How many of those stood in an expression like this one's. */
  readonly twins: number
  /** How many of these were reached under the same condition. */
  readonly same: number
}

/** Where a point stands, as hashes; empty: unknown. */
interface Site {
  readonly condition: string
  /** What the loops around it go through. */
  readonly loops: string
  readonly expression: string
}

const START = 'start'
const baseOf = (label: string): string => label.replace(/#\d+$/, '')

/** LB3 */
function siteOf(text = ''): Site {
  const isWhole = text.length === SITE_LENGTH
  return { condition: isWhole ? text.slice(0, 2) : '', loops: isWhole ? text.charAt(2) : '', expression: text.slice(-3) }
}

/** LB1 */
export function labelText({ label, site }: Point, { points }: CodeMeta): string {
  if (site === undefined || site === '') return label
  const base = baseOf(label)
  const alike = points.filter((point) => baseOf(point.label) === base)
  const { condition, expression } = siteOf(site)
  const twins = alike.filter((point) => siteOf(point.site).expression === expression)
  const counts = [alike.length, twins.length, twins.filter((point) => siteOf(point.site).condition === condition).length]
  while (counts.at(-1) === 1) counts.pop()
  return [`${label}@${site}`, ...counts].join('/')
}

export function savedLabel(text: string): SavedLabel {
  const match = /^(.*)@([^@/]*)(?:\/(\d+))?(?:\/(\d+))?(?:\/(\d+))?$/.exec(text)
  if (match === null) return { label: text, ...siteOf(), among: 1, twins: 1, same: 1 }
  const [, label, site, among = 1, twins = 1, same = 1] = match as unknown as [string, string, string, string?, string?, string?]
  return { label, ...siteOf(site), among: Number(among), twins: Number(twins), same: Number(same) }
}

/** Does a cursor that was saved there fit the loops around a point? */
export const hasLoops = (saved: SavedLabel, point: Point): boolean => saved.loops === '' || saved.loops === siteOf(point.site).loops

/** Is it the same expression, as far as is known? */
export const hasExpression = (saved: SavedLabel, point: Point): boolean => saved.expression === '' || point.site === undefined || saved.expression === siteOf(point.site).expression

/** The label of a saved text, for people. */
export const shownLabel = (text: string): string => savedLabel(text).label

/** The point a saved label means, or why there is none. `renamed`: the label's name now, as its author declared it. LB2 */
export function findPoint(saved: SavedLabel, renamed: string | undefined, { points }: CodeMeta): Point | string {
  if (renamed !== undefined) return points.find(({ label }) => label === renamed) ?? `there is no label "${renamed}", which it was renamed to`
  if (saved.label === START) return points[0] ?? 'it has no points'
  const found = pointLike(saved, points)
  if (typeof found === 'string' || saved.condition === '') return found
  const isTwin = ({ site }: Point): boolean => { // LB4
    const { condition, expression } = siteOf(site)
    return condition === saved.condition && expression === saved.expression
  }
  return siteOf(found.site).condition !== saved.condition && points.some(isTwin) ? ELSEWHERE : found
}

/** LB2 */
function pointLike(saved: SavedLabel, points: readonly Point[]): Point | string {
  const { label, condition, expression } = saved
  const named = points.find((point) => point.label === label) ?? GONE
  if (expression === '') return named
  const base = baseOf(label)
  const alike = points.filter((point) => baseOf(point.label) === base)
  if (alike.length === 0) return GONE
  const twins = alike.filter(({ site }) => siteOf(site).expression === expression)
  if (twins.length === 1 && saved.twins === 1) return twins[0] as Point
  const same = twins.filter(({ site }) => siteOf(site).condition === condition)
  if (same.length === 1 && saved.same === 1 && condition !== '') return same[0] as Point
  if (twins.length === 0 && base !== label && points.some(({ site }) => siteOf(site).expression === expression)) return ELSEWHERE
  if (alike.length === saved.among) return named
  return `there are ${alike.length} "${base}" now, there were ${saved.among}, and it can't be told which of them it is`
}

const ELSEWHERE = 'the expression it waits in stands elsewhere now'
const GONE = 'there is no such label any more'
