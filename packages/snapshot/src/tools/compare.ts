// Comparing two snapshots by name: what a person would say has changed between them.
//
//   CO1. A snapshot becomes a list of paths with values. Tasklets are found by name, or by name and id where one of
//        the two has several of that name; frames by their place in the
//        chain, variables by name; everything else by the first way to it. Numbers of objects do not matter.
//   CO2. What is met again is written as a reference to its path: sharing and cycles count.
//   CO3. The runtime's own lists (ring, timers ...) are left out: they say nothing that tasklets do not say.
//
// Called by: index.ts. Calls: trail.ts.

import { leafValue } from '../text/cells.ts'
import { target, type Snapshot } from '../text/format.ts'
import { shownLabel } from '../text/labels.ts'
import { FRAME_SHARED } from '../upgrade/ladder.ts'
import { entryOf, fieldOf, splitId, tagOf, textOf, type Entry } from '../text/trail.ts'

export interface Difference {
  /** `tasklet "checkout" > checkout > total`, `root.settings.colour`. */
  readonly path: string
  /** undefined: it was not there. */
  readonly before: string | undefined
  /** undefined: it is not there any more. */
  readonly after: string | undefined
}

export function compareSnapshots(one: Snapshot, other: Snapshot): Difference[] {
  const several = new Set([...severalIn(one), ...severalIn(other)])
  const before = new Flattener(one, several).lines()
  const after = new Flattener(other, several).lines()
  const differences: Difference[] = []
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(path) !== after.get(path)) differences.push({ path, before: before.get(path), after: after.get(path) })
  }
  return differences
}

/** Names that more than one tasklet has. */
function severalIn(snapshot: Snapshot): Set<string> {
  const [once, several] = [new Set<string>(), new Set<string>()]
  for (let id = 0; id < snapshot.objects.length; id++) {
    if (tagOf(snapshot, id) !== 'Tasklet') continue
    const name = textOf(snapshot, fieldOf(entryOf(snapshot, id), 'name'))
    ;(once.has(name) ? several : once).add(name)
  }
  return several
}

const STATES = ['paused', 'ready', 'running', 'parked', 'done', 'failed', 'killed']
/** CO3 */
const HIDDEN = new Set(['ring', 'timers', 'requests', 'living', 'home', 'joiners', 'top', 'state', 'name', 'id', 'mode', 'waiting', 'tasklet', 'order', 'counters'])

class Flattener {
  readonly #snapshot: Snapshot
  readonly #lines = new Map<string, string>()
  readonly #paths = new Map<number, string>()
  readonly #queue: number[] = []
  /** CO1 */
  readonly #several: ReadonlySet<string>
  readonly #odd: Map<number, readonly unknown[]>

  constructor(snapshot: Snapshot, several: ReadonlySet<string>) {
    this.#snapshot = snapshot
    this.#several = several
    this.#odd = new Map(snapshot.more.map((record) => [record[0] as number, record]))
  }

