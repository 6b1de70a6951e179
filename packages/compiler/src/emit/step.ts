// Pass 5: a listing becomes a step function. One `switch` over `pc`; locals are loaded from the frame when it is
// resumed and stored where it is suspended.
//
//   ST1. Case numbers: 0 is the start, 1 to n the suspend points in order, the others are labels jumped to.
//   ST2. A case lies in one region. Text that runs on into another region sets `pc` first: the handler is looked up
//        in a static table by `pc` alone.
//   ST3. Only functions with regions have a try statement, or look at `mode`.
//   ST4. A jump is a `break` out of the switch: the loop around it enters the next case. What may stand in a loop of the
//        author's text goes on with the label instead.
//   ST5. `pc` is that of the suspend point before what it yields is evaluated: errors then have its place, and `enter` its callee.
//        Slots are stored before, too, unless that writes to variables, or it can be put off until the step leaves (LV4).
//   ST6. Where what it asks for is answered in place (calls.ts), the step runs on with the answer. Whether that may be is in `x`, its last parameter.
//   ST7. Variables are loaded where the step is entered: those in the frame itself at once, of the further ones those that live where
//        it goes on, there. `pc` is the number of a point only on the way from the entry: a step that stays has its variables, and loads none.
//
// Called by: generator.ts. Calls: liveness.ts.

import { INLINE_SLOTS } from '@stillframe/runtime/abi'
import { mayStay, type Instruction, type Listing, type Region, type SuspendPoint } from '../lower/listing.ts'
import { walk, type Label, type Local, type Rope } from '../rope.ts'
import { liveness, slotWork, type Bits, type PointWork, type SlotWork } from './liveness.ts'

export interface Step {
  readonly rope: Rope
  /** Locals with a slot; the index is the slot. */
  readonly slots: Local[]
  /** How many of them are fields of the frame. */
  readonly inline: number
  /** Slots filled when the frame is made. */
  readonly entry: Local[]
  /** May it run on, answered in place? ST6 */
  readonly stays: boolean
}

/** `entryLocals`: what the maker of the frame can fill in. */
export function emitStep(listing: Listing, prefix: string, entryLocals: readonly Local[], strict: boolean): Step {
  const live = liveness(listing)
  const { instructions, locals, points } = listing
  instructions.forEach((instruction, i) => {
    if (instruction.op === 'suspend') instruction.point.live = members(live.out[i] as Bits, locals)
  })
  const entry = entryLocals.filter((local) => live.entry.has(local.index))
  const slotted = new Set<Local>([...entry, ...points.flatMap((point) => point.live)])
  const slots = locals.filter((local) => slotted.has(local))
  const emitter = new StepEmitter(listing, prefix, slots, slotWork(listing, live))
  return { rope: emitter.emit(entry, strict), slots, inline: emitter.inline, entry, stays: emitter.stays }
}

function members(bits: Bits, locals: readonly Local[]): Local[] {
  return locals.filter((local) => bits.has(local.index))
}

/** Where a frame keeps a slot, of which `inline` are fields. `more`: text of the record of the others. (frame.ts, F1) */
export function slotText(frame: string, slot: number, inline: number, more = `${frame}.s3`): string {
  return `${slot < inline ? frame : more}.s${slot}`
}

/** What the function is called, behind the prefix, that makes the record of further slots where there are `count` in all. */
export const moreName = (count: number): string => `more${count}`

class StepEmitter {
  readonly listing: Listing
  readonly prefix: string
  readonly slotOf: Map<Local, number>
  /** How many slots are fields of the frame. (frame.ts, F1) */
  readonly inline: number
  readonly work: Map<number, PointWork>
  readonly stays: boolean
  /** The handler of each case, 0 or nothing for none; empty without regions. */
  readonly handlers: number[] = []
  readonly #out: Rope[] = []
  #pc: number
  #region: Region | null = null
  /** Does text run on from the previous instruction? */
  #runsOn = true

  constructor(listing: Listing, prefix: string, slots: readonly Local[], work: Map<number, PointWork>) {
    this.listing = listing
    this.prefix = prefix
    this.slotOf = new Map(slots.map((local, slot) => [local, slot]))
    this.inline = slots.length > INLINE_SLOTS ? INLINE_SLOTS - 1 : slots.length
    this.work = work
    this.stays = listing.points.some(mayStay)
    this.#pc = listing.points.length
  }

