// Rendering: a piece of the author's text, verbatim but for what pass 2 moved: names that live in scope objects,
// functions that became records, `this` in a step. Statements and expressions without a suspend point go through here.
//
//   RE1. Text between two child nodes is copied as it is, comments and parentheses included.
//   RE2. A declaration whose names moved becomes an assignment. With `using`, the engine's own declaration stays, under a
//        name of ours, because it disposes; the name that moved is a copy.
//   RE3. `return`, and `break` or `continue` out of verbatim text, become jumps of the step (`Exits`).
//
// Long because it is one visitor: a case for each kind of node that may change, in the order of the grammar.
//
// Called by: lower/*.ts, module.ts. Calls: itself, functions.ts, super.ts.

import { calleeName, children, isAnonymousFunction, isFunction, makesFunctions, nameOf, patternNames, type Node } from './ast.ts'
import type { Binding, Program, ScopeObject, Unit, Use } from './scopes/model.ts'
import type { Functions } from './functions.ts'
import { superAssignment, superCall, superDelete, superGet, superTarget, superUpdate } from './super.ts'
import { join, read, underName, type Access, type Local, type Rope } from './rope.ts'

/** How verbatim text leaves a step. */
export interface Exits {
  returns(value: Rope | null): Rope
  jumps(node: Node): Rope
  /** The step's local for a lexical value. */
  lexical(what: 'this' | 'arguments'): Local
  /** The step's local that holds a scope object; null if it is declared in place. */
  object(object: ScopeObject): Local | null
}

