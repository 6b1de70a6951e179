// Liveness: which variables a suspend point must keep, and which slots it must clear.
//
//   LV1. A variable is live at a point if some way on from there, errors and returns included, reads it before it is
//        surely written. Occurrences in verbatim text count as reads unless they are plain writes.
//   LV2. A slot is dirty at a point if some way to it passed a point that filled it. Dirty and not live: cleared.
//   LV3. A variable is changed at a point if some way to it wrote it since the slots were last loaded or stored: only then
//        does the point have to store it.
//   LV4. A step that may stay (ST6) does in vain what a point does to slots: it is put off until the step leaves. But then the next point,
//        too, finds the variable changed, the slot dirty: only where nothing has to be written twice for that, variable by variable.
//
// Called by: step.ts. Calls: listing.ts.

import { writes, type Label, type Local, type Piece, type Rope } from '../rope.ts'
import { ends, mayStay, ropes, type Instruction, type Listing, type Suspend } from '../lower/listing.ts'

/** A set of small integers. */
export class Bits {
  readonly words: Uint32Array

  constructor(words: Uint32Array) {
    this.words = words
  }

  static of(size: number): Bits {
    return new Bits(new Uint32Array((size + 31) >> 5))
  }

  has(i: number): boolean {
    return ((this.words[i >> 5] as number) & (1 << (i & 31))) !== 0
  }

  add(i: number): void {
    this.words[i >> 5] = (this.words[i >> 5] as number) | (1 << (i & 31))
  }

  /** (From the end: most of what is asked about lives on until there.) */
  meets(other: Bits): boolean {
    for (let w = this.words.length - 1; w >= 0; w--) if (((this.words[w] as number) & (other.words[w] as number)) !== 0) return true
    return false
  }

  copy(): Bits {
    return new Bits(this.words.slice())
  }

  and(other: Bits): Bits {
    return new Bits(this.words.map((word, i) => word & (other.words[i] as number)))
  }

  minus(other: Bits): Bits {
    return new Bits(this.words.map((word, i) => word & ~(other.words[i] as number)))
  }

  /** Adds all of `other` but `without`; says whether anything was new. */
  addAll(other: Bits, without?: Bits): boolean {
    let changed = false
    for (let w = 0; w < this.words.length; w++) {
      const before = this.words[w] as number
      const after = (before | ((other.words[w] as number) & ~(without === undefined ? 0 : without.words[w] as number))) >>> 0
      if (after !== before) {
        this.words[w] = after
        changed = true
      }
    }
    return changed
  }
}

export interface Flow {
  readonly uses: Bits
  readonly kills: Bits
  /** What may be written. */
  readonly writes: Bits
  /** Where it may go: instruction index, and what is surely written on that way. */
  readonly next: { readonly to: number; readonly kills: Bits | null }[]
}

export interface Liveness {
  /** Live after the instruction, i.e. when a frame is resumed there. */
  readonly out: Bits[]
  /** Live when the function starts. */
  readonly entry: Bits
  readonly flows: Flow[]
}

export function flowOf(listing: Listing): Flow[] {
  const { instructions, locals } = listing
  const places = new Map<Label, number>()
  instructions.forEach((instruction, i) => { if (instruction.op === 'label') places.set(instruction.label, i) })
  const at = (label: Label): number => places.get(label) as number
  return instructions.map((instruction, i): Flow => {
    const flow: Flow = { uses: Bits.of(locals.length), kills: Bits.of(locals.length), writes: Bits.of(locals.length), next: [] }
    const scan = (rope: Rope): void => scanRope(rope, [], flow, at, locals.length)
    for (const rope of ropes(instruction)) scan(rope)
    if (instruction.op === 'code') for (const local of instruction.kills) flow.kills.add(local.index)
    if (instruction.op === 'jump' || instruction.op === 'branch') flow.next.push({ to: at(instruction.label), kills: null })
    if (!ends(instruction) && i + 1 < instructions.length) flow.next.push({ to: i + 1, kills: null })
    if (instruction.region !== null && instruction.op !== 'label' && instruction.op !== 'jump') {
      flow.next.push({ to: at(instruction.region.handler), kills: null })
    }
    return flow
  })
}

/** Notes reads, and gotos with the writes that surely happen before them in the same statement. */
function scanRope(rope: Rope, written: Local[], flow: Flow, at: (label: Label) => number, size: number): void {
  if (Array.isArray(rope)) {
    const mine: Local[] = []
    for (const part of rope as readonly Rope[]) {
      if (Array.isArray(part) || typeof part === 'string') scanRope(part, mine, flow, at, size)
      else if ('local' in (part as object)) {
        noteAccess(part as Occurrence, flow)
        if ((part as Occurrence).access === 'write') mine.push((part as Occurrence).local)
      } else scanRope(part, mine, flow, at, size)
    }
  } else if (typeof rope === 'object' && 'goto' in rope) {
    const kills = Bits.of(size)
    for (const local of written) kills.add(local.index)
    flow.next.push({ to: at(rope.goto), kills })
  } else if (typeof rope === 'object' && 'local' in rope) {
    noteAccess(rope, flow)
  }
}

