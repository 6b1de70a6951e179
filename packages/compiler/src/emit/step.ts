// Pass 5: a listing becomes a step function. One `switch` over `pc`; locals are loaded from the frame when it is
// resumed and stored where it is suspended.
//
//   ST1. Case numbers: 0 is the start, 1 to n the suspend points in order, the others are labels jumped to.
//   ST2. A case lies in one region. Text that runs on into another region sets `pc` first: the handler is looked up
//        in a static table by `pc` alone.
//   ST3. Only functions with regions have a try statement, or look at `mode`.
//   ST4. A jump is a `continue` of the loop around the switch, which enters the next case. What may stand in a loop of the
//        author's text names that loop.
//   ST5. `pc` is that of the suspend point before what it yields is evaluated: errors then have its place, and `enter` its callee.
//        Slots are stored before, too, unless that writes to variables, or it can be put off until the step leaves (LV4).
//   ST6. Where what it asks for is answered in place (calls.ts), the step runs on with the answer. Whether that may be is in `x`, its last parameter.
//   ST7. Variables are loaded where the step is entered: the first of each field of the frame at once; of the others, which share such a field or
//        stand in the record, those that live where it goes on, there. `pc` is the number of a point only on the way from the entry: a step that
//        stays has its variables, and loads none.
//   ST8. Loops (loops.ts) stand behind the switch, each behind a block: to leave the block is to enter the loop. All ways out of one in which the step
//        may stay meet behind it: what the engine keeps as a number is made an object there, not in each round. The last case is the
//        `default`: the engine, too, must see that the loops are entered by no other way.
//
// Called by: generator.ts. Calls: liveness.ts, loops.ts.

import { INLINE_PLACES } from '@stillframe/runtime/abi'
import { mayStay, ropes, type Instruction, type Listing, type Region, type Suspend, type SuspendPoint } from '../lower/listing.ts'
import { walk, writes, type Label, type Local, type Rope } from '../rope.ts'
import { Bits, liveness, slotWork, type PointWork, type SlotWork } from './liveness.ts'
import { loopsOf, type Loop } from './loops.ts'
import { placesOf } from './places.ts'

export interface Step {
  readonly rope: Rope
  /** Locals with a slot; the index is the slot. */
  readonly slots: Local[]
  /** Where the frame keeps each. (places.ts) */
  readonly places: readonly number[]
  /** How many places there are, and how many of them are fields of the frame. */
  readonly size: number
  readonly inline: number
  /** Slots filled when the frame is made. */
  readonly entry: Local[]
  /** May it run on, answered in place? ST6 */
  readonly stays: boolean
}

/** `entryLocals`: what the maker of the frame can fill in. */
export function emitStep(listing: Listing, prefix: string, entryLocals: readonly Local[], strict: boolean): Step {
  const live = liveness(listing)
  const { instructions, locals } = listing
  const entry = entryLocals.filter((local) => live.entry.has(local.index))
  const slotted = Bits.of(locals.length)
  for (const { index } of entry) slotted.add(index)
  const together = [live.entry]
  instructions.forEach((instruction, i) => {
    if (instruction.op !== 'suspend') return
    const kept = live.out[i] as Bits
    instruction.point.live = members(kept, locals)
    slotted.addAll(kept)
    together.push(kept)
  })
  const slots = members(slotted, locals)
  const places = placesOf(slots, entry, together)
  const emitter = new StepEmitter(listing, prefix, slots, places, slotWork(listing, live))
  return { rope: emitter.emit(entry, strict), slots, places, size: emitter.size, inline: emitter.inline, entry, stays: emitter.stays }
}

function members(bits: Bits, locals: readonly Local[]): Local[] {
  return locals.filter((local) => bits.has(local.index))
}

/** The text of a place of a frame, of which `inline` are fields. `more`: text of the record of the others. (frame.ts, F1) */
export function placeText(frame: string, place: number, inline: number, more = `${frame}.s3`): string {
  return `${place < inline ? frame : more}.s${place}`
}

/** What the function is called, behind the prefix, that makes the record of further places where there are `count` places in all. */
export const moreName = (count: number): string => `more${count}`

class StepEmitter {
  readonly listing: Listing
  readonly prefix: string
  readonly placeOf: Map<Local, number>
  /** How many places there are, and how many of them are fields of the frame. (frame.ts, F1) */
  readonly size: number
  readonly inline: number
  /** What is loaded where the step is entered. ST7 */
  readonly #atOnce: Set<Local>
  readonly work: Map<number, PointWork>
  readonly stays: boolean
  /** The handler of each case, 0 or nothing for none; empty without regions. */
  readonly handlers: number[] = []
  #loops: Map<number, Loop> = new Map()
  /** The texts of those that stand behind the switch, and which of them is being written. ST8 */
  readonly #behind: Rope[][] = []
  #within: Loop | null = null
  #out: Rope[] = []
  /** Where in the text the last case begins. */
  #lastCase = 0
  #pc: number
  #region: Region | null = null
  /** Does text run on from the previous instruction? */
  #runsOn = true

