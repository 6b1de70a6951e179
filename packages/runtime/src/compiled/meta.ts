// What is known of a module's functions and scopes, as one line of text beside its code: written as objects it would be the
// largest part of emitted code. Points and slots are read when somebody asks: a capture, a restore, a trace.
//
//   ME1. HASHES;ENTRY;ENTRY... with an entry for each thing that `code` (emitted.ts) makes, in order. HASHES: the bodies of all
//        generator functions, then the sites of all their points, each of a fixed length.
//   ME2. An entry is a letter and a path, then fields with `|` between. The letter says the kind, a capital that literals go
//        with the code; a `&` in front is the last path that was written without. A scope goes on with |NAMES, a function or class with
//        |NAME|CAPTURES, a generator function goes on with
//        |HEAD|SLOTS|OTHERS|SCOPES|AROUND|POINT|POINT...
//   ME3. NAME is `^` if the step of a function around it makes it, so that it needs no identifier; then nothing if the path tells
//        it, otherwise `=` and the name. CAPTURES and AROUND list words, or scopes: `*N`, the
//        N-th before the last so far, or `*:PATH`, made elsewhere. AROUND are the scope objects a generator function closes
//        over, and that of its parameters. The shape is a hash of them, the labels and the slots.
//   ME4. HEAD is [^][!]MORE,LENGTH,ENTRY[,MAKES[,PLACES]]. `^`: declared at the top of its module; `!`: the step has regions. MORE: places beyond
//        the inline ones. LENGTH: that of the function. ENTRY: so many parameters go to the first places, and that is all
//        that the making of a frame is; empty if the code says how. MAKES: its step makes so many functions, the last before it; empty for
//        none. PLACES: where the frame keeps each slot, if not at its number.
//   ME5. A point is LINE:COLUMN:LIVE, and all but the first, which is the function's start, go on with :LABEL[:CALLEE[:UNSET]]. Lines of
//        suspend points count from the function's, those of functions from that of the one before; `#1` at the end of a label is
//        left out if no `#` stands before it, and a label without a number, which its author gave, ends with `#`. CALLEE is what stands before the label's name where something is called, or `=` and the whole text. LIVE lists slots by number: digits of base 36 in a row,
//        with `.` between them where there are more than 36. PLACES are written like that, too.
//   ME6. SCOPES lists a slot and a scope: `4*0`.
//   ME7. In names, paths and labels `|`, `;`, `:`, `,` and `&` are written as in a URL, and so is a `%` before what looks like one.
//
// Written by the compiler (compiler/src/metadata.ts). Called by: emitted.ts. Calls: hash.ts, code.ts.

import { nameAt, type FunctionRecord } from '../frames/code.ts'
import type { CodeMeta, Point } from '../frames/frame.ts'
import { BODY_LENGTH, Hash, SITE_LENGTH } from './hash.ts'

/** What is captured: a word, or `*` and the path of a scope. */
export type Capture = string

interface Common {
  readonly path: string
  /** Do literals go with the code? (CodeMeta.known, ScopeRecord.known) */
  readonly known: boolean
}

export interface ScopeEntry extends Common {
  readonly kind: 'scope'
  readonly names: readonly string[]
}

interface Made extends Common {
  readonly name: string
  /** Does the step of a generator function around it make it? */
  readonly made: boolean
  readonly captures: readonly Capture[]
}

export interface FunctionEntry extends Made {
  readonly kind: 'function' | 'class'
}

export interface GeneratorEntry extends Made {
  readonly kind: 'generator'
  /** It is a declaration at the top of its module. */
  readonly declared: boolean
  readonly length: number
  /** How many functions its step makes: the last of those before it that no other step does. */
  readonly makes: number
  /** How many parameters go to the first slots; undefined: there is a maker in the code. */
  readonly entry: number | undefined
  readonly guarded: boolean
  readonly more: number
  readonly facts: Facts
}

export type Entry = ScopeEntry | FunctionEntry | GeneratorEntry

/** What is read when it is asked for. Scopes are paths. */
export interface Facts extends Pick<CodeMeta, 'body' | 'slots' | 'places' | 'points' | 'others'> {
  readonly scopes: readonly (readonly [slot: number, path: string])[]
  readonly around: readonly Capture[]
}

const KINDS = { s: 'scope', f: 'function', c: 'class', g: 'generator' } as const

const POINTS = 8