type Occurrence = Extract<Piece, { local: Local }>

function noteAccess({ local, access }: Occurrence, flow: Flow): void {
  if (access !== 'write') flow.uses.add(local.index)
  if (access !== 'read') flow.writes.add(local.index)
}

/** LV1 */
export function liveness(listing: Listing): Liveness {
  const flows = flowOf(listing)
  const size = listing.locals.length
  const into = flows.map(() => Bits.of(size))
  const out = flows.map(() => Bits.of(size))
  for (let changed = true; changed;) {
    changed = false
    for (let i = flows.length - 1; i >= 0; i--) {
      const flow = flows[i] as Flow
      const live = out[i] as Bits
      for (const { to, kills } of flow.next) live.addAll(into[to] as Bits, kills ?? undefined)
      // An instruction in a region may fail before it has written: what the handler needs is live before it too.
      const before = into[i] as Bits
      if (before.addAll(flow.uses)) changed = true
      if (before.addAll(live, flow.kills)) changed = true
      const region = (listing.instructions[i] as Instruction).region
      if (region !== null) {
        const handler = flow.next[flow.next.length - 1]
        if (handler !== undefined && before.addAll(into[handler.to] as Bits)) changed = true
      }
    }
  }
  return { out, entry: into[0] ?? Bits.of(size), flows }
}

/** Variables whose slots are written: with their values, or with nothing. */
export interface SlotWork {
  readonly stores: Bits
  readonly clears: Bits
}

/** What a suspend point does to slots: at once, and when the step leaves. LV4 */
export interface PointWork {
  readonly now: SlotWork
  readonly late: SlotWork
}

/** By the index of the instruction. */
export function slotWork(listing: Listing, live: Liveness): Map<number, PointWork> {
  const size = listing.locals.length
  const stores = storesOf(listing, live, false)
  const clears = clearsOf(listing, live, false)
  const storedAtOnce = grownIn(storesOf(listing, live, true), stores, size)
  const clearedAtOnce = grownIn(clearsOf(listing, live, true), clears, size)
  const none = Bits.of(size)
  const work = new Map<number, PointWork>()
  for (const [i, stored] of stores) {
    const cleared = clears.get(i) as Bits
    const { point } = listing.instructions[i] as Suspend
    const late = mayStay(point) ? { stores: stored.minus(storedAtOnce), clears: cleared.minus(clearedAtOnce) } : { stores: none, clears: none }
    work.set(i, { now: { stores: stored.minus(late.stores), clears: cleared.minus(late.clears) }, late })
  }
  return work
}

function atPoints(listing: Listing, bits: (index: number) => Bits): Map<number, Bits> {
  const at = new Map<number, Bits>()
  listing.instructions.forEach(({ op }, i) => { if (op === 'suspend') at.set(i, bits(i)) })
  return at
}

/** The variables that some set has and its twin in `before` has not. */
function grownIn(sets: Map<number, Bits>, before: Map<number, Bits>, size: number): Bits {
  const grown = Bits.of(size)
  for (const [i, set] of sets) grown.addAll(set, before.get(i))
  return grown
}

/** LV2: the locals whose slots may hold something that nobody reads any more. */
function clearsOf(listing: Listing, { flows, out, entry }: Liveness, late: boolean): Map<number, Bits> {
  const size = listing.locals.length
  const dirty = flows.map(() => Bits.of(size))
  dirty[0]?.addAll(entry)
  for (let grown = true; grown;) {
    grown = false
    flows.forEach((flow, i) => {
      const instruction = listing.instructions[i] as Instruction
      const suspends = instruction.op === 'suspend'
      const through = !suspends || (late && mayStay(instruction.point))
      for (const { to } of flow.next) {
        if (suspends && (dirty[to] as Bits).addAll(out[i] as Bits)) grown = true
        const failed = suspends && to !== i + 1 && writes(instruction.payload) // then its work comes behind that (ST5)
        if ((through || failed) && (dirty[to] as Bits).addAll(dirty[i] as Bits)) grown = true
      }
    })
  }
  return atPoints(listing, (i) => (dirty[i] as Bits).minus(out[i] as Bits))
}

/** LV3: the locals that live on, and may differ from their slots. */
function storesOf(listing: Listing, { flows, out }: Liveness, late: boolean): Map<number, Bits> {
  const changed = flows.map(({ writes }) => writes.copy())
  for (let grown = true; grown;) {
    grown = false
    flows.forEach((flow, i) => {
      const instruction = listing.instructions[i] as Instruction
      for (const { to } of flow.next) {
        if (instruction.op === 'suspend' && to === i + 1 && !(late && mayStay(instruction.point))) continue // all that is live has been stored
        if ((changed[to] as Bits).addAll(changed[i] as Bits)) grown = true
      }
    })
  }
  return atPoints(listing, (i) => (changed[i] as Bits).and(out[i] as Bits))
}
