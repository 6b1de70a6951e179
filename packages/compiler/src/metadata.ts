// Metadata: what is known of a module's functions and scopes becomes one line of text. Its syntax, and who reads it, is in the
// runtime (meta.ts, ME1 to ME7).
//
// Called by: functions.ts, generator.ts, module.ts, archive.ts. Calls: nothing.

import { nameAt, nameOfLabel, type Capture, type Entry, type Point } from '@stillframe/runtime/abi'

const LETTERS = { scope: 's', function: 'f', class: 'c', generator: 'g' } as const

/** The paths of the scopes it captures or keeps. */
export function scopesOf(entry: Entry): string[] {
  if (entry.kind === 'scope') return []
  const { around, scopes } = entry.kind === 'generator' ? entry.facts : { around: [], scopes: [] }
  return [...[...entry.captures, ...around].filter((word) => word.startsWith('*')).map((word) => word.slice(1)), ...scopes.map(([, path]) => path)]
}

/** The text of what is known of these. ME1 */
export function writeCode(entries: readonly Entry[]): string {
  const scopes: string[] = []
  let base = ''
  let bodies = ''
  let sites = ''
  let line = 0
  const capture = (word: Capture): string => {
    if (!word.startsWith('*')) return escape(word)
    const at = scopes.lastIndexOf(word.slice(1))
    return at < 0 ? `*:${escape(word.slice(1))}` : `*${scopes.length - 1 - at}`
  }
  const texts = entries.map((entry) => {
    const letter = LETTERS[entry.kind]
    const isBelow = base !== '' && entry.path.startsWith(base)
    const head = `${entry.known ? letter.toUpperCase() : letter}${isBelow ? `&${escape(entry.path.slice(base.length))}` : escape(entry.path)}`
    if (!isBelow) base = entry.path
    if (entry.kind === 'scope') {
      scopes.push(entry.path)
      return `${head}|${list(entry.names)}`
    }
    const fields = [head, (entry.made ? '^' : '') + (nameAt(entry.path) === entry.name ? '' : `=${escape(entry.name)}`), entry.captures.map(capture).join(',')]
    if (entry.kind !== 'generator') return fields.join('|')
    const { declared, guarded, more, length, makes, facts } = entry
    const { body, slots, places = [], others = [], points } = facts
    bodies += body
    for (const { site } of points.slice(1)) sites += site
    const from = line
    line = points[0]?.line ?? 0
    const numbers = [more, length, entry.entry ?? '', makes || '', places.every((place, slot) => place === slot) ? '' : digits(places, slots.length)].join(',')
    fields.push(`${declared ? '^' : ''}${guarded ? '!' : ''}${numbers.replace(/,{1,2}$/, '')}`, list(slots), list(others))
    fields.push(facts.scopes.map(([slot, path]) => `${slot.toString(36)}${capture(`*${path}`)}`).join(','), facts.around.map(capture).join(','))
    return [...fields, ...points.map((point, pc) => writePoint(point, pc === 0 ? from : line, slots.length))].join('|')
  })
  return [bodies + sites, ...texts].join(';')
}

/** ME5 */
function writePoint({ pc, line, column, live, label, callee, unset }: Point, from: number, slots: number): string {
  const place = [line - from, column, digits(live, slots)]
  if (pc > 0) place.push(escape(shortened(label)))
  const hasUnset = unset !== undefined && unset.length > 0
  if (callee !== undefined || hasUnset) place.push(escape(callee ?? ''))
  if (hasUnset) place.push(list(unset))
  return place.join(':')
}

/** `slots`: how many there are. ME5 */
function digits(numbers: readonly number[], slots: number): string {
  return numbers.map((number) => number.toString(36)).join(slots > 36 ? '.' : '')
}

/** What is written of a callee. ME5 */
export function shortCallee(text: string, label: string): string | undefined {
  const name = nameOfLabel(label)
  if (text === name) return undefined
  return text.endsWith(name) ? text.slice(0, text.length - name.length) : `=${text}`
}

/** ME5 */
function shortened(label: string): string {
  if (!/#\d+$/.test(label)) return `${label}#`
  const base = label.endsWith('#1') ? label.slice(0, -2) : label
  return /#\d*$/.test(base) ? label : base
}

const list = (all: readonly string[]): string => all.map(escape).join(',')
const escape = (text: string): string => text.replace(/%(?=25|7C|3A|3B|2C|26)|[|:;,&]/g, encodeURIComponent)
