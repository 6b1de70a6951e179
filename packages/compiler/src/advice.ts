// Advice: what compiles, but will be refused by a capture, or wait for nothing. What the lint rules report and
// `stillframe explain` shows: they know exactly what each suspend point keeps, because the compiler does.
//
//   AD1. Only what is certain is told: a variable whose every value is of a kind that no snapshot takes, and that a suspend
//        point keeps once it has one; a call of what is known to be a generator function or an operation.
//   AD2. A value that is made a permanent, or registered with superjson, is advised against all the same: say so beside
//        it, with the linter's own comment.
//
// Called by: compile.ts. Calls: advice/.

import type { Variable } from 'eslint-scope'
import { fieldOf, methodOf } from './advice/members.ts'
import { Names } from './advice/names.ts'
import { Suspects, type Suspect } from './advice/suspects.ts'
import { children, isFunction, isGenerator, type Node } from './ast.ts'
import type { Diagnostic } from './errors.ts'
import type { GeneratorInfo } from './generator.ts'
import type { Binding, Program, Unit } from './scopes/model.ts'

type Place = (node: Node) => [number, number]

/** Of all doors: none has another function of such a name whose result may be dropped. */
const operations = new Set([
  'sleep', 'schedule', 'request', 'select', 'wait', 'at', 'scope', 'all', 'allSettled', 'any', 'race', 'withTimeout', 'shield',
  'restart', 'supervise', 'once', 'effect', 'readFile', 'writeFile',
])
/** By the function that makes their object. */
const methods = new Map([
  ['channel', new Set(['send', 'receive', 'next', 'each'])], ['spawn', new Set(['join', 'settled', 'cancel'])], ['context', new Set(['with'])],
  ['topic', new Set(['send'])], ['latest', new Set(['changed'])], ['source', new Set(['next', 'close'])], ['events', new Set(['next', 'close'])], ['sink', new Set(['send', 'close'])],
])

export function advise(program: Program, infos: readonly GeneratorInfo[], file: string, place: Place): Diagnostic[] {
  const adviser = new Adviser(program, file, place)
  for (const info of infos) adviser.held(info)
  adviser.calls(program.ast)
  return adviser.found.sort((a, b) => a.line - b.line || a.column - b.column)
}

class Adviser {
  readonly found: Diagnostic[] = []
  readonly #program: Program
  readonly #file: string
  readonly #place: Place
  readonly #names: Names
  readonly #suspects: Suspects

  constructor(program: Program, file: string, place: Place) {
    this.#program = program
    this.#file = file
    this.#place = place
    this.#names = new Names(program)
    this.#suspects = new Suspects(this.#names)
  }

  /** Variables and loops that hold, across a suspend point, what no snapshot takes. */
  held(info: GeneratorInfo): void {
    for (const binding of this.#bindingsOf(info.unit)) {
      const values = this.#names.valuesOf(binding.variable)
      const suspect = values === undefined ? undefined : this.#common(values)
      if (suspect === undefined || values === undefined) continue
      const from = this.#heldFrom(binding.variable, values)
      const keepers = this.#keepers(binding, info)
      const point = info.points.find(({ pc, node, live }) => pc > 0 && from <= node.start && keepers.some((keeper) => keeper.from <= node.start && live.includes(keeper.slot)))
      if (point !== undefined) this.#tell(suspect.code, values[0] as Node, `"${binding.name}" holds ${suspect.what} across the yield at line ${this.#place(point.node)[0]} ("${point.label}"): it can't be saved`, suspect.cure)
    }
    this.#loops(info.unit.node.body as Node)
  }

