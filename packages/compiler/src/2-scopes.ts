// Pass 2: who is who. Units (functions and what runs like one), bindings, captures, scope objects.
//
//   SC1. A unit's `form` says what becomes of it: `generator` and `hoisted` units get a factory of their own and are
//        known to snapshots; `inline` units are wrapped where they stand; `plain` ones stay as they are.
//   SC2. A binding is `native` (declared in place, untouched), `local` (a variable of the step function) or `scope`
//        (a field of a scope object). It is in a scope object exactly if a unit that is moved away uses it.
//   SC3. A unit's `captures` are the scope objects, and lexical `this`, `arguments`, `new.target`, that it takes as
//        parameters of its factory.
//   SC4. Module-level bindings are native always: they are read where they live.
//
// Called by: compile.ts. Calls: eslint-scope.

import { analyze, type Reference, type Scope, type ScopeManager, type Variable } from 'eslint-scope'
import { children, isAnonymousFunction, isClass, isFunction, isGenerator, staticKey, type Node } from './ast.ts'
import type { Local } from './rope.ts'

export type Form = 'plain' | 'hoisted' | 'inline' | 'generator'
export type Lexical = 'this' | 'arguments' | 'newTarget'

export interface Unit {
  readonly node: Node
  readonly parent: Unit | null
  readonly kind: 'module' | 'function' | 'arrow' | 'initializer' | 'static'
  /** Path within the module: "checkout/retry". */
  readonly path: string
  readonly name: string
  form: Form
  /** Why a unit that users would like to save can't be. */
  reason: string | null
  readonly captures: Set<ScopeObject>
  readonly lexical: Set<Lexical>
  usesSuper: boolean
  /** For a generator method that uses `super`: the scope object that holds its home object. */
  superHome: ScopeObject | null
  /** Innermost class around it, and whether names only that class knows are used. */
  readonly home: Node | null
  usesClassNames: boolean
  hasEval: boolean
  hasWith: boolean
  /** For generators: the yield expressions of its own. */
  readonly yields: Node[]
  /** What each name means in its text: more than one meaning, and a step's local can't have that name. */
  readonly meanings: Map<string, Set<Variable | null>>
  /** Identifier of the factory record in emitted code. */
  record: string
}

export interface ScopeObject {
  readonly id: string
  readonly text: string
  readonly type: string
  readonly unit: Unit
  readonly bindings: Binding[]
}

export interface Binding {
  readonly variable: Variable
  readonly name: string
  /** Its field in a scope object. */
  readonly field: string
  readonly unit: Unit
  readonly kind: 'var' | 'let' | 'const' | 'class' | 'function' | 'param' | 'catch' | 'self'
  where: 'native' | 'local' | 'scope'
  object: ScopeObject | null
  local: Local | null
  needsTdz: boolean
  readonly declarationEnd: number
  /** For a parameter: the variable of the body that has its name. */
  body: Binding | null
}

export interface Use {
  readonly binding: Binding
  readonly reference: Reference
  readonly unit: Unit
  readonly inParams: boolean
  /** The binding may be uninitialised here. */
  unsafe: boolean
}

export interface Program {
  readonly ast: Node
  readonly source: string
  readonly prefix: string
  readonly units: Unit[]
  readonly unitOf: Map<Node, Unit>
  readonly parents: Map<Node, Node>
  /** Nodes with a suspend point of their own function inside. */
  readonly suspends: Set<Node>
  readonly uses: Map<Node, Use>
  readonly bindings: Map<Variable, Binding>
  /** Variables of bodies that have a parameter's name, but are not it. */
  readonly twins: Binding[]
  /** Scope objects and bindings by the node that opens the scope. */
  readonly objects: Map<Node, ScopeObject>
  readonly scopeBindings: Map<Node, Binding[]>
  /** Classes made inside functions that become records: instances are saved by the class, the class by what it captures. */
  readonly movedClasses: Map<Node, string>
  readonly moduleNames: string[]
  readonly importedNames: string[]
  /** Own strictness: modules are strict. */
  readonly strict: boolean
  readonly manager: ScopeManager
}

const declarationKinds: Record<string, Binding['kind']> = {
  Parameter: 'param', FunctionName: 'function', ClassName: 'class', CatchClause: 'catch',
}