const isUsing = (node: Node): boolean => node.kind === 'using' || node.kind === 'await using'

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
      case 'ThisExpression': return this.thisText()
      case 'MetaProperty': return node.meta.name === 'new' ? this.#newTarget(node) : this.#generic(node)
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': return this.functions.expression(node, this)
      case 'FunctionDeclaration': return this.#functionDeclaration(node)
      case 'ClassExpression': return this.functions.classes.render(node, this)
      case 'ClassDeclaration': return this.#classDeclaration(node)
      case 'SequenceExpression': return this.#sequence(node)
      case 'ObjectExpression': return this.functions.object(node, this)
      case 'Property': return this.#property(node)
      case 'AssignmentExpression': return this.#assignment(node)
      case 'AssignmentPattern': return this.#default(node)
      case 'UpdateExpression': return this.#update(node)
      case 'CallExpression': return this.#call(node)
      case 'NewExpression': return this.#new(node)
      case 'TaggedTemplateExpression': return this.#tagged(node)
      case 'MemberExpression': return this.#member(node)
      case 'BinaryExpression': return this.program.unbranded.has(node.left) ? [this.support('hasNoBrand'), '(', this.render(node.right), ')'] : this.#generic(node)
      case 'VariableDeclaration': return this.declaration(node, true)
      case 'BlockStatement': return this.#block(node)
      case 'ForStatement': return this.#for(node)
      case 'ForInStatement':
      case 'ForOfStatement': return this.#forEach(node)
      case 'WhileStatement':
      case 'DoWhileStatement': return this.#loop(() => this.#generic(node))
      case 'SwitchStatement': return this.#switch(node)
      case 'CatchClause': return this.#catch(node)
      case 'LabeledStatement': return this.#labeled(node)
      case 'ReturnStatement': return this.#return(node)
      case 'BreakStatement':
      case 'ContinueStatement': return this.#jump(node)
      case 'PropertyDefinition': return this.functions.classes.field(node, this)
      case 'StaticBlock': return this.functions.classes.staticBlock(node, this)
      case 'ExpressionStatement':
      case 'ThrowStatement': return this.#terminated(node)
    }
    return this.#generic(node)
  }

  /** RE1 */
  #generic(node: Node, from = node.start, to = node.end): Rope {
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
  #terminated(node: Node): Rope {
    return this.program.source[node.end - 1] === ';' ? this.#generic(node) : [this.#generic(node), ';']
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
    return this.#generic(node)
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
    if (writing && !reference.init && use.unsafe && this.#isTarget(node)) {
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

  // --- expressions

  /** The author's parentheses may stay behind. At the start of a statement there are none, and some would be read as a call. */
  #sequence(node: Node): Rope {
    return this.program.parents.get(node)?.type === 'ExpressionStatement' ? this.#generic(node) : ['(', this.#generic(node), ')']
  }

  #property(node: Node): Rope {
    if (!node.shorthand) {
      if (node.value.type === 'ClassExpression' || isFunction(node.value)) return this.functions.property(node, this)
      return this.#generic(node)
    }
    const key = node.key as Node
    const name = key.name as string
    const value = node.value as Node
    const rendered = this.render(value)
    if (!Array.isArray(rendered) && typeof rendered === 'object' && 'source' in rendered) return this.source(node.start, node.end)
    return [name === '__proto__' ? '["__proto__"]' : name, ': ', rendered]
  }

  /** A function or class whose name comes from a target that has moved. */
  named(node: Node, name: string): Rope {
    const rope = this.render(node)
    if (!isAnonymousFunction(node) || name === '') return rope
    if (isFunction(node) && this.program.unitOf.get(node)?.form !== 'plain' && this.program.unitOf.get(node)?.form !== 'inline') return rope
    return underName(name, rope)
  }

  #moved(identifier: Node): boolean {
    const use = this.program.uses.get(identifier)
    return use !== undefined && use.binding.where !== 'native' && !(use.inParams && this.#parameterIsNative(use))
  }

  #assignment(node: Node): Rope {
    const { left, right } = node as unknown as { left: Node; right: Node }
    if (left.type === 'MemberExpression' && left.object.type === 'Super') {
      const rewritten = superAssignment(node, this)
      if (rewritten !== null) return rewritten
    }
    if (left.type !== 'Identifier') return this.#generic(node)
    const use = this.program.uses.get(left)
    if (use === undefined || !this.#moved(left)) return this.#generic(node)
    return this.assignName(left, node.operator as string, this.named(right, nameOf(right, node)))
  }

  /** `name operator value`, wherever the name lives. */
  assignName(identifier: Node, operator: string, value: Rope): Rope {
    const use = this.program.uses.get(identifier)
    const target = this.render(identifier)
    if (use === undefined || !use.unsafe || use.reference.init || use.binding.where === 'native') return [target, ` ${operator} `, value]
    const text = this.bindingText(use.binding, 'read')
    const check: Rope = [this.support('checked'), '(', text, `, ${JSON.stringify(use.binding.name)})`]
    if (operator === '=') return [target, ' = ', this.support('after'), '(', value, ', ', check, ')']
    return ['(', check, ', ', target, ` ${operator} `, value, ')']
  }

  #default(node: Node): Rope {
    const { left, right } = node as unknown as { left: Node; right: Node }
    if (left.type !== 'Identifier' || !this.#moved(left)) return this.#generic(node)
    return [this.source(node.start, left.start), this.render(left), this.source(left.end, right.start), this.named(right, nameOf(right, node)), this.source(right.end, node.end)]
  }

  #update(node: Node): Rope {
    const argument = node.argument as Node
    if (argument.type === 'MemberExpression' && argument.object.type === 'Super') {
      const rewritten = superUpdate(node, this)
      if (rewritten !== null) return rewritten
    }
    const use = this.program.uses.get(argument)
    if (use === undefined || !use.unsafe || use.binding.where === 'native') return this.#generic(node)
    const check: Rope = [this.support('checked'), '(', this.bindingText(use.binding, 'read'), `, ${JSON.stringify(use.binding.name)})`]
    return ['(', check, ', ', this.#generic(node), ')']
  }

  #call(node: Node): Rope {
    const callee = node.callee as Node
    if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
      const rewritten = superCall(node, this)
      if (rewritten !== null) return rewritten
    }
    const noted = calleeName(callee) === 'spawn' ? this.#noted(node) : null
    if (callee.type !== 'Identifier' || !this.#inObject(callee)) return noted === null ? this.#generic(node) : [this.source(node.start, callee.start), this.render(callee), noted]
    return [this.place(node), this.#unbound(node, callee), noted ?? this.#rest(node, callee)]
  }

  /** A callee that lives in a scope object, which is not to be its `this`; with the author's parentheses before it. */
  #unbound(node: Node, callee: Node): Rope {
    return [this.source(node.start, callee.start), '(0, ', this.render(callee), ')']
  }

  /** The arguments of a spawn: the first goes through a function that notes where this is, for the traces of errors. */
  #noted(node: Node): Rope | null {
    const [body] = node.arguments as Node[]
    if (body === undefined || body.type === 'SpreadElement' || this.unit.kind === 'module') return null
    const [line, column] = this.functions.positionOf(node)
    const place = JSON.stringify(`${this.unit.name || 'anonymous'} (${this.functions.moduleId}:${line}:${column})`)
    return [this.source((node.callee as Node).end, body.start), `${this.support('at')}(${place}, `, this.render(body), ')', this.#generic(node, body.end)]
  }

  /** The callee may have become a call, which `new` must not take for its own. */
  #new(node: Node): Rope {
    const callee = node.callee as Node
    if (callee.type === 'Identifier' && !this.#moved(callee)) return this.#generic(node)
    return [this.source(node.start, callee.start), '(', this.render(callee), ')', this.#rest(node, callee)]
  }

  #tagged(node: Node): Rope {
    const tag = node.tag as Node
    if (this.#mayBeSaved()) return this.#sited(node, tag)
    if (tag.type !== 'Identifier' || !this.#inObject(tag)) return this.#generic(node)
    return [this.#unbound(node, tag), this.#rest(node, tag)]
  }

  /** Is this text of a generator, or of a function that moved? There, a template's strings object may get into a slot. */
  #mayBeSaved(): boolean {
    for (let unit: Unit | null = this.unit; unit !== null; unit = unit.parent) if (unit.form !== 'plain') return true
    return false
  }

  /** A tagged template whose strings object has a name, so that it is the same one after a restore. */
  #sited(node: Node, tag: Node): Rope {
    const site = this.functions.templateSite((node.quasi.quasis as Node[]).map((quasi) => quasi.value.raw as string))
    const values = (node.quasi.expressions as Node[]).map((expression): Rope => [', ', this.render(expression)])
    const list: Rope = [`[${site}()`, values, ']']
    const text = JSON.stringify(this.program.source.slice(tag.start, tag.end).slice(0, 60))
    if (tag.type !== 'MemberExpression' || tag.object.type === 'Super' || tag.property.type === 'PrivateIdentifier') {
      const self = tag.type === 'MemberExpression' && tag.object.type === 'Super' ? this.thisText() : 'undefined'
      if (tag.type === 'MemberExpression' && tag.property.type === 'PrivateIdentifier') return this.#generic(node)
      return [this.support('apply'), '(', this.render(tag), ', ', self, ', ', list, `, ${text})`]
    }
    const key: Rope = tag.computed ? this.render(tag.property) : JSON.stringify(tag.property.name)
    return [this.support('bound'), '(', this.render(tag.object), ', ', key, `, ${text})(${site}()`, values, ')']
  }

  /** Would a call of the rendered name pass the scope object as `this`? */
  #inObject(identifier: Node): boolean {
    const use = this.program.uses.get(identifier)
    return use !== undefined && use.binding.where === 'scope' && this.#moved(identifier)
  }

  /** A node's text after its first child. */
  #rest(node: Node, first: Node): Rope {
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

  #member(node: Node): Rope {
    if (this.program.unbranded.has(node.property)) return [this.render(node.object), node.optional ? '?.' : '', '[', this.support('unbranded'), ']']
    if (node.object.type === 'Super') {
      const isDeleted = this.program.parents.get(node)?.operator === 'delete'
      const rewritten = isDeleted ? superDelete(node, this) : this.#isTarget(node) ? superTarget(node, this) : superGet(node, this)
      if (rewritten !== null) return rewritten
    }
    return this.#generic(node)
  }

  /** Does a name or member expression stand where a pattern or loop stores a value? */
  #isTarget(node: Node): boolean {
    const parent = this.program.parents.get(node)
    if (parent === undefined) return false
    if (parent.type === 'AssignmentPattern') return parent.left === node
    if (parent.type === 'Property') return parent.value === node && this.program.parents.get(parent)?.type === 'ObjectPattern'
    return parent.type === 'ArrayPattern' || parent.type === 'RestElement' || ((parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') && parent.left === node)
  }

  // --- declarations

  /** RE2. As statements, or (in the head of a loop) as one expression. */
  declaration(node: Node, asStatement: boolean): Rope {
    const declarators = node.declarations as Node[]
    const moved = (declarator: Node): Node[] => patternNames(declarator.id).filter((name) => this.#declaredElsewhere(name, node))
    if (declarators.every((declarator) => moved(declarator).length === 0)) {
      const parent = this.program.parents.get(node)
      return parent !== undefined && parent.type.startsWith('For') && parent.body !== node ? this.#generic(node) : this.#terminated(node)
    }
    if (asStatement && isUsing(node)) return this.#using(node)
    // Names declared together move together (bindings.ts): what is left is one expression, or nothing.
    const parts = declarators.flatMap((declarator): Rope[] => {
      const assignment = this.initialisation(declarator, node.kind as string)
      return assignment === null ? [] : [assignment]
    })
    return asStatement ? [join(parts, ', '), ';'] : join(parts, ', ')
  }

  /** Each before the next: one may use the name of the one before it. RE2 */
  #using(node: Node): Rope {
    return (node.declarations as Node[]).map((declarator): Rope => {
      const { id, init } = declarator as unknown as { id: Node; init: Node }
      const resource = `${this.program.prefix}using_${id.name as string}`
      return [`${node.kind as string} ${resource} = `, this.named(init, id.name as string), '; ', this.render(id), ` = ${resource}; `]
    })
  }

  /** The assignment a declarator comes down to; null for `var x` without a value. */
  initialisation(declarator: Node, kind: string): Rope | null {
    const { id, init } = declarator as unknown as { id: Node; init: Node | null }
    if (init === null) {
      if (kind === 'var') return null
      const binding = this.bindingOf(id)
      return binding === undefined ? null : [this.bindingText(binding, 'write'), ' = undefined']
    }
    if (id.type === 'Identifier') return [this.render(id), ' = ', this.named(init, id.name as string)]
    return ['void (', this.render(id), ' = ', this.render(init), ')'] // no line may start with a parenthesis
  }

  #declaredElsewhere(name: Node, declaration: Node): boolean {
    const binding = this.bindingOf(name, declaration)
    return binding !== undefined && binding.where !== 'native'
  }

  /** The binding a declaring identifier makes. */
  bindingOf(identifier: Node, declaration?: Node): Binding | undefined {
    const use = this.program.uses.get(identifier)
    if (use !== undefined) return use.binding
    const node = declaration ?? this.#declarationOf(identifier)
    for (const variable of this.program.manager.getDeclaredVariables(node as never)) {
      if (variable.name !== identifier.name) continue
      const binding = this.program.bindings.get(variable)
      return binding?.body ?? binding
    }
    return undefined
  }

  #declarationOf(identifier: Node): Node {
    let node = identifier
    while (node.type !== 'VariableDeclaration') node = this.program.parents.get(node) as Node
    return node
  }

  #functionDeclaration(node: Node): Rope {
    const unit = this.program.unitOf.get(node) as Unit
    if (unit.form === 'plain' && !this.#movedFunction(node)) return this.functions.plain(node, this)
    return ';' // made where its block starts; what stands around it must not run together
  }

  #movedFunction(node: Node): boolean {
    return (this.#functionBinding(node)?.where ?? 'native') !== 'native'
  }

  #functionBinding(node: Node): Binding | undefined {
    const variable = this.program.manager.getDeclaredVariables(node as never)[0]
    const binding = variable === undefined ? undefined : this.program.bindings.get(variable)
    return binding?.body ?? binding
  }

  #classDeclaration(node: Node): Rope {
    const variable = this.program.manager.getDeclaredVariables(node as never)[0]
    const binding = variable === undefined ? undefined : this.program.bindings.get(variable)
    const text = this.functions.classes.render(node, this)
    if (binding === undefined) return text
    if (binding.where === 'native') return this.functions.classes.isWrapped(node) ? [`let ${binding.name} = `, text, ';'] : text
    return [this.bindingText(binding, 'write'), ' = ', text, ';']
  }

  // --- statements

  /** What stands at the start of a scope: its object, and the functions declared in it. */
  opening(block: Node, statements: readonly Node[], declareObject: boolean): Rope[] {
    const parts: Rope[] = []
    const object = this.program.objects.get(block)
    if (object !== undefined && declareObject) parts.push(`const ${object.text} = new ${object.type}(); `)
    for (const statement of statements) {
      const node = statement.type === 'ExportNamedDeclaration' ? (statement.declaration as Node | null) : statement
      if (node?.type !== 'FunctionDeclaration') continue
      const unit = this.program.unitOf.get(node) as Unit
      if (unit.form === 'plain' && !this.#movedFunction(node)) continue
      if (this.functions.declares(unit)) continue
      const binding = this.#functionBinding(node)
      const value = unit.form === 'plain' ? ['(', this.functions.plain(node, this), ')'] : this.functions.reference(unit, this)
      if (binding === undefined || binding.where === 'native') parts.push([block === this.unit.node ? 'var ' : 'let ', node.id.name as string, ' = ', value, '; '])
      else parts.push([this.bindingText(binding, 'write'), ' = ', value, '; '])
    }
    return parts
  }

  #block(node: Node): Rope {
    const body = node.body as Node[]
    const opening = this.opening(node, body, true)
    if (opening.length === 0) return this.#generic(node)
    return ['{ ', opening, this.statements(body, node.start + 1, node.end - 1), '}']
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

  #loop(render: () => Rope): Rope {
    this.#breakable++
    this.#continuable++
    const rope = render()
    this.#breakable--
    this.#continuable--
    return rope
  }

  #for(node: Node): Rope {
    return this.#loop(() => {
      const { init, test, update, body } = node as unknown as Record<string, Node | null>
      const object = this.program.objects.get(node)
      const initMoved = init?.type === 'VariableDeclaration' && (init.declarations as Node[]).some((declarator) =>
        patternNames(declarator.id).some((name) => this.#declaredElsewhere(name, init)))
      if (object === undefined && !initMoved) return this.#generic(node)
      let head: Rope
      if (object === undefined) head = this.declaration(init as Node, false)
      else head = this.#perIteration(init as Node, object)
      const copy = object === undefined ? '' : [`${object.text} = `, this.functions.copy(object, object.text)]
      const step = [copy, copy !== '' && update ? ', ' : '', update ? this.render(update) : '']
      return ['for (', head, '; ', test ? this.render(test) : '', '; ', step, ') ', this.render(body as Node)]
    })
  }

  /** `let` in the head of a for loop, some of whose variables live in an object: one object per iteration. */
  #perIteration(init: Node, object: ScopeObject): Rope {
    const parts: Rope[] = [`${object.text} = new ${object.type}()`]
    let count = 0
    for (const declarator of init.declarations as Node[]) {
      const names = patternNames(declarator.id)
      if (!names.some((name) => this.#declaredElsewhere(name, init))) {
        parts.push(this.render(declarator))
        continue
      }
      for (const name of names) if (!this.#declaredElsewhere(name, init)) parts.push(name.name as string)
      const assignment = this.initialisation(declarator, init.kind as string)
      if (assignment !== null) parts.push([`${this.program.prefix}u${object.text.slice(this.program.prefix.length)}_${count++} = (`, assignment, ')'])
    }
    // CreatePerIterationEnvironment runs before the first test too (14.7.4.3): who has the first one can tell.
    if (makesFunctions(init)) parts.push([`${this.program.prefix}u${object.text.slice(this.program.prefix.length)}_${count} = (${object.text} = `, this.functions.copy(object, object.text), ')'])
    return ['let ', join(parts, ', ')]
  }

  #forEach(node: Node): Rope {
    return this.#loop(() => {
      const { left, right, body } = node as unknown as { left: Node; right: Node; body: Node }
      const object = this.program.objects.get(node)
      const keyword = node.type === 'ForInStatement' ? ' in ' : ' of '
      const opening = node.await ? 'for await (' : 'for ('
      if (left.type !== 'VariableDeclaration') return this.#generic(node)
      const id = left.declarations[0].id as Node
      const moved = patternNames(id).filter((name) => this.#declaredElsewhere(name, left))
      if (moved.length === 0) return this.#generic(node)
      if (object === undefined) return [opening, id.type === 'Identifier' ? ['(', this.render(id), ')'] : this.render(id), keyword, this.render(right), ') ', this.render(body)]
      const item = `${this.program.prefix}item`
      const stay = patternNames(id).filter((name) => !moved.includes(name)).map((name) => name.name as string)
      const declare = stay.length > 0 ? `let ${stay.join(', ')}; ` : ''
      return [
        opening, `${isUsing(left) ? left.kind as string : 'const'} ${item}`, keyword, this.#head(right, object), `) { const ${object.text} = new ${object.type}(); ${declare}(`,
        this.render(id), ` = ${item}); `, this.render(body), ' }',
      ]
    })
  }

  /** What is iterated, where no variable of the head is ever initialised (14.7.5.6): whoever names their scope object has one of its own. */
  #head(right: Node, object: ScopeObject): Rope {
    const { unset } = this.functions
    unset.add(object)
    const rope = this.render(right)
    unset.delete(object)
    return rope
  }

  #switch(node: Node): Rope {
    this.#breakable++
    const cases = node.cases as Node[]
    const functions = cases.flatMap(({ consequent }) => consequent as Node[])
    const opening = this.opening(node, functions, true)
    const rope = opening.length === 0 ? this.#generic(node) : this.#switchInScope(node, opening)
    this.#breakable--
    return rope
  }

  /** The subject is evaluated outside of the scope (14.12.4). */
  #switchInScope(node: Node, opening: Rope): Rope {
    const { discriminant } = node as unknown as { discriminant: Node }
    const subject = `${this.program.prefix}subject`
    return [
      `{ const ${subject} = `, this.operand(discriminant), '; { ', opening, this.source(node.start, discriminant.start), subject,
      this.#generic(node, discriminant.end), ' } }',
    ]
  }

  #catch(node: Node): Rope {
    const object = this.program.objects.get(node)
    const parameter = node.param as Node | null
    if (parameter === null || !patternNames(parameter).some((name) => (this.#catchBinding(node, name)?.where ?? 'native') !== 'native')) return this.#generic(node)
    const caught = `${this.program.prefix}caught`
    const stay = patternNames(parameter).filter((name) => this.#catchBinding(node, name)?.where === 'native').map((name) => name.name as string)
    const parts: Rope[] = [`catch (${caught}) { `]
    if (object !== undefined) parts.push(`const ${object.text} = new ${object.type}(); `)
    if (stay.length > 0) parts.push(`let ${stay.join(', ')}; `)
    parts.push(['(', this.catchTarget(node, parameter), ` = ${caught}); `, this.render(node.body), ' }'])
    return parts
  }

  #catchBinding(node: Node, name: Node): Binding | undefined {
    return this.program.scopeBindings.get(node)?.find((binding) => binding.name === name.name)
  }

  /** The parameter of a catch clause as a target: eslint-scope notes no reference for a plain identifier. */
  catchTarget(node: Node, parameter: Node): Rope {
    if (parameter.type !== 'Identifier') return this.pattern(parameter, node)
    const binding = this.#catchBinding(node, parameter)
    return binding === undefined ? parameter.name as string : this.bindingText(binding, 'write')
  }

  /** A declaring pattern as an assignment pattern, its names looked up in `scope` where there is no reference. */
  pattern(node: Node, scope: Node): Rope {
    if (node.type === 'Identifier') {
      const binding = this.program.scopeBindings.get(scope)?.find(({ name }) => name === node.name)
      return binding === undefined ? this.render(node) : this.bindingText(binding, 'write')
    }
    if (node.type === 'Property') {
      const value = this.pattern(node.value, scope)
      if (node.shorthand) return [node.key.name as string, ': ', value]
      return [node.computed ? '[' : '', this.render(node.key), node.computed ? ']: ' : ': ', value]
    }
    if (node.type === 'AssignmentPattern') return [this.pattern(node.left, scope), ' = ', this.named(node.right, nameOf(node.right, node))]
    if (node.type === 'RestElement') return ['...', this.pattern(node.argument, scope)]
    if (node.type === 'ArrayPattern') {
      const elements = node.elements as (Node | null)[]
      return ['[', join(elements.map((element) => (element ? this.pattern(element, scope) : '')), ', '), elements.length > 0 && elements[elements.length - 1] === null ? ',]' : ']']
    }
    if (node.type === 'ObjectPattern') return ['{ ', join((node.properties as Node[]).map((property) => this.pattern(property, scope)), ', '), ' }']
    return this.render(node)
  }

  /** The body of a loop that keeps its own jumps; `labels` are the loop's. */
  loopBody(body: Node, labels: readonly string[]): Rope {
    this.#labels.push(...labels)
    const rope = this.#loop(() => this.render(body))
    this.#labels.length -= labels.length
    return rope
  }

  #labeled(node: Node): Rope {
    this.#labels.push(node.label.name as string)
    const rope: Rope = [this.source(node.start, node.body.start), this.render(node.body)]
    this.#labels.pop()
    return rope
  }

  // --- leaving (RE3)

  #return(node: Node): Rope {
    const argument = node.argument as Node | null
    if (this.exits === null) return this.#terminated(node)
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
