// Finds the units of a module, their names, and what each uses lexically.
//
// Called by: 2-scopes.ts. Calls: nothing.

import { children, isClass, isFunction, isGenerator, nameOf, staticKey, type Node } from '../ast.ts'
import { hasFunctionAround, type Lexical, type Program, type Unit } from './model.ts'

/** Where an identifier stands. */
export interface UsePlace {
  unit: Unit
  inParams: boolean
}

interface ClassAround {
  readonly node: Node
  /** What the class stands in. */
  readonly unit: Unit
  readonly names: ReadonlySet<string>
  inKey: boolean
}

/** Finds the units, their names and what they use lexically. */
export class UnitWalker {
  readonly program: Program
  readonly moduleId: string
  readonly usePlaces: Map<Node, UsePlace> = new Map()
  readonly siblings: Map<string, number> = new Map()
  readonly #classes: ClassAround[] = []

  constructor(program: Program, moduleId: string) {
    this.program = program
    this.moduleId = moduleId
  }

  module(): void {
    const unit = this.#unit(this.program.ast, null, 'module', '', '', null)
    for (const child of children(this.program.ast)) this.#visit(child, this.program.ast, unit, false, null)
  }

  #unit(node: Node, parent: Unit | null, kind: Unit['kind'], path: string, name: string, home: Node | null): Unit {
    const unit: Unit = {
      node, parent, kind, path, name, home, form: 'plain', reason: null, reasonAt: null, captures: new Set(), lexical: new Set(), parametersLowered: false,
      usesSuper: false, superHome: null, usesClassNames: false, isBoundToKey: false, evalAt: null, withAt: null, argumentsAt: null, yields: [], meanings: new Map(), record: '',
    }
    this.program.units.push(unit)
    this.program.unitOf.set(node, unit)
    return unit
  }

  #visit(node: Node, parent: Node, unit: Unit, inParams: boolean, home: Node | null): void {
    this.program.parents.set(node, parent)
    if (isFunction(node)) return this.#function(node, parent, unit, home)
    if (isClass(node)) return this.#class(node, unit, inParams, home)
    switch (node.type) {
      case 'Identifier':
        this.usePlaces.set(node, { unit, inParams })
        this.program.unitOf.set(node, unit)
        return
      case 'ThisExpression': this.#lexical(unit, 'this'); return
      case 'MetaProperty': if (node.meta.name === 'new') this.#lexical(unit, 'newTarget'); return
      case 'Super': this.#super(unit); return
      case 'PrivateIdentifier': this.#private(node, unit); return
      case 'YieldExpression': this.#yield(node, unit); break
      case 'VariableDeclaration': if (node.kind === 'using') this.#suspends(node, unit); break
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement': if (this.program.checkpoints && isGenerator(unit.node)) this.#suspends(node, unit); break
      case 'ReturnStatement':
      case 'BreakStatement':
      case 'ContinueStatement': this.#leave(node, unit); break
      case 'WithStatement': for (let up: Unit | null = unit; up !== null; up = up.parent) up.withAt ??= node; break
      case 'JSXElement':
      case 'JSXFragment': this.#foreign('JSX', node); break
      case 'CallExpression': if (node.callee.type === 'Identifier' && node.callee.name === 'eval' && !node.optional) markEval(unit, node); break
    }
    this.program.unitOf.set(node, unit)
    for (const child of children(node)) this.#visit(child, node, unit, inParams, home)
  }

  #yield(node: Node, unit: Unit): void {
    unit.yields.push(node)
    this.#suspends(node, unit)
  }

  /** Also what holds a `using` declaration: its disposal is ours, whether the engine knows `using` or not. */
  #suspends(node: Node, unit: Unit): void {
    for (let up: Node | undefined = node; up !== undefined && up !== unit.node; up = this.program.parents.get(up)) {
      if (this.program.suspends.has(up)) break
      this.program.suspends.add(up)
    }
  }

  /**
   * A jump out of a try statement with a finally: the finally may override it, so a step must not have decided where to
   * go on before it has run. Such statements are lowered, as if they suspended.
   */
  #leave(node: Node, unit: Unit): void {
    const { parents } = this.program
    const label = node.label ? node.label.name as string : null
    let innermost: Node | null = null
    for (let up = parents.get(node); up !== undefined && up !== unit.node; up = parents.get(up)) {
      if (up.type === 'TryStatement' && up.finalizer) innermost ??= up
      if (node.type === 'ReturnStatement') continue
      if (label !== null ? up.type === 'LabeledStatement' && up.label.name === label : isJumpTarget(up, node.type)) break
    }
    for (let up: Node | undefined = innermost ?? undefined; up !== undefined && up !== unit.node; up = parents.get(up)) this.program.suspends.add(up)
  }

  /** Notes a use of `this` and its kin in every arrow up to the function that owns it. */
  #lexical(from: Unit, what: Lexical): void {
    for (let unit: Unit | null = from; unit !== null; unit = unit.parent) {
      unit.lexical.add(what)
      if (unit.kind !== 'arrow') return
    }
  }

  #super(from: Unit): void {
    this.#lexical(from, 'this')
    for (let unit: Unit | null = from; unit !== null; unit = unit.parent) {
      unit.usesSuper = true
      if (unit.kind !== 'arrow') return
    }
  }

  #function(node: Node, parent: Node, outer: Unit, home: Node | null): void {
    const name = nameOf(node, parent)
    const path = this.#path(outer, this.#objects(parent) + (name || placeOf(node, parent)))
    const unit = this.#unit(node, outer, node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function', path, name, home)
    if (node.id) {
      this.program.parents.set(node.id, node)
      this.usePlaces.set(node.id, { unit: outer, inParams: false })
    }
    for (const parameter of node.params as Node[]) this.#visit(parameter, node, unit, true, home)
    this.#visit(node.body, node, unit, false, home)
  }

  /** What the object literals are called that a property stands in: of two with a `run`, each has its own. */
  #objects(property: Node): string {
    const object = property.type === 'Property' ? this.program.parents.get(property) : undefined
    const around = object?.type === 'ObjectExpression' ? this.program.parents.get(object) : undefined
    if (object === undefined || around === undefined) return ''
    const name = nameOf(object, around)
    return name === '' ? '' : `${this.#objects(around)}${name}/`
  }

  #path(outer: Unit, name: string): string {
    const base = outer.path === '' ? name : `${outer.path}/${name}`
    const count = (this.siblings.get(base) ?? 0) + 1
    this.siblings.set(base, count)
    return count === 1 ? base : `${base}~${count}`
  }

  #class(node: Node, unit: Unit, inParams: boolean, home: Node | null): void {
    this.program.unitOf.set(node, unit)
    if (node.id) this.program.parents.set(node.id, node)
    if (node.superClass) this.#visit(node.superClass, node, unit, inParams, home)
    this.program.parents.set(node.body, node)
    const parent = this.program.parents.get(node) as Node
    const name = (node.id?.name as string | undefined) ?? (nameOf(node, parent) || 'class')
    const inner: Unit = { ...unit, path: this.#path(unit, this.#objects(parent) + name) }
    if (hasFunctionAround(unit)) this.program.movedClasses.set(node, inner.path)
    this.#decorated(node)
    const around: ClassAround = { node, unit, names: privateNames(node), inKey: false }
    this.#classes.push(around)
    for (const member of node.body.body as Node[]) {
      this.program.parents.set(member, node.body)
      this.#decorated(member)
      if (member.type === 'AccessorProperty') continue
      around.inKey = true
      if (member.computed) this.#visit(member.key, member, unit, inParams, home)
      around.inKey = false
      if (member.type === 'StaticBlock') {
        const block = this.#unit(member, unit, 'static', this.#path(inner, 'static'), '', node)
        for (const child of children(member)) this.#visit(child, member, block, false, node)
      } else if (member.type === 'PropertyDefinition') {
        if (!member.value) continue
        const field = this.#unit(member, unit, 'initializer', this.#path(inner, staticKey(member.key, member.computed) ?? 'field'), '', node)
        this.#visit(member.value, member, field, false, node)
      } else if (member.value) {
        this.#method(member, unit, inner, node)
      }
    }
    this.#classes.pop()
  }

  /** What decorators and `accessor` make of a class is known to who lowers them. */
  #decorated(node: Node): void {
    if (node.type === 'AccessorProperty' || node.decorators?.length > 0) this.#foreign('DECORATORS', node)
  }

  #foreign(code: 'DECORATORS' | 'JSX', node: Node): void {
    if (!this.program.foreign.has(code)) this.program.foreign.set(code, node)
  }

  /** A use of a private name: whatever stands between it and its class can't leave that class. */
  #private(node: Node, unit: Unit): void {
    const depth = this.#classes.findLastIndex(({ names }) => names.has(node.name as string))
    const { unit: outer, inKey } = this.#classes[depth] as ClassAround
    if (inKey && unit === outer) {
      this.program.unbranded.add(node)
      return
    }
    for (let up: Unit | null = unit; up !== null && up !== outer; up = up.parent) {
      up.usesClassNames = true
      if (inKey) up.isBoundToKey = true
    }
    if (inKey) for (const { node: inside, unit: around } of this.#classes.slice(depth)) this.program.keyBound.set(inside, around)
  }

  #method(member: Node, unit: Unit, inner: Unit, home: Node): void {
    const node = member.value as Node
    this.program.parents.set(node, member)
    const name = staticKey(member.key, member.computed) ?? (member.key.type === 'PrivateIdentifier' ? `#${member.key.name}` : '')
    const path = this.#path(inner, (member.static ? 'static ' : '') + (name || 'computed'))
    const method = this.#unit(node, unit, 'function', path, name, home)
    for (const parameter of node.params as Node[]) this.#visit(parameter, node, method, true, home)
    this.#visit(node.body, node, method, false, home)
  }
}

function isJumpTarget(node: Node, jump: string): boolean {
  return /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type) || (jump === 'BreakStatement' && node.type === 'SwitchStatement')
}

function privateNames(node: Node): Set<string> {
  return new Set((node.body.body as Node[]).flatMap(({ key }) => (key?.type === 'PrivateIdentifier' ? [key.name as string] : [])))
}

function markEval(from: Unit, call: Node): void {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) unit.evalAt ??= call
}

/** Where a function without a name stands, in words that survive edits elsewhere. */
function placeOf(node: Node, parent: Node): string {
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
    const callee = parent.callee as Node
    if (callee === node) return 'called'
    const name = callee.type === 'MemberExpression' ? staticKey(callee.property, callee.computed) : callee.type === 'Identifier' ? callee.name as string : undefined
    return `${name ?? 'call'}.${(parent.arguments as Node[]).indexOf(node)}`
  }
  if (parent.type === 'ReturnStatement') return 'returned'
  if (parent.type === 'ArrowFunctionExpression') return 'result'
  return 'anonymous'
}

