// Bindings and their uses: what is declared where, who uses it, and where it therefore lives (SC2, SC3).
//
// Called by: 2-scopes.ts. Calls: model.ts.

import type { Scope, Variable } from 'eslint-scope'
import { children, isFunction, type Node } from '../ast.ts'
import { chain, inParametersOf, isSuperLowered, superOwner, type Binding, type Program, type ScopeObject, type Unit, type Use } from './model.ts'
import type { UsePlace } from './units.ts'

const declarationKinds: Record<string, Binding['kind']> = {
  Parameter: 'param', FunctionName: 'function', ClassName: 'class', CatchClause: 'catch',
}

function kindOf(variable: Variable): Binding['kind'] | undefined {
  const definition = variable.defs[0]
  if (definition === undefined) return undefined
  if (definition.type === 'Variable') {
    const { kind } = definition.parent as unknown as Node
    return kind === 'using' || kind === 'await using' ? 'const' : kind as Binding['kind']
  }
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

export function collectUses(program: Program, places: Map<Node, UsePlace>): void {
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
        if (identifier.name === 'arguments') noteArguments(place.unit, identifier)
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

function noteArguments(from: Unit, identifier: Node): void {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) {
    unit.argumentsAt ??= identifier
    unit.lexical.add('arguments')
    if (unit.kind !== 'arrow') return
  }
}

/** A `var` or function of the body with a parameter's name is another variable where the list has expressions (10.2.11, step 28). */
function hasBodyTwin(variable: Variable, unit: Unit): boolean {
  return isFunction(unit.node) && variable.defs.some(({ type }) => type === 'Parameter') && variable.defs.some(({ type }) => type === 'Variable' || type === 'FunctionName')
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
    variable, name: variable.name, field: variable.name === '__proto__' ? `${program.prefix}proto` : variable.name, unit: owner, kind, where: 'native', object: null, local: null, needsTdz: false,
    declarationEnd: declarationEnd(variable, program), body: null,
  }
  if (hasBodyTwin(variable, unit)) {
    binding.body = { ...binding, kind: 'var', field: `${program.prefix}${variable.name}` }
    program.twins.push(binding.body)
  }
  program.bindings.set(variable, binding)
  for (const identifier of variable.identifiers) program.declaring.set(identifier as unknown as Node, binding)
  if (kind !== 'self') {
    const list = program.scopeBindings.get(block)
    if (list === undefined) program.scopeBindings.set(block, [binding])
    else list.push(binding)
  }
}

/** Is the unit moved away from where it stands, by itself or with its class? */
function moves(unit: Unit, program: Program): boolean {
  return unit.form !== 'plain' || (unit.home !== null && program.movedClasses.has(unit.home) && program.unitOf.get(unit.home) === unit.parent)
}

export function decideBindings(program: Program): void {
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
  lowerParameters(program, captured)
  moveTogether(program, captured)
  placeBindings(program, captured)
  for (const use of program.uses.values()) noteUse(use, program)
  noteSuperHomes(program)
  noteLexicalCaptures(program)
}

/** A method that moved reaches `super` through its home object, which it takes along like a scope object. */
function noteSuperHomes(program: Program): void {
  let count = 0
  for (const unit of program.units) {
    if (!unit.usesSuper || unit.kind === 'module') continue
    const owner = superOwner(unit)
    if (!isSuperLowered(owner)) continue
    owner.superHome ??= { id: '', text: `${program.prefix}h${++count}`, type: '', unit: owner.parent as Unit, bindings: [] }
    for (const inner of chain(unit, owner.parent as Unit)) inner.captures.add(owner.superHome)
  }
}

/** A use of a parameter by a function in the same parameter list. */
function isUseInList({ binding, unit }: Use): boolean {
  if (binding.kind !== 'param' || binding.unit === unit) return false
  const outermost = chain(unit, binding.unit).at(-1)
  return outermost !== undefined && inParametersOf(outermost.node, binding.unit)
}