export function analyzeScopes(ast: Node, source: string, id: string, sourceType: 'module' | 'script'): Program {
  const manager = analyze(ast as never, { ecmaVersion: 2022, sourceType, ignoreEval: true })
  const program: Program = {
    ast, source, prefix: freePrefix(source), units: [], unitOf: new Map(), parents: new Map(), suspends: new Set(), uses: new Map(),
    bindings: new Map(), twins: [], objects: new Map(), scopeBindings: new Map(), movedClasses: new Map(), moduleNames: [], importedNames: [], strict: sourceType === 'module', manager,
  }
  const walker = new UnitWalker(program, id)
  walker.module()
  collectUses(program, walker.usePlaces)
  decideForms(program)
  decideBindings(program)
  collectModuleNames(program)
  return program
}

/** A prefix for our identifiers that the source does not contain. */
function freePrefix(source: string): string {
  let prefix = '$$'
  while (source.includes(prefix)) prefix += '$'
  return prefix
}

interface UsePlace {
  unit: Unit
  inParams: boolean
}

/** Finds the units, their names and what they use lexically. */
class UnitWalker {
  readonly program: Program
  readonly moduleId: string
  readonly usePlaces: Map<Node, UsePlace> = new Map()
  readonly siblings: Map<string, number> = new Map()

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
      node, parent, kind, path, name, home, form: 'plain', reason: null, captures: new Set(), lexical: new Set(),
      usesSuper: false, superHome: null, usesClassNames: false, hasEval: false, hasWith: false, yields: [], meanings: new Map(), record: '',
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
      case 'Identifier': this.usePlaces.set(node, { unit, inParams }); return
      case 'ThisExpression': this.#lexical(unit, 'this'); return
      case 'MetaProperty': if (node.meta.name === 'new') this.#lexical(unit, 'newTarget'); return
      case 'Super': this.#super(unit); return
      case 'PrivateIdentifier': markClassNames(unit); return
      case 'YieldExpression': this.#yield(node, unit); break
      case 'WithStatement': for (let up: Unit | null = unit; up !== null; up = up.parent) up.hasWith = true; break
      case 'CallExpression': if (node.callee.type === 'Identifier' && node.callee.name === 'eval') markEval(unit); break
    }
    this.program.unitOf.set(node, unit)
    for (const child of children(node)) this.#visit(child, node, unit, inParams, home)
  }

  #yield(node: Node, unit: Unit): void {
    unit.yields.push(node)
    for (let up: Node | undefined = node; up !== undefined && up !== unit.node; up = this.program.parents.get(up)) {
      if (this.program.suspends.has(up)) break
      this.program.suspends.add(up)
    }
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
    const path = this.#path(outer, name || placeOf(node, parent))
    const unit = this.#unit(node, outer, node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function', path, name, home)
    if (node.id) {
      this.program.parents.set(node.id, node)
      this.usePlaces.set(node.id, { unit: outer, inParams: false })
    }
    for (const parameter of node.params as Node[]) this.#visit(parameter, node, unit, true, home)
    this.#visit(node.body, node, unit, false, home)
  }

  #path(outer: Unit, name: string): string {
    const base = outer.path === '' ? name : `${outer.path}/${name}`
    const count = (this.siblings.get(base) ?? 0) + 1
    this.siblings.set(base, count)
    return count === 1 ? base : `${base}~${count}`
  }

  #class(node: Node, unit: Unit, inParams: boolean, home: Node | null): void {
    this.program.unitOf.set(node, unit)
    if (node.superClass) this.#visit(node.superClass, node, unit, inParams, home)
    this.program.parents.set(node.body, node)
    const name = (node.id?.name as string | undefined) ?? (nameOf(node, this.program.parents.get(node) as Node) || 'class')
    const inner: Unit = { ...unit, path: this.#path(unit, name) }
    if (hasFunctionAround(unit)) this.program.movedClasses.set(node, inner.path)
    for (const member of node.body.body as Node[]) {
      this.program.parents.set(member, node.body)
      if (member.computed) this.#visit(member.key, member, unit, inParams, home)
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

function markClassNames(from: Unit): void {
  for (let unit: Unit | null = from; unit !== null && unit.kind !== 'module'; unit = unit.parent) unit.usesClassNames = true
}

function markEval(from: Unit): void {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) unit.hasEval = true
}

/** The name a function or class gets from its own text or from where it stands. */
export function nameOf(node: Node, parent: Node): string {
  if (node.id) return node.id.name as string
  switch (parent.type) {
    case 'VariableDeclarator': return parent.init === node && parent.id.type === 'Identifier' ? parent.id.name as string : ''
    case 'AssignmentExpression': {
      const takesName = ['=', '&&=', '||=', '??='].includes(parent.operator as string)
      return takesName && parent.right === node && parent.left.type === 'Identifier' ? parent.left.name as string : ''
    }
    case 'AssignmentPattern': return parent.right === node && parent.left.type === 'Identifier' ? parent.left.name as string : ''
    case 'Property': {
      if (parent.value !== node) return ''
      const key = staticKey(parent.key, parent.computed) ?? ''
      return key === '__proto__' && !parent.method ? '' : key
    }
    case 'PropertyDefinition': {
      if (parent.value !== node) return ''
      return staticKey(parent.key, parent.computed) ?? (parent.key.type === 'PrivateIdentifier' ? `#${parent.key.name}` : '')
    }
    case 'MethodDefinition': return staticKey(parent.key, parent.computed) ?? ''
    case 'ExportDefaultDeclaration': return 'default'
  }
  return ''
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

function kindOf(variable: Variable): Binding['kind'] | undefined {
  const definition = variable.defs[0]
  if (definition === undefined) return undefined
  if (definition.type === 'Variable') return (definition.parent as unknown as Node).kind as Binding['kind']
  if (variable.scope.type === 'function-expression-name') return 'self'
  return declarationKinds[definition.type]
}

function declarationEnd(variable: Variable, program: Program): number {
  const definition = variable.defs[0]
  if (definition === undefined) return 0
  const node = definition.node as unknown as Node
  if (definition.type === 'Variable') {
    const loop = program.parents.get(definition.parent as unknown as Node)
    if (loop !== undefined && (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === (definition.parent as unknown as Node)) {
      return loop.right.end as number
    }
  }
  return node.end
}

function collectUses(program: Program, places: Map<Node, UsePlace>): void {
  for (const scope of program.manager.scopes) {
    for (const variable of scope.variables) declare(variable, scope, program)
  }
  for (const scope of program.manager.scopes) {
    for (const reference of scope.references) {
      const identifier = reference.identifier as unknown as Node
      const place = places.get(identifier)
      if (place === undefined) continue
      noteMeaning(place.unit, identifier.name as string, reference.resolved)
      if (reference.resolved === null || reference.resolved.defs.length === 0) {
        if (identifier.name === 'arguments') noteArguments(place.unit)
        continue
      }
      const own = program.bindings.get(reference.resolved)
      if (own === undefined) continue
      const binding = own.body !== null && !inParametersOf(identifier, own.unit) ? own.body : own
      program.uses.set(identifier, { binding, reference, ...place, unsafe: false })
    }
  }
}

function noteMeaning(from: Unit, name: string, variable: Variable | null): void {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) {
    const meanings = unit.meanings.get(name)
    if (meanings === undefined) unit.meanings.set(name, new Set([variable]))
    else meanings.add(variable)
  }
}

function noteArguments(from: Unit): void {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) {
    unit.lexical.add('arguments')
    if (unit.kind !== 'arrow') return
  }
}

function inParametersOf(node: Node, unit: Unit): boolean {
  return (unit.node.params as Node[]).some((parameter) => node.start >= parameter.start && node.end <= parameter.end)
}

/** A `var` of the body with a parameter's name is another variable where the list has expressions (10.2.11, step 28). */
function hasBodyTwin(variable: Variable, unit: Unit): boolean {
  return isGenerator(unit.node) && variable.defs.some(({ type }) => type === 'Parameter') && variable.defs.some(({ type }) => type === 'Variable')
    && (unit.node.params as Node[]).some(hasExpression)
}

function hasExpression(pattern: Node): boolean {
  return pattern.type === 'AssignmentPattern' || (pattern.type === 'Property' && pattern.computed === true) || (pattern.type !== 'Identifier' && children(pattern).some(hasExpression))
}

function declare(variable: Variable, scope: Scope, program: Program): void {
  if (scope.type === 'module' || scope.type === 'global' || scope.type === 'class' || scope.type === 'class-field-initializer') return
  const kind = kindOf(variable)
  if (kind === undefined) return
  const block = scope.block as unknown as Node
  const unit = program.unitOf.get(block)
  if (unit === undefined) return
  const owner = kind === 'self' ? unit.parent as Unit : unit
  const binding: Binding = {
    variable, name: variable.name, field: variable.name, unit: owner, kind, where: 'native', object: null, local: null, needsTdz: false,
    declarationEnd: declarationEnd(variable, program), body: null,
  }
  if (hasBodyTwin(variable, unit)) {
    binding.body = { ...binding, kind: 'var', field: `${program.prefix}${variable.name}` }
    program.twins.push(binding.body)
  }
  program.bindings.set(variable, binding)
  if (kind !== 'self') {
    const list = program.scopeBindings.get(block)
    if (list === undefined) program.scopeBindings.set(block, [binding])
    else list.push(binding)
  }
}

function decideForms(program: Program): void {
  markClassScopeUses(program)
  for (const node of program.movedClasses.keys()) {
    const outer = program.unitOf.get(node) as Unit
    const inside = program.units.filter((unit) => unit.node.start > node.start && unit.node.end <= node.end)
    if (outer.hasEval || (outer.home !== null && inside.some((unit) => unit.usesClassNames))) program.movedClasses.delete(node)
  }
  for (const unit of program.units) {
    if (unit.parent === null || !isFunction(unit.node)) continue
    unit.form = formOf(unit, program)
  }
}

/** Uses of the inner name of a class that is not a module-level declaration: only the class body can see it. */
function markClassScopeUses(program: Program): void {
  for (const scope of program.manager.scopes) {
    if (scope.type !== 'class') continue
    const node = scope.block as unknown as Node
    if (isTopLevelClass(node, program)) continue
    for (const variable of scope.variables) {
      for (const reference of variable.references) {
        const inner = program.unitOf.get(reference.identifier as unknown as Node)
        if (inner === undefined) continue
        for (let unit: Unit | null = inner; unit !== null && unit !== program.unitOf.get(node); unit = unit.parent) unit.usesClassNames = true
      }
    }
  }
}

/** A class declared at the top level of its module under a name of its own: one evaluation, visible everywhere. */
export function isTopLevelClass(node: Node, program: Program): boolean {
  if (node.type !== 'ClassDeclaration' || !node.id) return false
  const parent = program.parents.get(node)
  return parent === program.ast || (parent !== undefined && parent.type.startsWith('Export') && program.parents.get(parent) === program.ast)
}

/** A class that is evaluated once, when its module is: no function is around it. */
function isModuleLevel(node: Node, program: Program): boolean {
  return program.unitOf.get(node)?.parent === null && program.unitOf.get(node)?.kind === 'module'
}

function formOf(unit: Unit, program: Program): Form {
  const { node } = unit
  const parentNode = program.parents.get(node) as Node
  const parent = unit.parent as Unit
  if (isGenerator(node)) {
    unit.reason = generatorReason(unit, program)
    return unit.reason === null ? 'generator' : 'plain'
  }
  if (unit.hasEval) return 'plain'
  const inGenerator = parent.form === 'generator'
  if (parentNode.type === 'MethodDefinition') return 'plain'
  if (parentNode.type === 'Property' && (parentNode.method || parentNode.kind !== 'init')) {
    return hasFunctionAround(parent) && !unit.usesSuper && !unit.usesClassNames ? 'hoisted' : 'plain'
  }
  if (!hasFunctionAround(parent)) return 'plain'
  const superIsLowered = unit.usesSuper && superOwner(unit)?.form === 'generator'
  if ((unit.usesSuper && !superIsLowered) || unit.usesClassNames || (unit.kind === 'arrow' && parent.lexical.has('this') && unit.lexical.has('this') && isConstructor(parent, program))) {
    unit.reason = unit.usesSuper ? 'it uses `super`' : unit.usesClassNames ? 'it uses names that only its class can see' : 'it uses `this` of a constructor'
    return inGenerator ? 'inline' : 'plain'
  }
  if (inGenerator) return 'hoisted'
  if ((parentNode.type === 'CallExpression' || parentNode.type === 'NewExpression')) return 'plain'
  if (node.type === 'FunctionDeclaration' && onlyCalled(node, program)) return 'plain'
  return 'hoisted'
}

function hasFunctionAround(unit: Unit): boolean {
  for (let up: Unit | null = unit; up !== null; up = up.parent) if (up.kind !== 'module') return true
  return false
}

function isConstructor(unit: Unit, program: Program): boolean {
  for (let up: Unit | null = unit; up !== null; up = up.parent) {
    const parent = program.parents.get(up.node)
    if (parent?.type === 'MethodDefinition') return parent.kind === 'constructor'
    if (up.kind !== 'arrow') return false
  }
  return false
}

function onlyCalled(node: Node, program: Program): boolean {
  const variable = program.manager.getDeclaredVariables(node as never)[0]
  if (variable === undefined) return false
  return variable.references.every((reference) => {
    const identifier = reference.identifier as unknown as Node
    const parent = program.parents.get(identifier)
    return parent?.type === 'CallExpression' && parent.callee === identifier
  })
}

function generatorReason(unit: Unit, program: Program): string | null {
  if (unit.hasEval) return 'DIRECT_EVAL'
  if (unit.hasWith) return 'WITH'
  if (!program.strict && unit.lexical.has('arguments') && isSloppy(unit, program) && hasSimpleParameters(unit.node)) return 'MAPPED_ARGUMENTS'
  const member = program.parents.get(unit.node)
  if (unit.usesClassNames || (member?.type === 'MethodDefinition' && member.key.type === 'PrivateIdentifier')) {
    for (let home: Node | null = unit.home; home !== null; home = program.unitOf.get(home)?.home ?? null) {
      if (!isModuleLevel(home, program)) return 'LOCAL_CLASS_PRIVATE'
    }
  }
  for (let up = unit.parent; up !== null; up = up.parent) if (up.hasEval && up.kind !== 'module') return 'DIRECT_EVAL'
  return null
}

function hasSimpleParameters(node: Node): boolean {
  return (node.params as Node[]).every((parameter) => parameter.type === 'Identifier')
}

function isSloppy(unit: Unit, program: Program): boolean {
  const scope = program.manager.acquire(unit.node as never)
  return scope === null || !scope.isStrict
}

/** Is the unit moved away from where it stands, by itself or with its class? */
function moves(unit: Unit, program: Program): boolean {
  return unit.form !== 'plain' || (unit.home !== null && program.movedClasses.has(unit.home) && program.unitOf.get(unit.home) === unit.parent)
}

function decideBindings(program: Program): void {
  pinParameters(program)
  const captured = new Set<Binding>()
  for (const use of program.uses.values()) {
    const { binding, unit } = use
    if (binding.unit === unit) continue
    const moved = chain(unit, binding.unit).some((inner) => moves(inner, program))
    if (binding.kind === 'self') {
      if (chain(unit, binding.unit).length > 1 ? moved : moves(unit, program) && unit.form === 'generator') captured.add(binding)
    } else if (moved || binding.unit.form === 'generator') {
      captured.add(binding)
    }
  }
  placeBindings(program, captured)
  for (const use of program.uses.values()) noteUse(use, program)
  noteSuperHomes(program)
  noteLexicalCaptures(program)
}

/** A generator method reaches `super` through its home object, which it takes along like a scope object. */
function noteSuperHomes(program: Program): void {
  let count = 0
  for (const unit of program.units) {
    if (!unit.usesSuper || unit.kind === 'module') continue
    const owner = superOwner(unit)
    if (owner === null || owner.form !== 'generator') continue
    owner.superHome ??= { id: '', text: `${program.prefix}h${++count}`, type: '', unit: owner.parent as Unit, bindings: [] }
    for (const inner of chain(unit, owner.parent as Unit)) inner.captures.add(owner.superHome)
  }
}

/** The method whose `super` an arrow uses. */
export function superOwner(from: Unit): Unit | null {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) if (unit.kind !== 'arrow') return unit
  return null
}