  constructor(listing: Listing, prefix: string, slots: readonly Local[], places: readonly number[], work: Map<number, PointWork>) {
    this.listing = listing
    this.prefix = prefix
    this.placeOf = new Map(slots.map((local, slot) => [local, places[slot] as number]))
    this.size = Math.max(-1, ...places) + 1
    this.inline = this.size > INLINE_PLACES ? INLINE_PLACES - 1 : this.size
    const first = new Map([...this.placeOf].reverse().map(([local, place]) => [place, local]))
    this.#atOnce = new Set(Array.from({ length: this.inline }, (_, place) => first.get(place) as Local))
    this.work = work
    this.stays = listing.points.some(mayStay)
    this.#pc = listing.points.length
  }

  emit(entry: readonly Local[], strict: boolean): Rope {
    const { listing, prefix } = this
    listing.points.forEach((point, i) => { point.pc = i + 1 })
    this.#numberLabels()
    this.#out.push('case 0:\n', this.#loads(entry.filter((local) => !this.#atOnce.has(local))))
    this.#instructions(0, listing.instructions.length)
    const others = otherLocals(listing, this.placeOf)
    const label = listing.instructions.some((instruction) => ropes(instruction).some(hasGoto)) ? `${prefix}L: ` : ''
    while (this.handlers.at(-1) === 0) this.handlers.pop()
    const slots = [...this.placeOf.keys()]
    const atOnce = [...this.#atOnce].map((local) => `${local.text} = ${this.#place(local)}`)
    const later = [...slots.filter((local) => !this.#atOnce.has(local)), ...others].map(({ text }) => text)
    const declared = [`${prefix}p = ${prefix}f.pc`, ...atOnce, ...this.size > this.inline ? [`${prefix}r = ${prefix}f.s3`] : [], ...later].join(', ')
    const body: Rope = [`${label}for (;;) `, this.#beforeLoops([`switch (${prefix}p) {\n`, this.#out, '}\n'])]
    const guarded: Rope = listing.guarded
      ? ['for (;;) try {\n', body, `} catch (${prefix}e) {\n${prefix}p = [${this.handlers.map((pc) => pc || '').join(',')}][${prefix}p];\nif (!${prefix}p) { ${prefix}f.pc = -1; throw ${prefix}e; }\n${prefix}v = ${prefix}e;\n}\n`]
      : body
    const { stays } = this
    return [`(${prefix}f, ${prefix}v${listing.guarded || stays ? `, ${prefix}m` : ''}${stays ? `, ${prefix}x` : ''}) => {\n${strict ? '"use strict";\n' : ''}let ${declared};\n`, guarded, '}']
  }

  #numberLabels(): void {
    const targets = new Map<Label, number>()
    const add = (label: Label): void => { targets.set(label, (targets.get(label) ?? 0) + 1) }
    for (const instruction of this.listing.instructions) {
      if (instruction.op === 'jump' || instruction.op === 'branch') add(instruction.label)
      if (instruction.region !== null) add(instruction.region.handler)
      for (const rope of ropes(instruction)) walk(rope, (piece) => { if (typeof piece === 'object' && 'goto' in piece) add(piece.goto) })
    }
    for (const instruction of this.listing.instructions) {
      if (instruction.op === 'label' && targets.has(instruction.label)) instruction.label.pc = ++this.#pc
    }
    this.#loops = loopsOf(this.listing, targets)
  }

  #instructions(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const loop = this.#loops.get(i)
      if (loop !== undefined && loop.end < to) i = this.#loop(loop)
      else this.#instruction(i)
    }
  }

  /** Writes a loop, and gives the index of its last instruction. ST8 */
  #loop(loop: Loop): number {
    const { head, point, end, stays, isTarget } = loop
    const { instructions } = this.listing
    const { label, region } = instructions[head] as Instruction & { op: 'label' }
    const text: Rope[] = []
    const enter = `break ${this.#block(this.#behind.push(text) - 1)};\n`
    if (isTarget) this.#case(label.pc, region)
    this.#runOn(label.pc, region)
    if (this.#runsOn) this.#out.push(enter)
    this.#resumed(instructions[point] as Suspend, point, false)
    this.#instructions(point + 1, end)
    this.#runOn(label.pc, region)
    if (this.#runsOn) this.#out.push(enter)
    const cases = this.#out
    this.#out = text
    this.#within = loop
    this.#enter(label.pc, region)
    if (stays) text.push('for (;;) {\n')
    for (let i = head + 1; i < (stays ? end : point + 1); i++) this.#instruction(i)
    if (stays) {
      this.#runOn(label.pc, region)
      text.push('}\n')
      for (let i = point; i < end; i++) this.#leaveLoop(i)
      text.push('continue;\n')
    }
    this.#out = cases
    this.#within = null
    this.#runsOn = false
    return end
  }

  /** Who left its loop leaves, at the point of that index. */
  #leaveLoop(index: number): void {
    const instruction = this.listing.instructions[index] as Instruction
    const late = instruction.op === 'suspend' ? this.#late(index) : ''
    if (late !== '') this.#out.push(`if (${this.prefix}p === -${(instruction as Suspend).point.pc}) {\n${late}return ${this.prefix}v;\n}\n`)
  }

  /** The switch, and behind it the loops, each behind the block that is left to enter it. ST8 */
  #beforeLoops(text: Rope): Rope {
    if (this.#behind.length === 0) return text
    this.#out[this.#lastCase] = 'default:\n'
    return ['{\n', this.#behind.reduce<Rope>((before, loop, i) => [`${this.#block(i)}: {\n`, before, '}\n', loop], text), '}\n']
  }

  #block(loop: number): string {
    return `${this.prefix}L${loop}`
  }

  #handlerPc(region: Region | null): number {
    return region === null ? 0 : region.handler.pc
  }