/**
 * Functions that moved close over parameters in the list: the list is bound in the body, with all its names in the scope object.
 * There it must not see what the body declares under a name that means something else outside: that moves, too.
 */
function lowerParameters(program: Program, captured: Set<Binding>): void {
  for (const use of program.uses.values()) if (captured.has(use.binding) && isUseInList(use)) use.binding.unit.parametersLowered = true
  for (const binding of program.bindings.values()) {
    const { unit, variable, kind } = binding
    if (!unit.parametersLowered || unit.form === 'generator' || variable.scope.block as unknown as Node !== unit.node || kind === 'self') continue
    const shadows = [...unit.meanings.get(binding.name) ?? []].some((meaning) => meaning !== variable)
    if (kind === 'param' || shadows) captured.add(binding)
    if (binding.body !== null) captured.add(binding.body)
  }
}

/**
 * A native generator's parameters are bound when it is called, its body runs later: they could share a scope object only
 * if the list were rewritten. Whatever uses a parameter that a function in such a list closes over stays where it is.
 * Says whether that is new of any function: what is inside of it must be decided again.
 */
export function pinParameters(program: Program): boolean {
  let changed = false
  const pinned = new Set<Binding>()
  for (const use of program.uses.values()) {
    const { form, node } = use.binding.unit
    if (form !== 'generator' && node.generator === true && isUseInList(use)) pinned.add(use.binding)
  }
  for (const { binding, unit } of program.uses.values()) {
    if (!pinned.has(binding)) continue
    for (const inner of chain(unit, binding.unit)) {
      if (!moves(inner, program)) continue
      if (inner.home !== null) program.movedClasses.delete(inner.home)
      inner.form = 'plain'
      inner.reason = 'PINNED'
      changed = true
    }
  }
  return changed
}

/** Names of one declaration that are declared in place move together, so that it stays one statement. */
function moveTogether(program: Program, captured: Set<Binding>): void {
  const byDeclaration = new Map<unknown, Binding[]>()
  for (const own of program.bindings.values()) {
    if (isLocal(own, program)) continue
    const binding = own.body ?? own
    for (const { type, parent } of binding.variable.defs) {
      if (type !== 'Variable') continue
      const list = byDeclaration.get(parent)
      if (list === undefined) byDeclaration.set(parent, [binding])
      else list.push(binding)
    }
  }
  for (let changed = true; changed;) {
    changed = false
    for (const bindings of byDeclaration.values()) {
      if (!bindings.some((binding) => captured.has(binding))) continue
      for (const binding of bindings) {
        if (captured.has(binding)) continue
        captured.add(binding)
        changed = true
      }
    }
  }
}

/** A variable of a step: declared in a scope of a generator that suspends. */
function isLocal(binding: Binding, program: Program): boolean {
  const block = binding.variable.scope.block as unknown as Node
  return binding.unit.form === 'generator' && binding.kind !== 'self' && (block === binding.unit.node || program.suspends.has(block))
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
        id: nth === 1 ? base : `${base}+${nth}`, text: `${program.prefix}${count}`, type: `${program.prefix}S${count}`, unit, bindings: [],
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
    } else if (isLocal(binding, program)) {
      binding.where = 'local'
    }
  }
}

function noteUse(use: Use, program: Program): void {
  const { binding, unit } = use
  if (binding.object !== null) {
    for (const inner of chain(unit, binding.unit)) inner.captures.add(binding.object)
  }
  if (binding.where === 'native' || use.reference.init) return
  // Parameters see those before them: where the maker binds them, it has to check (10.2.11, step 24).
  if (binding.kind === 'param' && binding.unit.parametersLowered) use.unsafe = inParametersOf(use.reference.identifier as unknown as Node, binding.unit)
  if (!['let', 'const', 'class'].includes(binding.kind)) return
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
