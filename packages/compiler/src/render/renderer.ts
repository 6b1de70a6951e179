// Rendering: a piece of the author's text, verbatim but for what pass 2 moved: names that live in scope objects,
// functions that became records, `this` in a step. Statements and expressions without a suspend point go through here.
//
//   RE1. Text between two child nodes is copied as it is, comments and parentheses included.
//   RE2. A declaration whose names moved becomes an assignment. With `using`, the engine's own declaration stays, under a
//        name of ours, because it disposes; the name that moved is a copy.
//   RE3. `return`, and `break` or `continue` out of verbatim text, become jumps of the step (`Exits`).
//
// Called by: lower/*.ts, module.ts, functions.ts, classes.ts. Calls: itself, its rooms for kinds of nodes, functions.ts.

import { children, isAnonymousFunction, isFunction, type Node } from '../ast.ts'
import type { Functions } from '../functions.ts'
import { read, underName, type Access, type Local, type Rope } from '../rope.ts'
import type { Binding, Program, ScopeObject, Unit, Use } from '../scopes/model.ts'
import { renderClassDeclaration, renderDeclaration, renderFunctionDeclaration } from './declarations.ts'
import { renderAssignment, renderCall, renderDefault, renderMember, renderNew, renderProperty, renderSequence, renderTagged, renderUpdate } from './expressions.ts'
import { renderBlock, renderCatch, renderFor, renderForEach, renderSwitch } from './statements.ts'

/** How verbatim text leaves a step. */
export interface Exits {
  returns(value: Rope | null): Rope
  jumps(node: Node): Rope
  /** The step's local for a lexical value. */
  lexical(what: 'this' | 'arguments'): Local
  /** The step's local that holds a scope object; null if it is declared in place. */
  object(object: ScopeObject): Local | null
}

export class Renderer {
  readonly program: Program
  readonly unit: Unit
  readonly functions: Functions
  readonly exits: Exits | null
  /** Loops, switches and labels of verbatim text that we are inside of. */
  #breakable = 0
  #continuable = 0
  readonly #labels: string[] = []

  constructor(program: Program, unit: Unit, functions: Functions, exits: Exits | null) {
    this.program = program
    this.unit = unit
    this.functions = functions
    this.exits = exits
  }

  /** A verbatim slice. */
  source(start: number, end: number): Rope {
    return start >= end ? '' : { source: this.program.source.slice(start, end), at: start }
  }