/**
 * Functions in the parameter list of an ordinary function that close over its parameters: list and body could only share
 * them in a scope object if the list were rewritten. Whatever uses such a parameter stays where it is.
 */
function pinParameters(program: Program): void {
  const pinned = new Set<Binding>()
  for (const { binding, unit } of program.uses.values()) {
    if (binding.kind !== 'param' || binding.unit === unit || binding.unit.form === 'generator') continue
    const outermost = chain(unit, binding.unit).at(-1)
    if (outermost !== undefined && inParametersOf(outermost.node, binding.unit)) pinned.add(binding)
  }
  for (const { binding, unit } of program.uses.values()) {
    if (!pinned.has(binding)) continue
    for (const inner of chain(unit, binding.unit)) {
      if (!moves(inner, program)) continue
      if (inner.home !== null) program.movedClasses.delete(inner.home)
      inner.form = 'plain'
      inner.reason = 'PINNED'
    }
  }
}

/** The units from `inner` up to, but without, `outer`. */
function chain(inner: Unit, outer: Unit): Unit[] {
  const units: Unit[] = []
  for (let unit: Unit | null = inner; unit !== null && unit !== outer; unit = unit.parent) units.push(unit)
  return units
}

function placeBindings(program: Program, captured: Set<Binding>): void {
  let count = 0
  const names = new Map<string, number>()
  const objectOf = (block: Node, unit: Unit): ScopeObject => {
    let object = program.objects.get(block)
    if (object === undefined) {
      count++
      const base = unit.path === '' ? 'module' : unit.path
      const nth = (names.get(base) ?? 0) + 1
      names.set(base, nth)
      object = {
        id: nth === 1 ? base : `${base}~${nth}`, text: `${program.prefix}${count}`, type: `${program.prefix}S${count}`, unit, bindings: [],
      }
      program.objects.set(block, object)
    }
    return object
  }
  for (const binding of [...program.bindings.values(), ...program.twins]) {
    const block = binding.variable.scope.block as unknown as Node
    if (captured.has(binding)) {
      binding.where = 'scope'
      // The name of a function expression has a scope of its own; its key is the identifier.
      binding.object = binding.kind === 'self' ? objectOf(block.id as Node, binding.unit) : objectOf(block, binding.unit)
      binding.object.bindings.push(binding)
    } else if (binding.unit.form === 'generator' && binding.kind !== 'self' && (block === binding.unit.node || program.suspends.has(block))) {
      binding.where = 'local'
    }
  }
}