/** The entries of a text, in order. */
export function readCode(text: string): Entry[] {
  const [hashes, ...texts] = text.split(';') as [string, ...string[]]
  const all = texts.map((entry) => entry.split('|'))
  const scopes: string[] = []
  let body = 0
  let site = all.filter((fields) => fields.length >= POINTS).length * BODY_LENGTH
  let line = 0
  let base = ''
  return all.map((fields): Entry => {
    const [head, name, captures] = fields as [string, string, string]
    const letter = head.charAt(0)
    const kind = KINDS[letter.toLowerCase() as keyof typeof KINDS]
    const isBelow = head.startsWith('&', 1)
    const common = { path: isBelow ? base + unescape(head.slice(2)) : unescape(head.slice(1)), known: letter !== letter.toLowerCase() }
    if (!isBelow) base = common.path
    if (kind === 'scope') {
      scopes.push(common.path)
      return { kind, ...common, names: names(name) }
    }
    const before = scopes.length
    const capture = (word: string): Capture => readCapture(word, scopes, before)
    const equals = name.indexOf('=')
    const made = { ...common, made: name.startsWith('^'), name: equals < 0 ? nameAt(common.path) : unescape(name.slice(equals + 1)), captures: words(captures).map(capture) }
    if (kind !== 'generator') return { kind, ...made }
    const marks = fields[3] as string
    const [more, length, entry, makes = 0] = marks.replace(/^[!^]+/, '').split(',')
    const first = line += parseInt(fields[POINTS] as string)
    const own = hashes.slice(body, body += BODY_LENGTH)
    const sites = hashes.slice(site, site += (fields.length - POINTS - 1) * SITE_LENGTH)
    return {
      kind, ...made, declared: marks.includes('^'), guarded: marks.includes('!'), more: Number(more), length: Number(length), makes: Number(makes), entry: entry === '' ? undefined : Number(entry),
      get facts(): Facts { return { body: own, ...readFacts(fields, first, sites, capture) } },
    }
  })
}

/** ME3 */
function readCapture(word: string, scopes: readonly string[], before: number): Capture {
  if (!word.startsWith('*')) return unescape(word)
  return `*${word.startsWith('*:') ? unescape(word.slice(2)) : scopes[before - 1 - Number(word.slice(1))] as string}`
}

function readFacts(fields: readonly string[], first: number, sites: string, capture: (word: string) => Capture): Omit<Facts, 'body'> {
  const slots = names(fields[4] as string)
  const numbers = (digits = ''): number[] => (digits === '' ? [] : digits.split(slots.length > 36 ? '.' : '').map((digit) => parseInt(digit, 36)))
  const points = fields.slice(POINTS).map((place, pc): Point => {
    const [line, column, live, label, callee, unset] = place.split(':') as [string, string, string, string?, string?, string?]
    if (pc === 0) return { pc, label: 'start', line: first, column: Number(column), live: numbers(live) }
    const point = { pc, label: lengthened(unescape(label as string)), line: first + Number(line), column: Number(column), live: numbers(live), site: sites.slice((pc - 1) * SITE_LENGTH, pc * SITE_LENGTH) }
    return { ...point, ...callee ? { callee: unescape(callee) } : {}, ...unset ? { unset: names(unset) } : {} }
  })
  const scopes = words(fields[6] as string).map((item): [number, string] => {
    const star = item.indexOf('*')
    return [parseInt(item.slice(0, star), 36), capture(item.slice(star)).slice(1)]
  })
  return { slots, places: numbers((fields[3] as string).split(',')[4]), points, others: names(fields[5] as string), scopes, around: words(fields[7] as string).map(capture) }
}

/** What is known of a generator function, read when it is needed. */
export class Meta implements CodeMeta {
  declare readonly name: string
  declare readonly module: string
  declare readonly known: NonNullable<CodeMeta['known']>
  declare readonly entry: GeneratorEntry
  /** The variables of a scope, by its path. */
  declare readonly variables: (path: string) => readonly string[]
  declare readonly made: readonly FunctionRecord[]
  facts: (Facts & { readonly shape: string }) | null = null

  constructor(entry: GeneratorEntry, module: string, known: NonNullable<CodeMeta['known']>, variables: (path: string) => readonly string[], made: readonly FunctionRecord[]) {
    this.name = entry.name || 'anonymous'
    this.module = module
    this.entry = entry
    this.known = known
    this.variables = variables
    this.made = made
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

  get places(): readonly number[] {
    return this.read().places as readonly number[]
  }

  get points(): readonly Point[] {
    return this.read().points
  }

  get others(): readonly string[] {
    return this.read().others as readonly string[]
  }

  get scopes(): readonly (readonly [slot: number, id: string])[] {
    return this.read().scopes
  }

  read(): NonNullable<typeof this.facts> {
    if (this.facts !== null) return this.facts
    const facts = this.entry.facts
    const around = facts.around.map((word) => (word.startsWith('*') ? `${word.slice(1)}:${this.variables(word.slice(1)).join(',')}` : ':'))
    const scopes = facts.scopes.map(([slot, path]) => [slot, `${this.module}#${path}`] as const)
    return this.facts = { ...facts, scopes, shape: hashShape(facts.points, facts.slots, around) }
  }
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

/** The name at the end of a label. */
export const nameOfLabel = (label: string): string => label.slice(label.lastIndexOf('/') + 1).replace(/#\d+$/, '')

/** The text of what is called at a point. */
export function calleeOf({ label, callee = '' }: Point): string {
  return callee.startsWith('=') ? callee.slice(1) : callee + nameOfLabel(label)
}

const lengthened = (label: string): string => (label.endsWith('#') ? label.slice(0, -1) : /#\d+$/.test(label) ? label : `${label}#1`)

const words = (text: string): string[] => (text === '' ? [] : text.split(','))
const names = (text: string): string[] => words(text).map(unescape)
const unescape = (text: string): string => (text.includes('%') ? text.replace(/%(25|7C|3A|3B|2C|26)/g, decodeURIComponent) : text)