  /** The slots through which a variable is kept: its own, or that of its scope object and of closures over this. */
  #keepers({ object, local, unit }: Binding, { slots, objects }: GeneratorInfo): { slot: number; from: number }[] {
    if (object === null) return [{ slot: slots.indexOf(local?.name as string), from: 0 }]
    const keepers = [{ slot: objects.get(object) ?? -1, from: 0 }]
    for (const { variable, local: closure } of this.#bindingsOf(unit)) {
      const values = this.#names.valuesOf(variable)
      if (closure === null || values?.every((value) => isFunction(value) && this.#program.unitOf.get(value)?.captures.has(object)) !== true) continue
      keepers.push({ slot: slots.indexOf(closure.name), from: this.#heldFrom(variable, values) })
    }
    return keepers
  }

  #bindingsOf(unit: Unit): Binding[] {
    return (this.#program.bindingsOf.get(unit) ?? []).filter(({ where }) => where !== 'native')
  }

  /** Where a variable certainly has one of its values, and is not undefined any more. */
  #heldFrom({ scope }: Variable, values: readonly Node[]): number {
    const block = scope.block as unknown as Node
    const isOfBlock = (node: Node | undefined): boolean => node === block || node === block.body
    const { parents } = this.#program
    return values.find((value) => {
      const parent = parents.get(value) as Node
      const statement = parents.get(parent) as Node
      if (parent.type === 'AssignmentExpression') return parent.operator === '=' && statement.type === 'ExpressionStatement' && isOfBlock(parents.get(statement))
      return parent.type !== 'VariableDeclarator' || statement.kind !== 'var' || isOfBlock(parents.get(statement))
    })?.end ?? Infinity
  }

  /** for-of over an iterator; `of list.entries()` and its kin are understood by the compiler. */
  #loops(node: Node): void {
    if (!this.#program.suspends.has(node)) return
    if (node.type === 'ForOfStatement' && this.#program.suspends.has(node.body as Node)) {
      const right = node.right as Node
      const direct = right.type === 'CallExpression' && right.callee.type === 'MemberExpression' && ['keys', 'values', 'entries'].includes(right.callee.property.name as string)
      if (!direct && this.#suspects.of(right)?.code === 'HELD_ITERATOR') {
        this.#tell('HELD_ITERATOR', right, 'the loop holds a native iterator across a yield: it can\'t be saved', 'loop over an array of it: `[...iterator]`')
      }
    }
    for (const child of children(node)) this.#loops(child)
  }

  #common(values: readonly Node[]): Suspect | undefined {
    const suspects = values.map((value) => this.#suspects.of(value))
    return suspects.every((suspect) => suspect !== undefined) ? suspects[0] : undefined
  }

  /** Calls of generator functions and operations whose outcome nobody waits for. */
  calls(node: Node): void {
    const lost = node.type === 'CallExpression' && this.#waits(node.callee as Node) ? this.#lost(node) : undefined
    if (lost !== undefined) {
      const text = this.#program.source.slice(node.callee.start as number, node.callee.end as number).replace(/\s+/g, ' ')
      const problem = lost === 'yielded' ? `\`yield\` hands ${text}(...) over as it is` : `${text}(...) is never run`
      const hint = this.#insideGenerator(node) ? `write \`yield* ${text}(...)\`` : `it runs in a generator function, with \`yield* ${text}(...)\`, or in a tasklet: \`spawn(...)\``
      this.#tell('FORGOTTEN_YIELD_STAR', node, `${problem}: its outcome is lost`, hint)
    }
    for (const child of children(node)) this.calls(child)
  }

  /** What becomes of a value that nobody takes. */
  #lost(node: Node): 'dropped' | 'yielded' | undefined {
    const parent = this.#program.parents.get(node) as Node
    switch (parent.type) {
      case 'ExpressionStatement': return 'dropped'
      case 'YieldExpression': return parent.delegate === true ? undefined : 'yielded'
      case 'UnaryExpression': return parent.operator === 'void' ? 'dropped' : undefined
      case 'SequenceExpression': return parent.expressions.at(-1) === node ? this.#lost(parent) : 'dropped'
      case 'LogicalExpression': return parent.right === node ? this.#lost(parent) : undefined
      case 'ConditionalExpression': return parent.test === node ? undefined : this.#lost(parent)
      default: return undefined
    }
  }

  #waits(callee: Node): boolean {
    const ours = this.#names.ourName(callee)
    if (ours !== undefined) return operations.has(ours)
    if (callee.type === 'Identifier') return this.#names.isAlways(callee, isGenerator)
    if (callee.type !== 'MemberExpression' || callee.computed) return false
    const made = methodOf(callee, this.#names)?.value ?? fieldOf(callee, this.#names)
    if (made !== undefined) return isGenerator(made as Node)
    const { object, property } = callee as unknown as { object: Node; property: Node }
    const gives = (value: Node): boolean => value.type === 'CallExpression' && methods.get(this.#names.ourName(value.callee as Node) ?? '')?.has(property.name as string) === true
    if (object.type === 'Identifier') return this.#names.isAlways(object, gives)
    const field = fieldOf(object, this.#names)
    return field !== undefined && this.#names.isAlways(field, gives)
  }

  #insideGenerator(node: Node): boolean {
    for (let up = this.#program.parents.get(node); up !== undefined; up = this.#program.parents.get(up)) {
      if (isGenerator(up)) return true
      if (/Function|StaticBlock|PropertyDefinition/.test(up.type)) return false
    }
    return false
  }

  #tell(code: string, node: Node, message: string, hint: string): void {
    const [line, column] = this.#place(node)
    this.found.push({ code, severity: 'warning', message, hint, file: this.#file, line, column })
  }
}
