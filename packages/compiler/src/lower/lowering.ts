// Pass 3 and 4: a generator's body becomes a listing. This room keeps the state of one lowering: where variables live,
// what jumps mean, what `finally` blocks stand around.
//
//   LO1. A `finally` is lowered once. `kind` says how it was entered: 0 normally, 1 by an error, 2 by return,
//        3 and up by a jump; `value` is the error or the returned value.
//   LO2. A jump or return that leaves a `finally` enters it with its kind; the dispatch behind it goes on from there.
//
// Called by: generator.ts. Calls: statements.ts, render/*.ts.

import { type Node } from '../ast.ts'
import type { Binding, Program, ScopeObject, Unit } from '../scopes/model.ts'
import type { Functions } from '../functions.ts'
import { Renderer, type Exits } from '../render/renderer.ts'
import { read, write, type Label, type Local, type Rope } from '../rope.ts'
import { Listing } from './listing.ts'

export interface Target {
  readonly node: Node
  readonly labels: readonly string[]
  readonly breakTo: Label
  readonly continueTo: Label | null
  /** How many finallys stand around the place it jumps to, for break and for continue. */
  readonly breakDepth: number
  readonly continueDepth: number
}

/** LO1 */
export interface Finally {
  readonly label: Label
  readonly kind: Local
  readonly value: Local
  /** Jumps that pass through: kind 3 + index. */
  readonly exits: { readonly label: Label; readonly depth: number }[]
  returns: boolean
}

/** What patterns need of expressions, which need patterns. */
export interface Expressions {
  value(lower: Lowering, node: Node | null): Rope
  namedValue(lower: Lowering, node: Node, name: string): Rope
  reference(lower: Lowering, node: Node, later: Node | null): Rope
}

export class Lowering implements Exits {
  readonly program: Program
  readonly unit: Unit
  readonly functions: Functions
  readonly expressions: Expressions
  readonly listing: Listing = new Listing()
  readonly renderer: Renderer
  readonly targets: Target[] = []
  readonly finallys: Finally[] = []
  /** Stacks of what `using` declarations of the blocks around will dispose of. */
  readonly disposals: Local[] = []
  readonly #objects: Map<ScopeObject, Local> = new Map()
  readonly #lexical: Map<string, Local> = new Map()
  readonly #texts: Set<string> = new Set()