  lines(): Map<string, string> {
    const { objects, places, root } = this.#snapshot
    for (const [id, module, name] of places) this.#meet(id, `${module}#${name}`)
    for (let id = 0; id < objects.length; id++) if (tagOf(this.#snapshot, id) === 'Tasklet') this.#meet(id, this.#taskletPath(id))
    this.#value('root', root)
    for (let i = 0; i < this.#queue.length; i++) this.#object(this.#queue[i] as number)
    return this.#lines
  }

  #entry(id: number): Entry {
    return entryOf(this.#snapshot, id)
  }

  #taskletPath(id: number): string {
    const entry = this.#entry(id)
    const name = textOf(this.#snapshot, fieldOf(entry, 'name'))
    const number = fieldOf(entry, 'id')
    return `tasklet "${name}"${this.#several.has(name) ? ` ${typeof number === 'number' ? number : 0}` : ''}`
  }

  #meet(id: number, path: string): void {
    this.#paths.set(id, path)
    this.#queue.push(id)
  }

  /** CO2 */
  #value(path: string, cell: unknown): void {
    const id = target(cell)
    if (id < 0) {
      this.#lines.set(path, this.#leaf(cell))
      return
    }
    const known = this.#paths.get(id)
    if (known !== undefined) this.#lines.set(path, `the same as ${known}`)
    else this.#meet(id, path)
  }

  #leaf(cell: unknown): string {
    if (!Array.isArray(cell)) return JSON.stringify(cell)
    if (typeof cell[0] === 'number') return JSON.stringify(textOf(this.#snapshot, cell))
    if (cell[0] === 'tdz') return 'not initialised'
    if (cell[0] === 'hole') return 'empty'
    const value = leafValue(cell)
    return typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : String(value)
  }

  #object(id: number): void {
    const path = this.#paths.get(id) as string
    const entry = this.#entry(id)
    const { tag, type, cells } = entry
    if (tag === 'Tasklet') {
      this.#lines.set(path, STATES[Number(fieldOf(entry, 'state') ?? 0)] ?? 'unknown')
      this.#chain(path, fieldOf(entry, 'top'))
      this.#fields(path, entry)
    } else if (tag === 'frame') this.#frame(path, entry)
    else if (tag === 'scope' || tag === 'closure') {
      if (tag === 'closure') this.#lines.set(path, `function ${splitId(String(type[1])).name}`)
      cells.forEach((cell, i) => this.#value(`${path} > ${String(type[i + 2])}`, cell))
    } else if (tag === 'object' || tag === 'null' || tag === 'instance') {
      const from = tag === 'instance' ? 2 : 1
      if (cells.length === 0) this.#lines.set(path, '{}')
      cells.forEach((cell, i) => this.#value(`${path}.${String(type[i + from])}`, cell))
      if (tag === 'instance') this.#value(`${path}.[[Prototype]]`, type[1])
    } else if (tag === 'array') {
      this.#lines.set(`${path}.length`, String(cells.length))
      cells.forEach((cell, i) => this.#value(`${path}[${i}]`, cell))
    } else if (/^[A-Z]/.test(tag)) {
      this.#lines.set(path, tag)
      this.#fields(path, entry)
    } else this.#other(path, entry)
    this.#odd.get(id)?.slice(1).forEach((cell, i) => this.#value(`${path} (odd ${i})`, cell))
  }

  #chain(path: string, top: unknown): void {
    const seen = new Set<number>()
    let at = path
    for (let id = target(top); id >= 0 && !seen.has(id) && tagOf(this.#snapshot, id) === 'frame'; id = target(this.#entry(id).cells[0])) {
      seen.add(id)
      at = `${seen.size === 1 ? path : at} > ${this.#nameOf(this.#entry(id))}`
      if (!this.#paths.has(id)) this.#meet(id, seen.size > 8 ? `${path} > frame ${seen.size}: ${this.#nameOf(this.#entry(id))}` : at)
    }
  }

  #nameOf({ type }: Entry): string {
    return splitId(this.#snapshot.code[type[1] as number]?.[0] ?? '').name
  }

  #frame(path: string, { type, cells }: Entry): void {
    const [id = '', , body = ''] = this.#snapshot.code[type[1] as number] ?? []
    this.#lines.set(path, `at "${shownLabel(String(type[3]))}"`)
    this.#lines.set(`${path} (code)`, `${id}@${body}`)
    for (let i = FRAME_SHARED; i < type.length; i++) {
      const name = String(type[i])
      const cell = cells[i - FRAME_SHARED + 1] ?? []
      const inner = target(cell)
      // Variables of scope objects are shown as the frame's own.
      if (inner >= 0 && tagOf(this.#snapshot, inner) === 'scope' && !this.#paths.has(inner)) this.#meet(inner, path)
      else this.#value(`${path} > ${name}`, cell)
    }
  }

  #fields(path: string, { type, cells }: Entry): void {
    const [, fields, ...shared] = type
    String(fields).split(' ').forEach((field, i) => { if (field !== '' && !HIDDEN.has(field)) this.#value(`${path}.${field}`, cells[i]) })
    for (let i = 0; i < shared.length; i += 2) if (!HIDDEN.has(String(shared[i]))) this.#value(`${path}.${String(shared[i])}`, shared[i + 1])
  }

  #other(path: string, { tag, type, cells }: Entry): void {
    const plain = [...type.slice(1), ...cells].every((cell) => target(cell) < 0)
    if (plain) {
      this.#lines.set(path, `${tag} ${[...type.slice(1), ...cells].map((cell) => this.#leaf(cell)).join(' ')}`)
      return
    }
    this.#lines.set(path, tag)
    ;[...type.slice(1), ...cells].forEach((cell, i) => this.#value(`${path}(${i})`, cell))
  }
}