  /** The same for what ends with a directive: the line break that may end it is not in the slice. */
  directives(start: number, end: number): Rope {
    return [this.source(start, end), /['"]/.test(this.program.source.charAt(end - 1)) ? ';' : '']
  }

  render(node: Node): Rope {
    switch (node.type) {
      case 'Identifier': return this.#identifier(node)
      case 'ThisExpression': return this.program.parents.get(node)?.operator === 'delete' ? ['(0, ', this.thisText(), ')'] : this.thisText() // it may have a name, which can't be deleted
      case 'MetaProperty': return node.meta.name === 'new' ? this.#newTarget(node) : this.verbatim(node)
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': return this.functions.expression(node, this)
      case 'FunctionDeclaration': return renderFunctionDeclaration(this, node)
      case 'ClassExpression': return this.functions.classes.render(node, this)
      case 'ClassDeclaration': return renderClassDeclaration(this, node)
      case 'SequenceExpression': return renderSequence(this, node)
      case 'ObjectExpression': return this.functions.object(node, this)
      case 'Property': return renderProperty(this, node)
      case 'AssignmentExpression': return renderAssignment(this, node)
      case 'AssignmentPattern': return renderDefault(this, node)
      case 'UpdateExpression': return renderUpdate(this, node)
      case 'CallExpression': return renderCall(this, node)
      case 'NewExpression': return renderNew(this, node)
      case 'TaggedTemplateExpression': return renderTagged(this, node)
      case 'MemberExpression': return renderMember(this, node)
      case 'BinaryExpression': return this.program.unbranded.has(node.left) ? [this.support('hasNoBrand'), '(', this.render(node.right), ')'] : this.verbatim(node)
      case 'VariableDeclaration': return renderDeclaration(this, node, true)
      case 'BlockStatement': return renderBlock(this, node)
      case 'ForStatement': return renderFor(this, node)
      case 'ForInStatement':
      case 'ForOfStatement': return renderForEach(this, node)
      case 'WhileStatement':
      case 'DoWhileStatement': return this.inLoop(() => this.verbatim(node))
      case 'SwitchStatement': return renderSwitch(this, node)
      case 'CatchClause': return renderCatch(this, node)
      case 'LabeledStatement': return this.#labeled(node)
      case 'ReturnStatement': return this.#return(node)
      case 'BreakStatement':
      case 'ContinueStatement': return this.#jump(node)
      case 'PropertyDefinition': return this.functions.classes.field(node, this)
      case 'StaticBlock': return this.functions.classes.staticBlock(node, this)
      case 'ExpressionStatement':
      case 'ThrowStatement': return this.terminated(node)
    }
    return this.verbatim(node)
  }

  /** RE1 */
  verbatim(node: Node, from: number = node.start, to: number = node.end): Rope {
    const parts: Rope[] = []
    let at = from
    for (const child of children(node)) {
      if (child.start < at) continue
      parts.push(this.source(at, child.start), this.render(child))
      at = child.end
    }
    if (parts.length === 0) return this.source(from, to)
    parts.push(this.source(at, to))
    return parts
  }

  /** With the semicolon that the author left out: what comes next may start with a parenthesis now. */
  terminated(node: Node): Rope {
    return this.program.source[node.end - 1] === ';' ? this.verbatim(node) : [this.verbatim(node), ';']
  }

  /** Like render, for a place where anything but a simple expression needs parentheses. */
  operand(node: Node): Rope {
    const rope = this.render(node)
    return /^(Identifier|Literal|ThisExpression|MemberExpression|CallExpression|TemplateLiteral|ArrayExpression)$/.test(node.type) ? rope : ['(', rope, ')']
  }

  // --- names

  /** The variable that holds a scope object here. */
  object(object: ScopeObject): Rope {
    if (this.functions.unset.has(object)) return `new ${object.type}()`
    const local = this.exits?.object(object) ?? null
    return local === null ? object.text : read(local)
  }

  thisText(): Rope {
    return this.#lexical('this', 'this')
  }

  argumentsText(): Rope {
    return this.#lexical('arguments', 'arguments')
  }

  #lexical(what: 'this' | 'arguments', native: string): Rope {
    for (let unit: Unit | null = this.unit; unit !== null; unit = unit.parent) {
      if (unit.form === 'generator') return unit === this.unit && this.exits !== null ? read(this.exits.lexical(what)) : native
      if (unit.kind !== 'arrow') return native
      if (unit.form !== 'plain') return `${this.program.prefix}${what}`
    }
    return native
  }

  #newTarget(node: Node): Rope {
    for (let unit: Unit | null = this.unit; unit !== null; unit = unit.parent) {
      if (unit.form === 'generator') return 'undefined'
      if (unit.kind !== 'arrow') break
      if (unit.form !== 'plain') return `${this.program.prefix}newTarget`
    }
    return this.verbatim(node)
  }

  /** Text that reads or writes a binding, without any check. */
  bindingText(binding: Binding, access: Access): Rope {
    if (binding.where === 'scope' && binding.object !== null) return [this.object(binding.object), '.', this.functions.field(binding)]
    if (binding.where === 'local' && binding.local !== null) return { local: binding.local, access }
    return binding.name
  }