  emit(entry: readonly Local[], strict: boolean): Rope {
    const { listing, prefix } = this
    listing.points.forEach((point, i) => { point.pc = i + 1 })
    this.#numberLabels()
    this.#out.push('case 0:\n', this.#loads(entry.filter((local) => this.#isMore(local))))
    listing.instructions.forEach((instruction, i) => this.#instruction(instruction, i))
    const others = otherLocals(listing, this.slotOf)
    const label = listing.instructions.some((instruction) => ropes(instruction).some(hasGoto)) ? `${prefix}L: ` : ''
    while (this.handlers.at(-1) === 0) this.handlers.pop()
    const slots = [...this.slotOf.keys()]
    const inline = slots.slice(0, this.inline).map((local) => `${local.text} = ${this.#slot(local)}`)
    const more = slots.slice(this.inline)
    const declared = [`${prefix}p = ${prefix}f.pc`, ...inline, ...more.length > 0 ? [`${prefix}r = ${prefix}f.s3`] : [], ...[...more, ...others].map(({ text }) => text)].join(', ')
    const body: Rope = [`${label}for (;;) switch (${prefix}p) {\n`, this.#out, '}\n']
    const guarded: Rope = listing.guarded
      ? ['for (;;) try {\n', body, `} catch (${prefix}e) {\n${prefix}p = [${this.handlers.map((pc) => pc || '').join(',')}][${prefix}p];\nif (!${prefix}p) { ${prefix}f.pc = -1; throw ${prefix}e; }\n${prefix}v = ${prefix}e;\n}\n`]
      : body
    const { stays } = this
    return [`(${prefix}f, ${prefix}v${listing.guarded || stays ? `, ${prefix}m` : ''}${stays ? `, ${prefix}x` : ''}) => {\n${strict ? '"use strict";\n' : ''}let ${declared};\n`, guarded, '}']
  }

  #numberLabels(): void {
    const targets = new Set<Label>()
    for (const instruction of this.listing.instructions) {
      if (instruction.op === 'jump' || instruction.op === 'branch') targets.add(instruction.label)
      if (instruction.region !== null) targets.add(instruction.region.handler)
      for (const rope of ropes(instruction)) walk(rope, (piece) => { if (typeof piece === 'object' && 'goto' in piece) targets.add(piece.goto) })
    }
    for (const instruction of this.listing.instructions) {
      if (instruction.op === 'label' && targets.has(instruction.label)) instruction.label.pc = ++this.#pc
    }
  }

  #handlerPc(region: Region | null): number {
    return region === null ? 0 : region.handler.pc
  }

  /** Starts a case; text running on into it sets pc if the handler changes. ST2 */
  #case(pc: number, region: Region | null): void {
    const { prefix } = this
    if (this.#runsOn && this.#handlerPc(this.#region) !== this.#handlerPc(region)) this.#out.push(`${prefix}p = ${pc};\n`)
    this.#out.push(`case ${pc}:\n`)
    this.#enter(pc, region)
  }

