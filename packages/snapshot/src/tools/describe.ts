// What a snapshot holds, for people and tools: who waits where, for what, with which locals. Read from the text alone,
// so that a snapshot can be looked at without the program that made it.
//
//   DE1. Previews are short and never deeper than two levels; nothing here depends on the depth of the graph.
//   DE2. Temporaries of the compiler (their names begin with %) are left out; variables of a scope are shown as locals.
//   DE3. Tasklets and channels of Stackless are told in the same words. Such a tasklet has no number, and the name of its function.
//
// Called by: index.ts. Calls: trail.ts.

import { leafValue } from '../text/cells.ts'
import type { Refusal } from '../errors.ts'
import { target, type Snapshot } from '../text/format.ts'
import { shownLabel } from '../text/labels.ts'
import { entryOf, fieldOf, splitId, textOf, type Entry } from '../text/trail.ts'

export interface LocalDescription {
  readonly name: string
  /** A short text: `"text"`, `{ a: 1, b: Map(2) }`, `tasklet "checkout"`. */
  readonly preview: string
}

export interface FrameDescription {
  readonly function: string
  readonly module: string
  readonly line: number
  readonly column: number
  /** Name of the point it stands at; `start` before the first step. */
  readonly label: string
  readonly locals: readonly LocalDescription[]
}

export interface TaskletDescription {
  /** 0 for a tasklet of Stackless. */
  readonly id: number
  readonly name: string
  readonly status: string
  /** What it waits for, in words; empty when it does not wait. */
  readonly waitsFor: string
  /** Innermost first. */
  readonly frames: readonly FrameDescription[]
}

export interface ChannelDescription {
  readonly capacity: number
  readonly closed: boolean
  readonly buffered: number
  /** > 0 senders wait, < 0 receivers. */
  readonly balance: number
  /** Names of the tasklets that wait. */
  readonly waiting: readonly string[]
  /** `module#name` of a channel that is a binding of a module. */
  readonly place: string | undefined
}

export interface Description {
  readonly format: 'stillframe'
  readonly version: 3
  /** Characters of the text; undefined when an object was described. */
  readonly bytes: number | undefined
  readonly objects: number
  readonly tasklets: readonly TaskletDescription[]
  readonly channels: readonly ChannelDescription[]
  readonly timers: readonly { readonly tasklet: string; readonly ms: number; readonly dueMs: number }[]
  readonly requests: readonly { readonly id: string; readonly kind: string; readonly tasklet: string; readonly args: string }[]
  /** Generator objects that are in the middle of something. */
  readonly generators: readonly { readonly frames: readonly FrameDescription[] }[]
  /** Functions whose frames are here, with what their code was. */
  readonly functions: readonly { readonly id: string; readonly shape: string; readonly body: string; readonly labels: readonly string[] }[]
  readonly permanents: readonly string[]
  /** What capture would refuse; always empty for a text. */
  readonly refusals: readonly Refusal[]
  readonly root: string
}

const STATES = ['paused', 'ready', 'running', 'parked', 'done', 'failed', 'killed']
const FRAME_SHARED = 6
const LONGEST_TEXT = 40
const MOST_MEMBERS = 5

export function describeSnapshot(snapshot: Snapshot, bytes: number | undefined, refusals: readonly Refusal[]): Description {
  const reader = new Describer(snapshot)
  const all = snapshot.objects.map((_, id) => id)
  const of = (tag: string): number[] => all.filter((id) => reader.tag(id) === tag)
  return {
    format: 'stillframe',
    version: 3,
    bytes,
    objects: all.length,
    tasklets: [...of('Tasklet').map((id) => reader.tasklet(id)), ...of('stackless.Tasklet').map((id) => reader.stacklessTasklet(id))],
    channels: [...of('Channel').map((id) => reader.channel(id)), ...of('stackless.Channel').map((id) => reader.stacklessChannel(id))],
    timers: of('Sleep').map((id) => reader.timer(id)).filter((timer) => timer.tasklet !== ''),
    requests: of('Request').map((id) => reader.request(id)).filter((request) => request.tasklet !== ''),
    generators: of('generator').map((id) => ({ frames: reader.chain(entryOf(snapshot, id).cells[2]) })),
    functions: snapshot.code.map(([id, shape, body], number) => ({ id, shape, body, labels: reader.labels(number) })),
    permanents: of('permanent').map((id) => String(entryOf(snapshot, id).cells[0])),
    refusals,
    root: reader.preview(snapshot.root, 2),
  }
}