  /** Starts a case. Behind the switch there are none. */
  #case(pc: number, region: Region | null): void {
    this.#runOn(pc, region)
    if (this.#within === null) this.#lastCase = this.#out.push(`case ${pc}:\n`) - 1
    this.#enter(pc, region)
  }

  /** Text that runs on sets pc if the handler changes. ST2 */
  #runOn(pc: number, region: Region | null): void {
    if (this.#runsOn && this.#handlerPc(this.#region) !== this.#handlerPc(region)) this.#out.push(`${this.prefix}p = ${pc};\n`)
  }

  #enter(pc: number, region: Region | null): void {
    this.#region = region
    if (this.listing.guarded) {
      while (this.handlers.length <= pc) this.handlers.push(0)
      this.handlers[pc] = this.#handlerPc(region)
    }
    this.#runsOn = true
  }

  #instruction(index: number): void {
    const { prefix } = this
    const instruction = this.listing.instructions[index] as Instruction
    if (!this.#runsOn && instruction.op !== 'label' && instruction.op !== 'suspend') return // nothing leads here
    if (instruction.op === 'label') {
      if (instruction.label.pc >= 0 && this.#within === null) this.#case(instruction.label.pc, instruction.region)
      return
    }
    if (this.#handlerPc(instruction.region) !== this.#handlerPc(this.#region)) this.#case(++this.#pc, instruction.region)
    if (instruction.op !== 'jump') this.#out.push({ source: '', at: instruction.at }) // LI4
    switch (instruction.op) {
      case 'code': this.#out.push(instruction.rope, '\n'); this.#runsOn = !instruction.ends; break
      case 'jump': if (!this.#isNext(instruction.label, index)) this.#goto(instruction.label); break
      case 'branch': {
        const condition: Rope = instruction.when ? instruction.condition : ['!(', instruction.condition, ')']
        this.#out.push('if (', condition, `) { ${this.#to(instruction.label)} }\n`)
        break
      }
      case 'suspend': {
        this.#ask(instruction, index)
        if (this.#within === null) this.#resumed(instruction, index, mayStay(instruction.point))
        break
      }
      case 'return': this.#out.push(`${prefix}f.pc = -1; return `, instruction.rope, ';\n'); this.#runsOn = false; break
      case 'throw': this.#out.push('throw ', instruction.rope, ';\n'); this.#runsOn = false; break
    }
  }

  /** Does the text run on into `label`, with nothing but labels in between? */
  #isNext(label: Label, index: number): boolean {
    const { instructions } = this.listing
    for (let i = index + 1; i < instructions.length; i++) {
      const next = instructions[i] as Instruction
      if (next.op !== 'label') return false
      if (next.label === label) return true
    }
    return false
  }

  /** ST4 */
  #goto(label: Label): void {
    this.#out.push(`${this.#to(label)}\n`)
    this.#runsOn = false
  }

  /** ST4, ST8 */
  #to(label: Label): string {
    return `${this.prefix}p = ${label.pc}; ${this.#within?.stays ? 'break' : 'continue'};`
  }

  /** Asks for what a point waits for, and leaves, or goes on at once. */
  #ask({ point, payload, at }: Suspend, index: number): void {
    const { prefix } = this
    const stays = mayStay(point)
    const now = this.#writes(point, (this.work.get(index) as PointWork).now)
    const late = this.#late(index)
    const leave = late === '' ? `return ${prefix}v;\n` : this.#within ? `{ ${prefix}p = -${point.pc}; break; }\n` : `{\n${late}return ${prefix}v;\n}\n`
    const value: Rope = [`${prefix}v = `, payload, ';\n']
    const writesVariables = writes(payload)
    this.#out.push(`${prefix}f.pc = ${point.pc};\n`) // ST5
    if (writesVariables) this.#out.push(value, now)
    else if (stays) this.#out.push(now, value)
    else this.#out.push(now)
    if (stays) this.#out.push(`if (!${prefix}stepping.answered) ${leave}${prefix}stepping.answered = 0;\n`)
    else this.#out.push({ source: '', at }, 'return ', writesVariables ? `${prefix}v` : payload, ';\n')
    if (stays && this.listing.guarded && this.#within === null) this.#out.push(`${prefix}m = 0;\n`)
  }

  /** Where a point goes on. `stayed`: perhaps without having left. */
  #resumed({ point, region, returns }: Suspend, index: number, stayed: boolean): void {
    const { prefix } = this
    this.#runsOn = false
    this.#case(point.pc, region)
    this.#out.push(this.#loadsLater(point, this.work.get(index) as PointWork, stayed))
    if (this.listing.guarded) this.#out.push(`if (${prefix}m) { if (${prefix}m < 2) throw ${prefix}v; `, returns, ' }\n')
  }

  /** What a point does to slots when the step leaves. LV4 */
  #late(index: number): string {
    const { point } = this.listing.instructions[index] as Suspend
    const { now, late } = this.work.get(index) as PointWork
    return this.#writes(point, late, this.#storesMore(now))
  }

  /** ST7 */
  #loadsLater(point: SuspendPoint, { now, late }: PointWork, stayed: boolean): string {
    const { prefix } = this
    const more = point.live.filter((local) => this.#isMore(local))
    const shared = point.live.filter((local) => !this.#isMore(local) && !this.#atOnce.has(local))
    const isThere = more.length === 0 || this.#storesMore(now) || this.#storesMore(late) // F6: nothing has been kept there, perhaps
    const loads = this.#loads(shared) + when(isThere ? '' : `${prefix}r !== undefined`, this.#loads(more))
    return when(stayed ? `${prefix}p === ${point.pc}` : '', loads)
  }

  #loads(locals: readonly Local[]): string {
    return locals.map((local) => `${local.text} = ${this.#place(local)};\n`).join('')
  }

  #isMore(local: Local): boolean {
    return (this.placeOf.get(local) as number) >= this.inline
  }

  #place(local: Local): string {
    return placeText(`${this.prefix}f`, this.placeOf.get(local) as number, this.inline, `${this.prefix}r`)
  }

  /** Is the record of further places there behind it? F6 */
  #storesMore({ stores }: SlotWork): boolean {
    return [...this.placeOf.keys()].some((local) => stores.has(local.index) && this.#isMore(local))
  }

  /** `hasMore`: that record is there already. What lives on may have the place of what does not. */
  #writes(point: SuspendPoint, work: SlotWork, hasMore = false): string {
    const { prefix, placeOf } = this
    const { stores, clears } = work
    const lines: string[] = []
    const slotted = [...placeOf.keys()]
    const stored = members(stores, slotted)
    const storesMore = this.#storesMore(work)
    if (storesMore && !hasMore) lines.push(`if (${prefix}r === undefined) ${prefix}r = ${prefix}f.s3 = ${prefix}${moreName(this.size)}();\n`) // F6
    for (const local of stored) lines.push(`${this.#place(local)} = ${local.text};\n`)
    const taken = new Set(point.live.map((local) => placeOf.get(local)))
    const cleared = members(clears, slotted).filter((local) => !taken.has(placeOf.get(local)))
    for (const more of [false, true]) {
      const places = new Set(cleared.filter((local) => this.#isMore(local) === more).map((local) => this.#place(local)))
      if (places.size > 0) lines.push(`${more && !storesMore && !hasMore ? `if (${prefix}r !== undefined) ` : ''}${[...places].join(' = ')} = undefined;\n`)
    }
    return lines.join('')
  }
}

/** `condition`: none, if it is empty. */
function when(condition: string, text: string): string {
  return condition === '' || text === '' ? text : `if (${condition}) {\n${text}}\n`
}

function hasGoto(rope: Rope): boolean {
  let found = false
  walk(rope, (piece) => { if (typeof piece === 'object' && 'goto' in piece) found = true })
  return found
}

/** The locals without a slot that occur in the text: the step must declare them, too. */
function otherLocals(listing: Listing, slots: Map<Local, number>): Local[] {
  const used = new Set<Local>()
  for (const instruction of listing.instructions) {
    for (const rope of ropes(instruction)) walk(rope, (piece) => { if (typeof piece === 'object' && 'local' in piece && !slots.has(piece.local)) used.add(piece.local) })
  }
  return listing.locals.filter((local) => used.has(local))
}