  #enter(pc: number, region: Region | null): void {
    this.#region = region
    if (this.listing.guarded) {
      while (this.handlers.length <= pc) this.handlers.push(0)
      this.handlers[pc] = this.#handlerPc(region)
    }
    this.#runsOn = true
  }

  #instruction(instruction: Instruction, index: number): void {
    const { prefix } = this
    if (!this.#runsOn && instruction.op !== 'label' && instruction.op !== 'suspend') return // nothing leads here
    if (instruction.op === 'label') {
      if (instruction.label.pc >= 0) this.#case(instruction.label.pc, instruction.region)
      return
    }
    if (this.#handlerPc(instruction.region) !== this.#handlerPc(this.#region)) this.#case(++this.#pc, instruction.region)
    switch (instruction.op) {
      case 'code': this.#out.push(instruction.rope, '\n'); this.#runsOn = !instruction.ends; break
      case 'jump': if (!this.#isNext(instruction.label, index)) this.#goto(instruction.label); break
      case 'branch': {
        const condition: Rope = instruction.when ? instruction.condition : ['!(', instruction.condition, ')']
        this.#out.push('if (', condition, `) { ${prefix}p = ${instruction.label.pc}; break; }\n`)
        break
      }
      case 'suspend': this.#suspend(instruction, index); break
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
    this.#out.push(`${this.prefix}p = ${label.pc}; break;\n`)
    this.#runsOn = false
  }

  #suspend(instruction: Instruction & { op: 'suspend' }, index: number): void {
    const { prefix } = this
    const { point, payload } = instruction
    const stays = mayStay(point)
    const work = this.work.get(index) as PointWork
    const now = this.#writes(work.now)
    const late = this.#writes(work.late, this.#storesMore(work.now))
    const value: Rope = [`${prefix}v = `, payload, ';\n']
    const writesVariables = writes(payload)
    this.#out.push(`${prefix}f.pc = ${point.pc};\n`) // ST5
    if (writesVariables) this.#out.push(value, now)
    else if (stays) this.#out.push(now, value)
    else this.#out.push(now)
    if (stays) this.#out.push(`if (!${prefix}stepping.answered) `, late === '' ? '' : '{\n', late, `return ${prefix}v;\n`, late === '' ? '' : '}\n', `${prefix}stepping.answered = 0;\n`)
    else this.#out.push('return ', writesVariables ? `${prefix}v` : payload, ';\n')
    if (stays && this.listing.guarded) this.#out.push(`${prefix}m = 0;\n`)
    this.#out.push(`case ${point.pc}:\n`)
    this.#runsOn = false
    this.#enter(point.pc, instruction.region)
    this.#out.push(this.#resume(point, work))
    if (this.listing.guarded) {
      this.#out.push(`if (${prefix}m) { if (${prefix}m < 2) throw ${prefix}v; `, instruction.returns, ' }\n')
    }
  }

  /** ST7 */
  #resume(point: SuspendPoint, { now, late }: PointWork): string {
    const { prefix } = this
    const more = point.live.filter((local) => this.#isMore(local))
    if (more.length === 0) return ''
    const conditions = mayStay(point) ? [`${prefix}p === ${point.pc}`] : []
    if (!this.#storesMore(now) && !this.#storesMore(late)) conditions.push(`${prefix}r !== undefined`) // F6: nothing has been kept there, perhaps
    const loads = this.#loads(more)
    return conditions.length === 0 ? loads : `if (${conditions.join(' && ')}) {\n${loads}}\n`
  }

  #loads(locals: readonly Local[]): string {
    return locals.map((local) => `${local.text} = ${this.#slot(local)};\n`).join('')
  }

  #isMore(local: Local): boolean {
    return (this.slotOf.get(local) as number) >= this.inline
  }

  #slot(local: Local): string {
    return slotText(`${this.prefix}f`, this.slotOf.get(local) as number, this.inline, `${this.prefix}r`)
  }

  /** Is the record of further slots there behind it? F6 */
  #storesMore({ stores }: SlotWork): boolean {
    return [...this.slotOf.keys()].some((local) => stores.has(local.index) && this.#isMore(local))
  }

  /** `hasMore`: that record is there already. */
  #writes(work: SlotWork, hasMore = false): string {
    const { prefix } = this
    const { stores, clears } = work
    const lines: string[] = []
    const slotted = [...this.slotOf.keys()]
    const stored = members(stores, slotted)
    const storesMore = this.#storesMore(work)
    if (storesMore && !hasMore) lines.push(`if (${prefix}r === undefined) ${prefix}r = ${prefix}f.s3 = ${prefix}${moreName(this.slotOf.size)}();\n`) // F6
    for (const local of stored) lines.push(`${this.#slot(local)} = ${local.text};\n`)
    const cleared = members(clears, slotted)
    for (const more of [false, true]) {
      const slots = cleared.filter((local) => this.#isMore(local) === more).map((local) => this.#slot(local))
      if (slots.length > 0) lines.push(`${more && !storesMore && !hasMore ? `if (${prefix}r !== undefined) ` : ''}${slots.join(' = ')} = undefined;\n`)
    }
    return lines.join('')
  }
}

function ropes(instruction: Instruction): Rope[] {
  switch (instruction.op) {
    case 'code': case 'return': case 'throw': return [instruction.rope]
    case 'branch': return [instruction.condition]
    case 'suspend': return [instruction.payload, instruction.returns]
    default: return []
  }
}

function writes(rope: Rope): boolean {
  let found = false
  walk(rope, (piece) => { if (typeof piece === 'object' && 'local' in piece && piece.access !== 'read') found = true })
  return found
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