  #identifier(node: Node): Rope {
    const use = this.program.uses.get(node)
    if (use === undefined) {
      return node.name === 'arguments' && this.unit.kind !== 'module' && this.#isReference(node) && !this.program.declaring.has(node) ? this.argumentsText() : this.source(node.start, node.end)
    }
    return this.use(node, use)
  }

  #isReference(node: Node): boolean {
    const parent = this.program.parents.get(node)
    if (parent === undefined) return true
    if (parent.type === 'MemberExpression') return parent.computed || parent.object === node
    if (parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') return parent.computed || parent.value === node
    return !/^(Labeled|Break|Continue)Statement$/.test(parent.type)
  }

  /** Where text of ours comes from, for source maps. */
  place(node: Node): Rope {
    return { source: '', at: node.start }
  }

  use(node: Node, use: Use): Rope {
    const { binding, reference } = use
    if (binding.where === 'native' || (use.inParams && this.#parameterIsNative(use))) {
      return this.source(node.start, node.end)
    }
    const writing = reference.isWrite()
    const isConstant = writing && !reference.init && (binding.kind === 'const' || binding.kind === 'self')
    const constant = isConstant ? this.#constant(binding, binding.kind === 'const' || reference.from.isStrict) : null
    if (writing && !reference.init && use.unsafe && this.isTarget(node)) {
      const value = `${this.program.prefix}value`
      return [`${this.support('target')}((${value}) => (`, this.support('checked'), '(', this.bindingText(binding, 'read'), `, ${JSON.stringify(binding.name)}), `, constant ?? this.bindingText(binding, 'write'), ` = ${value})).value`]
    }
    if (constant !== null) return [this.place(node), constant]
    const text = this.bindingText(binding, !writing ? 'read' : reference.isRead() ? 'update' : 'write')
    if (writing || !use.unsafe) {
      return [this.place(node), text]
    }
    return [this.place(node), this.support('checked'), '(', text, `, ${JSON.stringify(binding.name)})`]
  }

  #parameterIsNative({ binding, unit }: Use): boolean {
    return binding.kind === 'param' && binding.unit === unit && !unit.parametersLowered
  }

  #constant(binding: Binding, strict: boolean): Rope {
    return [this.support(strict ? 'constant' : 'unchanging'), '(', this.bindingText(binding, 'read'), ').value']
  }

  /** A name of the runtime's ABI in emitted code. */
  support(name: string): string {
    return this.functions.support(name)
  }

  /** A function or class whose name comes from a target that has moved. */
  named(node: Node, name: string): Rope {
    const rope = this.render(node)
    if (!isAnonymousFunction(node) || name === '') return rope
    if (isFunction(node) && this.program.unitOf.get(node)?.form !== 'plain' && this.program.unitOf.get(node)?.form !== 'inline') return rope
    return underName(name, rope)
  }

  isMoved(identifier: Node): boolean {
    const use = this.program.uses.get(identifier)
    return use !== undefined && use.binding.where !== 'native' && !(use.inParams && this.#parameterIsNative(use))
  }

  /** A node's text after its first child. */
  rest(node: Node, first: Node): Rope {
    const parts: Rope[] = []
    let at = first.end
    for (const child of children(node)) {
      if (child === first) continue
      parts.push(this.source(at, child.start), this.render(child))
      at = child.end
    }
    parts.push(this.source(at, node.end))
    return parts
  }

  /** Does a name or member expression stand where a pattern or loop stores a value? */
  isTarget(node: Node): boolean {
    const parent = this.program.parents.get(node)
    if (parent === undefined) return false
    if (parent.type === 'AssignmentPattern') return parent.left === node
    if (parent.type === 'Property') return parent.value === node && this.program.parents.get(parent)?.type === 'ObjectPattern'
    return parent.type === 'ArrayPattern' || parent.type === 'RestElement' || ((parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') && parent.left === node)
  }

  /** Statements with the text between them. */
  statements(body: readonly Node[], from: number, to: number): Rope {
    const parts: Rope[] = []
    let at = from
    for (const statement of body) {
      parts.push(this.source(at, statement.start), this.render(statement))
      at = statement.end
    }
    parts.push(this.source(at, to))
    return parts
  }

  // --- leaving (RE3)

  /** What `render` gives lies in a loop: jumps to there stay. */
  inLoop(render: () => Rope): Rope {
    this.#continuable++
    const rope = this.inSwitch(render)
    this.#continuable--
    return rope
  }

  inSwitch(render: () => Rope): Rope {
    this.#breakable++
    const rope = render()
    this.#breakable--
    return rope
  }

  /** The body of a loop that keeps its own jumps; `labels` are the loop's. */
  loopBody(body: Node, labels: readonly string[]): Rope {
    this.#labels.push(...labels)
    const rope = this.inLoop(() => this.render(body))
    this.#labels.length -= labels.length
    return rope
  }

  #labeled(node: Node): Rope {
    this.#labels.push(node.label.name as string)
    const rope: Rope = [this.source(node.start, node.body.start), this.render(node.body)]
    this.#labels.pop()
    return rope
  }

  #return(node: Node): Rope {
    const argument = node.argument as Node | null
    if (this.exits === null) return this.terminated(node)
    return this.exits.returns(argument === null ? null : this.render(argument))
  }

  #jump(node: Node): Rope {
    if (this.exits === null) return this.source(node.start, node.end)
    const inside = node.label !== null && node.label !== undefined
      ? this.#labels.includes(node.label.name as string)
      : node.type === 'BreakStatement' ? this.#breakable > 0 : this.#continuable > 0
    return inside ? this.source(node.start, node.end) : this.exits.jumps(node)
  }
}
