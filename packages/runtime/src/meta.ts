// What is known of a function, as a line of text: written as objects it would be the largest part of emitted code. It is
// read when somebody asks: a capture, a restore, a trace.
//
//   ME1. [!]MORE BODY|SLOTS|OTHERS|SCOPES|AROUND|POINT|POINT...   `!`: the step has regions. MORE: slots beyond the inline ones.
//   ME2. A point is LINE:COLUMN:LIVE, and all but the first, which is the function's start, go on with :LABEL:SITE[:UNSET].
//        Lines of suspend points count from the function's; `#1` at the end of a label is left out.
//   ME3. LIVE lists slots by number: digits of base 36 in a row, with `.` between them where there are more than 36.
//   ME4. SCOPES lists SLOT or SLOT:PATH, for a scope object of the function itself or of another place in its module.
//   ME5. AROUND lists ID:NAME,NAME with `;` between: scope objects it closes over, and that of its parameters. The shape is
//        a hash of them, the labels and the slots.
//   ME6. In names and labels `|`, `:` and `,` are written as in a URL, and so is a `%` before what looks like one of them.
//
// Called by: emitted.ts, the compiler. Calls: hash.ts.

import type { CodeMeta, Point } from './frame.ts'
import { Hash } from './hash.ts'

type Facts = Pick<CodeMeta, 'shape' | 'body' | 'slots' | 'points' | 'others' | 'scopes'>
type Known = NonNullable<CodeMeta['known']>

/** What the compiler knows. ME5 */
export interface Written extends Omit<CodeMeta, 'shape' | 'name' | 'known'> {
  readonly around?: readonly string[]
}

/** The text of what is known of the function at `path` of its module. */
export function writeMeta({ module, body, slots, points, others = [], scopes = [], around = [] }: Written, path: string, guarded: boolean, more: number): string {
  const digits = (live: readonly number[]): string => live.map((slot) => slot.toString(36)).join(slots.length > 36 ? '.' : '')
  const from = points[0]?.line ?? 0
  const places = points.map(({ line, column, live, label, site, unset }, i) => {
    if (i === 0) return `${line}:${column}:${digits(live)}`
    const place = [line - from, column, digits(live), escape(shortened(label)), site ?? '']
    return [...place, ...unset === undefined || unset.length === 0 ? [] : [list(unset)]].join(':')
  })
  const own = `${module}#${path}`
  const kept = scopes.map(([slot, id]) => (id === own ? slot.toString(36) : `${slot.toString(36)}:${escape(id.slice(module.length + 1))}`))
  const far = around.map((scope) => scope.replace(/[%|;]/g, encodeURIComponent)).join(';')
  return [`${guarded ? '!' : ''}${more} ${body}`, list(slots), list(others), kept.join(','), far, ...places].join('|')
}

/** The first part of the text, which is needed at once. */
export function readHead(text: string): { guarded: boolean; more: number } {
  const guarded = text.startsWith('!')
  return { guarded, more: parseInt(guarded ? text.slice(1) : text, 10) }
}

/** What is known of a function, read from its text when it is needed. */
export class Meta implements CodeMeta {
  readonly name: string
  readonly module: string
  readonly known: Known
  readonly path: string
  readonly text: string
  facts: Facts | null = null

  constructor(name: string, module: string, path: string, text: string, known: Known) {
    this.name = name || 'anonymous'
    this.module = module
    this.path = path
    this.text = text
    this.known = known
  }

  get shape(): string {
    return this.read().shape
  }

  get body(): string {
    return this.read().body
  }

  get slots(): readonly string[] {
    return this.read().slots
  }

  get points(): readonly Point[] {
    return this.read().points
  }

  get others(): readonly string[] {
    return this.read().others ?? []
  }

  get scopes(): readonly (readonly [slot: number, id: string])[] {
    return this.read().scopes ?? []
  }

  read(): Facts {
    return this.facts ??= readFacts(this.text, this.module, this.path)
  }
}

function readFacts(text: string, module: string, path: string): Facts {
  const [head, slotNames, others, kept, far, ...places] = text.split('|') as [string, string, string, string, string, ...string[]]
  const [, body] = head.split(' ') as [string, string]
  const slots = names(slotNames)
  const start = Number.parseInt(places[0] ?? '0', 10)
  const points = places.map((place, pc): Point => {
    const [line, column, live, label, site, unset] = place.split(':') as [string, string, string, string?, string?, string?]
    const slotsOf = live === '' ? [] : live.split(slots.length > 36 ? '.' : '').map((digit) => parseInt(digit, 36))
    const at = { pc, label: label === undefined ? 'start' : lengthened(unescape(label)), line: Number(line) + (pc === 0 ? 0 : start), column: Number(column), live: slotsOf }
    return { ...at, ...site ? { site } : {}, ...unset === undefined ? {} : { unset: names(unset) } }
  })
  const scopes = kept === '' ? [] : kept.split(',').map((item) => {
    const [slot, where] = item.split(':') as [string, string?]
    return [parseInt(slot, 36), `${module}#${where === undefined ? path : unescape(where)}`] as const
  })
  const shape = hashShape(points, slots, far === '' ? [] : far.split(';').map(decodeURIComponent))
  return { shape, body, slots, points, others: names(others), scopes }
}

function hashShape(points: readonly Point[], slots: readonly string[], around: readonly string[]): string {
  const hash = new Hash()
  const labels = points.map(({ label, live }) => `${label}(${live.map((slot) => slots[slot]).join(',')})`)
  for (const part of [labels, slots, around]) {
    hash.add('|')
    for (const text of part) hash.add(`${text};`)
  }
  return hash.text()
}

/** ME2 */
function shortened(label: string): string {
  const base = label.endsWith('#1') ? label.slice(0, -2) : label
  return /#\d+$/.test(base) ? label : base
}

const lengthened = (label: string): string => (/#\d+$/.test(label) ? label : `${label}#1`)

const list = (words: readonly string[]): string => words.map(escape).join(',')
const names = (text: string): string[] => (text === '' ? [] : text.split(',').map(unescape))
const escape = (text: string): string => text.replace(/%(?=25|7C|3A|2C)|[|:,]/g, encodeURIComponent)
const unescape = (text: string): string => (text.includes('%') ? text.replace(/%(25|7C|3A|2C)/g, decodeURIComponent) : text)