function noteUse(use: Use, program: Program): void {
  const { binding, unit } = use
  if (binding.object !== null) {
    for (const inner of chain(unit, binding.unit)) inner.captures.add(binding.object)
  }
  if (binding.where === 'native' || !['let', 'const', 'class'].includes(binding.kind)) return
  if (use.reference.init) return
  use.unsafe = isUnsafe(use, program)
  if (use.unsafe) binding.needsTdz = true
}

function isUnsafe({ binding, reference, unit }: Use, program: Program): boolean {
  if (binding.variable.scope.type === 'switch') return true
  let anchor = (reference.identifier as unknown as Node).start
  if (unit !== binding.unit) {
    const units = chain(unit, binding.unit)
    if (units.some((inner) => inner.node.type === 'FunctionDeclaration')) return true
    const outermost = (units[units.length - 1] as Unit)
    anchor = outermost.node.start
    if (outermost.home !== null && program.unitOf.get(outermost.home) === binding.unit) anchor = outermost.home.start
  }
  return anchor < binding.declarationEnd
}

/** Arrows take `this` and its kin from a generator's frame or from a factory's parameter. */
function noteLexicalCaptures(program: Program): void {
  for (const unit of program.units) {
    if (unit.kind !== 'arrow') unit.lexical.forEach((what) => { if (unit.form !== 'generator') unit.lexical.delete(what) })
  }
}

function collectModuleNames(program: Program): void {
  const scope = program.manager.scopes.find(({ type }) => type === 'module') ?? program.manager.scopes[0]
  for (const variable of scope?.variables ?? []) {
    const definition = variable.defs[0]
    if (definition === undefined) continue
    if (definition.type === 'ImportBinding') program.importedNames.push(variable.name)
    else program.moduleNames.push(variable.name)
  }
}

export { isAnonymousFunction }
