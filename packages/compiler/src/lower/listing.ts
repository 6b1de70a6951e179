// The listing: a generator's body as a flat list of instructions with labels. What the lowering writes and the emitter
// reads; `stillframe explain` prints it.
//
//   LI1. `code` is verbatim or composed text without a suspend point: one statement. It may leave through gotos; what `ends`
//        always does, or returns or throws.
//   LI2. `suspend` is the only instruction a frame can stand at.
//   LI3. Every instruction lies in at most one innermost region, whose handler gets what is thrown in it.
//   LI4. Every instruction is of some statement of the author's, which begins at `at`: there are its errors, unless its text says better.
//
// Called by: lower/*.ts, emit/*.ts. Calls: nothing.

import type { Node } from '../ast.ts'
import { walk, type Label, type Local, type Rope } from '../rope.ts'

export interface Region {
  readonly parent: Region | null
  readonly handler: Label
}

interface Where {
  readonly region: Region | null
  /** LI4 */
  readonly at: number
}

export type Instruction = Where & (
  | { readonly op: 'code'; readonly rope: Rope; readonly kills: readonly Local[]; readonly ends: boolean }
  | { readonly op: 'label'; readonly label: Label }
  | { readonly op: 'jump'; readonly label: Label }
  | { readonly op: 'branch'; readonly condition: Rope; readonly when: boolean; readonly label: Label }
  | { readonly op: 'suspend'; readonly payload: Rope; readonly point: SuspendPoint; readonly returns: Rope }
  | { readonly op: 'return'; readonly rope: Rope }
  | { readonly op: 'throw'; readonly rope: Rope }
)

export type Suspend = Instruction & { readonly op: 'suspend' }

export interface SuspendPoint {
  readonly node: Node
  readonly name: string
  /** For `yield* callee(...)`: the callee's text. */
  readonly callee: string
  label: string
  /** LA3 */
  site: string
  pc: number
  live: Local[]
}

/** May the step go on from a point without having left (emit/step.ts, ST6)? */
export function mayStay(point: SuspendPoint): boolean {
  return point.callee !== ''
}

export class Listing {
  readonly instructions: Instruction[] = []
  readonly locals: Local[] = []
  readonly points: SuspendPoint[] = []
  region: Region | null = null
  /** LI4: an offset into the author's text. */
  at = 0
  guarded = false
  readonly #names: Map<string, number> = new Map()
  readonly #authors: Set<string> = new Set()
  #temporaries = 0

  /** A new variable. Its name is unique in the listing: the second `x` is `x~2`. */
  local(name: string, text: string): Local {
    const count = (this.#names.get(name) ?? 0) + 1
    this.#names.set(name, count)
    const local: Local = { name: count === 1 ? name : `${name}~${count}`, text, index: this.locals.length }
    this.locals.push(local)
    return local
  }

  /** A variable of the lowering's own. Its name is no author's: where one has it, it is `cursor^`. */
  internal(name: string, text: string): Local {
    return this.local(this.#authors.has(name) ? `${name}^` : name, text)
  }

  /** An author's variable. */
  variable(name: string, text: string): Local {
    this.#authors.add(name)
    return this.local(name, text)
  }

  temporary(prefix: string): Local {
    const n = ++this.#temporaries
    return this.local(`%${n}`, `${prefix}t${n}`)
  }

  #where(): Where {
    return { region: this.region, at: this.at }
  }

  label(hint: string): Label {
    return { hint, pc: -1 }
  }

  mark(label: Label): void {
    this.instructions.push({ op: 'label', label, ...this.#where() })
  }

  code(rope: Rope, kills: readonly Local[] = [], ends = false): void {
    this.instructions.push({ op: 'code', rope, kills, ends, ...this.#where() })
  }

  jump(label: Label): void {
    this.instructions.push({ op: 'jump', label, ...this.#where() })
  }

  /** Jumps if the condition's truth is `when`. */
  branch(condition: Rope, when: boolean, label: Label): void {
    this.instructions.push({ op: 'branch', condition, when, label, ...this.#where() })
  }

  suspend(payload: Rope, node: Node, name: string, returns: Rope, callee = ''): void {
    const point: SuspendPoint = { node, name, callee, label: '', site: '', pc: -1, live: [] }
    this.points.push(point)
    this.instructions.push({ op: 'suspend', payload, point, returns, ...this.#where() })
  }

  return(rope: Rope): void {
    this.instructions.push({ op: 'return', rope, ...this.#where() })
  }

  throw(rope: Rope): void {
    this.instructions.push({ op: 'throw', rope, ...this.#where() })
  }

  /** Runs `body` in a region whose errors go to `handler`. */
  guard(handler: Label, body: () => void): void {
    this.guarded = true
    this.region = { parent: this.region, handler }
    body()
    this.region = this.region.parent
  }
}

/** Does nothing run on behind an instruction? */
export function ends(instruction: Instruction): boolean {
  return instruction.op === 'jump' || instruction.op === 'return' || instruction.op === 'throw' || (instruction.op === 'code' && instruction.ends)
}

/** What an instruction holds of text. */
export function ropes(instruction: Instruction): Rope[] {
  switch (instruction.op) {
    case 'code': case 'return': case 'throw': return [instruction.rope]
    case 'branch': return [instruction.condition]
    case 'suspend': return [instruction.payload, instruction.returns]
    default: return []
  }
}

/** Prints a listing, one instruction a line. */
export function print(listing: Listing): string {
  const names = new Map<Label, string>()
  const nameOf = (label: Label): string => {
    let name = names.get(label)
    if (name === undefined) names.set(label, name = `${label.hint}.${names.size + 1}`)
    return name
  }
  const text = (rope: Rope): string => {
    let out = ''
    walk(rope, (piece) => {
      if (typeof piece === 'string') out += piece
      else if ('source' in piece) out += piece.source
      else if ('local' in piece) out += piece.local.name
      else if ('field' in piece) out += piece.name
      else out += `{ goto ${nameOf(piece.goto)} }`
    })
    return out.replace(/\s+/g, ' ').trim()
  }
  const lines: string[] = []
  for (const instruction of listing.instructions) {
    const handler = instruction.region === null ? '' : `   ! ${nameOf(instruction.region.handler)}`
    switch (instruction.op) {
      case 'label': lines.push(`${nameOf(instruction.label)}:`); break
      case 'code': lines.push(`  ${text(instruction.rope)}${handler}`); break
      case 'jump': lines.push(`  goto ${nameOf(instruction.label)}`); break
      case 'branch': lines.push(`  if ${instruction.when ? '' : 'not '}(${text(instruction.condition)}) goto ${nameOf(instruction.label)}${handler}`); break
      case 'suspend': lines.push(`  suspend "${instruction.point.label}" ${text(instruction.payload)}   keeps ${instruction.point.live.map(({ name }) => name).join(', ') || 'nothing'}${handler}`); break
      case 'return': lines.push(`  return ${text(instruction.rope)}`); break
      case 'throw': lines.push(`  throw ${text(instruction.rope)}${handler}`); break
    }
  }
  return lines.join('\n')
}