class Describer {
  readonly #snapshot: Snapshot

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
  }

  tag(id: number): string {
    return this.#snapshot.types[(this.#snapshot.objects[id] as [number])[0]]?.[0] ?? ''
  }

  #entry(cell: unknown): Entry | undefined {
    const id = target(cell)
    return id < 0 ? undefined : entryOf(this.#snapshot, id)
  }

  #number(entry: Entry, field: string, natural = 0): number {
    const cell = fieldOf(entry, field)
    return typeof cell === 'number' ? cell : Array.isArray(cell) && typeof cell[0] === 'string' ? Number(leafValue(cell)) : natural
  }

  #text(entry: Entry, field: string): string {
    return textOf(this.#snapshot, fieldOf(entry, field))
  }

  #length(cell: unknown): number {
    return this.#entry(cell)?.cells.length ?? 0
  }

  tasklet(id: number): TaskletDescription {
    const entry = entryOf(this.#snapshot, id)
    const state = this.#number(entry, 'state')
    return {
      id: this.#number(entry, 'id'),
      name: this.#text(entry, 'name'),
      status: STATES[state] ?? 'unknown',
      waitsFor: this.#waits(this.#entry(fieldOf(entry, 'parkedOn'))),
      frames: this.chain(fieldOf(entry, 'top')),
    }
  }

  /** DE3 */
  stacklessTasklet(id: number): TaskletDescription {
    const entry = entryOf(this.#snapshot, id)
    const [channel, start, top] = ['channel', 'start', 'top'].map((field) => this.#entry(fieldOf(entry, field)))
    return {
      id: 0,
      name: this.#functionName(entry),
      status: channel !== undefined ? 'parked' : start !== undefined || top !== undefined ? 'paused' : 'done',
      waitsFor: channel === undefined ? '' : `${this.#number(entry, 'direction') > 0 ? 'send' : 'receive'} on a channel`,
      frames: this.chain(fieldOf(entry, 'top')),
    }
  }

  #functionName(tasklet: Entry): string {
    const fn = this.#entry(fieldOf(tasklet, 'func'))
    if (fn?.tag === 'closure') return splitId(String(fn.type[1])).name
    return fn === undefined ? 'anonymous' : String(fn.cells[fn.tag === 'module' ? 1 : 0])
  }

  #nameOf(cell: unknown): string {
    const entry = this.#entry(cell)
    return entry === undefined ? '' : this.#text(entry, 'name')
  }

  #members(entry: Entry, field: string): Entry[] {
    return (this.#entry(fieldOf(entry, field))?.cells ?? []).flatMap((cell) => this.#entry(cell) ?? [])
  }

  /** The words of the runtime's own operations. */
  #waits(operation: Entry | undefined): string {
    if (operation === undefined) return ''
    switch (operation.tag) {
      case 'Transfer': {
        const channel = this.#nameOf(fieldOf(operation, 'channel'))
        return `${this.#number(operation, 'direction') > 0 ? 'send' : 'receive'} on ${channel === '' ? 'a channel' : `channel "${channel}"`}`
      }
      case 'Select': return `select of ${this.#members(operation, 'arms').map((arm) => this.#waits(arm)).join(', ')}`
      case 'Publish': return `send on a topic (${this.#members(operation, 'waits').length} subscribers lag)`
      case 'Sleep': return `sleep of ${this.#number(operation, 'ms')} ms`
      case 'Join': return `join of tasklet "${this.#nameOf(fieldOf(operation, 'target'))}"`
      case 'Request': return `request ${this.#text(operation, 'id')} "${this.#text(operation, 'kind')}"`
      default: return operation.tag.toLowerCase()
    }
  }

  /** The frames from an innermost one outwards. */
  chain(top: unknown): FrameDescription[] {
    const frames: FrameDescription[] = []
    const seen = new Set<number>()
    for (let cell = top; ;) {
      const id = target(cell)
      const entry = this.#entry(cell)
      if (entry === undefined || entry.tag !== 'frame' || seen.has(id)) return frames
      seen.add(id)
      frames.push(this.#frame(entry))
      cell = entry.cells[0]
    }
  }

  #frame({ type, cells }: Entry): FrameDescription {
    const { module, name } = splitId(this.#snapshot.code[type[1] as number]?.[0] ?? '')
    const locals: LocalDescription[] = []
    for (let i = FRAME_SHARED; i < type.length; i++) {
      const local = String(type[i])
      const cell = cells[i - FRAME_SHARED + 1] ?? []
      const inner = this.#entry(cell)
      if (inner?.tag === 'scope') inner.type.slice(2).forEach((variable, k) => locals.push({ name: String(variable), preview: this.preview(inner.cells[k], 2) }))
      else if (!local.startsWith('%')) locals.push({ name: local, preview: this.preview(cell, 2) })
    }
    return { function: name, module, line: Number(type[4]), column: Number(type[5]), label: shownLabel(String(type[3])), locals }
  }

  channel(id: number): ChannelDescription {
    const entry = entryOf(this.#snapshot, id)
    const waiting = this.#members(entry, 'waiting')
    const place = this.#snapshot.places.find(([object]) => object === id)
    return {
      capacity: this.#number(entry, 'capacity'),
      closed: fieldOf(entry, 'closed') === true,
      buffered: this.#length(fieldOf(entry, 'buffer')),
      balance: waiting.length * this.#side(waiting),
      waiting: waiting.map((waiter) => (waiter.tag === 'Transfer' ? this.#nameOf(fieldOf(waiter, 'tasklet')) : this.#text(waiter, 'name'))),
      place: place === undefined ? undefined : `${place[1]}#${place[2]}`,
    }
  }

  /** DE3 */
  stacklessChannel(id: number): ChannelDescription {
    const entry = entryOf(this.#snapshot, id)
    const waiting = this.#members(entry, 'waiting')
    return {
      capacity: 0,
      closed: fieldOf(entry, 'closing') === true && waiting.length === 0,
      buffered: 0,
      balance: waiting.length * this.#number(entry, 'direction'),
      waiting: waiting.map((tasklet) => this.#functionName(tasklet)),
      place: undefined,
    }
  }

  /** > 0 for senders, < 0 for receivers; arms of one select may be both. */
  #side(waiting: readonly Entry[]): number {
    const [first, last] = [waiting[0], waiting.at(-1)].map((one) => (one === undefined ? 0 : this.#number(this.#entry(fieldOf(one, 'parkedOn')) ?? one, 'direction'))) as [number, number]
    return first === last ? first : 0
  }

  timer(id: number): Description['timers'][number] {
    const entry = entryOf(this.#snapshot, id)
    return { tasklet: this.#nameOf(fieldOf(entry, 'tasklet')), ms: this.#number(entry, 'ms'), dueMs: this.#number(entry, 'dueMs') }
  }

  request(id: number): Description['requests'][number] {
    const entry = entryOf(this.#snapshot, id)
    return {
      id: this.#text(entry, 'id'), kind: this.#text(entry, 'kind'), tasklet: this.#nameOf(fieldOf(entry, 'tasklet')),
      args: this.preview(fieldOf(entry, 'args') ?? [], 2),
    }
  }

  labels(number: number): string[] {
    return this.#snapshot.types.filter((type) => type[0] === 'frame' && type[1] === number).map((type) => shownLabel(String(type[3])))
  }

  /** DE1 */
  preview(cell: unknown, depth: number): string {
    if (!Array.isArray(cell)) return typeof cell === 'string' ? quoted(cell) : String(cell)
    if (typeof cell[0] === 'number' && cell[0] < 0) return quoted(textOf(this.#snapshot, cell))
    if (typeof cell[0] !== 'number') return leafWords(cell)
    return this.#object(entryOf(this.#snapshot, cell[0]), depth)
  }

  #object(entry: Entry, depth: number): string {
    const { tag, type, cells } = entry
    const inner = (cell: unknown): string => this.preview(cell, depth - 1)
    const name = (cell: unknown): string => textOf(this.#snapshot, cell)
    switch (tag) {
      case 'object': case 'null': return members(type.slice(1).map((key, i) => () => `${String(key)}: ${inner(cells[i])}`), '{ ', ' }', depth)
      case 'instance': return `${this.#className(type[1])} ${members(type.slice(2).map((key, i) => () => `${String(key)}: ${inner(cells[i])}`), '{ ', ' }', depth)}`
      case 'array': return members(cells.slice(0, MOST_MEMBERS).map((item) => () => inner(item)), '[', ']', depth, cells.length)
      case 'map': return `Map(${cells.length / 2})`
      case 'set': return `Set(${cells.length})`
      case 'date': return typeof cells[0] === 'number' ? new Date(cells[0]).toISOString() : 'invalid Date'
      case 'regexp': return `/${name(cells[0])}/${String(cells[1])}`
      case 'error': return `${String(type[1])}: ${name(cells[type.indexOf('message') - 2])}`
      case 'url': case 'locale': return name(cells[0])
      case 'intl': return `${String(type[1])} ${name(cells[0])}`
      case 'temporal': return `${String(type[1])} ${cells.map(inner).join(' ')}`
      case 'closure': return `function ${splitId(String(type[1])).name}`
      case 'std': return String(cells[0])
      case 'module': return `${name(cells[0])}#${String(cells[1])}`
      case 'permanent': return `permanent "${String(cells[0])}"`
      case 'refused': return `can't be saved: ${String(cells[0])}`
      case 'Tasklet': return `tasklet "${this.#text(entry, 'name')}"`
      case 'stackless.Tasklet': return `tasklet "${this.#functionName(entry)}"`
      case 'frame': return `frame of ${splitId(this.#snapshot.code[type[1] as number]?.[0] ?? '').name}`
      case 'hooked': return `${String(this.#entry(type[1])?.cells.at(-1) ?? 'object')} ${inner(cells[0])}`
      case 'custom': return `${String(type[1])} ${inner(cells[0])}`
      case 'symbol': return `Symbol(${String(cells[0] ?? '')})`
      case 'symbol.for': return `Symbol.for(${String(cells[0])})`
      case 'view': case 'bytes': return String(type[1])
      default: return tag.toLowerCase()
    }
  }

  #className(cell: unknown): string {
    const prototype = this.#entry(cell)
    if (prototype?.tag === 'module') return String(prototype.cells[1]).replace(/\.prototype$/, '')
    const constructor = prototype?.tag === 'prototype' ? this.#entry(prototype.cells[0]) : undefined
    return String(constructor?.cells[constructor.tag === 'module' ? 1 : 0] ?? 'object')
  }
}

function members(parts: (() => string)[], open: string, close: string, depth: number, count = parts.length): string {
  if (parts.length === 0) return `${open.trim()}${close.trim()}`
  if (depth <= 0) return `${open.trim()}...${close.trim()}`
  const shown = parts.slice(0, MOST_MEMBERS).map((part) => part())
  if (count > MOST_MEMBERS) shown.push(`... ${count - MOST_MEMBERS} more`)
  return `${open}${shown.join(', ')}${close}`
}

function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text)
}

function leafWords(cell: unknown[]): string {
  switch (cell[0]) {
    case undefined: return 'undefined'
    case 'tdz': return 'not initialised'
    case 'hole': return 'empty'
    case 'big': return `${String(leafValue(cell)).slice(0, LONGEST_TEXT)}n`
    default: return String(cell[0])
  }
}