  constructor(program: Program, unit: Unit, functions: Functions, expressions: Expressions) {
    this.expressions = expressions
    this.program = program
    this.unit = unit
    this.functions = functions
    this.renderer = new Renderer(program, unit, functions, this)
    for (const binding of program.bindingsOf.get(unit) ?? []) {
      if (binding.where === 'local') binding.local = this.listing.variable(binding.name, this.#text(binding))
    }
    for (const object of unit.captures) this.openObject(object)
    const own = program.objects.get(unit.node)
    if (own !== undefined) this.openObject(own)
  }

  /** The author's name, unless it means something else somewhere in the function. */
  #text(binding: Binding): string {
    const meanings = this.unit.meanings.get(binding.name)
    const clear = binding.name !== 'let' && (meanings === undefined || (meanings.size === 1 && meanings.has(binding.variable))) && !this.#texts.has(binding.name)
    let text = binding.name
    for (let n = 1; !clear && (n === 1 || this.#texts.has(text)); n++) text = `${binding.name}${this.program.prefix}${n}`
    this.#texts.add(text)
    return text
  }

  support(name: string): string {
    return this.functions.support(name)
  }

  suspends(node: Node): boolean {
    return this.program.suspends.has(node)
  }

  temporary(): Local {
    return this.listing.temporary(this.program.prefix)
  }

  /** Evaluates a rope now, into a temporary. */
  keep(rope: Rope): Local {
    const local = this.temporary()
    this.assign(local, rope)
    return local
  }

  assign(local: Local, rope: Rope): void {
    this.listing.code([write(local), ' = ', rope, ';'], [local])
  }

  /** The value a frame was resumed with, or the error a handler got: good until the next suspend point. */
  get resumed(): string {
    return `${this.program.prefix}v`
  }

  /** A place where a tasklet may be interrupted (runtime, checkpoint.ts), on demand. `node` is where its label leads to. */
  checkpoint(node: Node): void {
    if (!this.program.checkpoints) return
    const goOn = this.listing.label('go')
    this.listing.branch(`${this.support('due')}()`, false, goOn)
    this.listing.suspend(this.support('checkpoint'), node, 'checkpoint', this.returns(this.resumed))
    this.listing.mark(goOn)
  }

  // --- Exits: how verbatim text leaves (RE3)

  object(object: ScopeObject): Local | null {
    return this.#objects.get(object) ?? null
  }

  /** From here on, `object` is in a local of the step. */
  openObject(object: ScopeObject): Local {
    let local = this.#objects.get(object)
    if (local === undefined) this.#objects.set(object, local = this.listing.internal(object.id === '' ? 'super' : 'scope', object.text))
    return local
  }

  lexical(what: 'this' | 'arguments'): Local {
    let local = this.#lexical.get(what)
    if (local === undefined) this.#lexical.set(what, local = this.listing.internal(what, `${this.program.prefix}${what}`))
    return local
  }

  /** What the entry of the function puts into locals: scope objects, `this`, `arguments`. */
  entries(): { object: [ScopeObject, Local][]; lexical: [string, Local][] } {
    return { object: [...this.#objects], lexical: [...this.#lexical] }
  }

  returns(value: Rope | null): Rope {
    const { prefix } = this.program
    const last = this.finallys[this.finallys.length - 1]
    if (last === undefined) return [`{ ${prefix}f.pc = -1; return `, value ?? 'undefined', ' }']
    last.returns = true
    return ['{ ', write(last.value), ' = ', value ?? 'undefined', '; ', write(last.kind), ' = 2; ', { goto: last.label }, ' }']
  }

  jumps(node: Node): Rope {
    const name = node.label ? node.label.name as string : null
    const isBreak = node.type === 'BreakStatement'
    for (let i = this.targets.length - 1; i >= 0; i--) {
      const target = this.targets[i] as Target
      if (name === null ? (isBreak ? isPlainBreakTarget(target.node) : target.continueTo !== null) : target.labels.includes(name)) {
        return isBreak ? this.exit(target.breakTo, target.breakDepth) : this.exit(target.continueTo as Label, target.continueDepth)
      }
    }
    throw new Error('a jump without a target: the parser lets none through')
  }

  /** A jump to `label`, around which `depth` finallys stand. LO2 */
  exit(label: Label, depth: number): Rope {
    const last = this.finallys[this.finallys.length - 1]
    if (last === undefined || this.finallys.length <= depth) return { goto: label }
    let index = last.exits.findIndex((exit) => exit.label === label)
    if (index < 0) index = last.exits.push({ label, depth }) - 1
    return ['{ ', write(last.kind), ` = ${3 + index}; `, { goto: last.label }, ' }']
  }

  /** Opens a finally around `body`, lowers `finalizer` once behind it, and goes on by kind. */
  finally(body: () => void, finalizer: (entered: Finally) => void, normal: 'through' | 'around', end: Label): void {
    const { listing } = this
    const entered: Finally = {
      label: listing.label('finally'), kind: listing.internal('finally.kind', `${this.program.prefix}c${listing.locals.length}`),
      value: listing.internal('finally.value', `${this.program.prefix}c${listing.locals.length}`), exits: [], returns: false,
    }
    const thrown = listing.label('thrown')
    this.finallys.push(entered)
    listing.guard(thrown, body)
    this.finallys.pop()
    if (normal === 'through') {
      this.assign(entered.kind, '0')
      this.assign(entered.value, 'undefined')
      listing.jump(entered.label)
    }
    listing.mark(thrown)
    this.assign(entered.kind, '1')
    this.assign(entered.value, this.resumed)
    listing.mark(entered.label)
    finalizer(entered)
    listing.code(['if (', read(entered.kind), ' === 1) throw ', read(entered.value), ';'])
    entered.exits.forEach((exit, i) => listing.code(['if (', read(entered.kind), ` === ${3 + i}) `, this.exit(exit.label, exit.depth)]))
    // A suspended generator may be asked to return (27.5.3.4): that enters with kind 2 too.
    listing.code(['if (', read(entered.kind), ' === 2) ', this.returns(read(entered.value))])
    listing.mark(end)
  }
}

function isPlainBreakTarget(node: Node): boolean {
  return /^(For|ForIn|ForOf|While|DoWhile|Switch)Statement$/.test(node.type)
}
