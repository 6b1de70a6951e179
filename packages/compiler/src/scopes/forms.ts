// What becomes of each unit (SC1): which move, which stay, and why.
//
//   FO1. A generator is compiled unless a reason stands against it; what it holds and could be kept moves with it.
//   FO2. In ordinary code a function that is only passed to a call, or only called, stays: moving it would cost, and
//        nobody keeps it.
//
// Called by: 2-scopes.ts. Calls: model.ts.

import { children, isFunction, isGenerator, isLoop, type Node } from '../ast.ts'
import { hasFunctionAround, isSuperLowered, superOwner, type Form, type Program, type Unit } from './model.ts'

export function decideForms(program: Program): void {
  markClassScopeUses(program)
  for (const node of program.movedClasses.keys()) {
    const outer = program.unitOf.get(node) as Unit
    const inside = program.units.filter((unit) => unit.node.start > node.start && unit.node.end <= node.end)
    if (outer.evalAt !== null || program.keyBound.has(node) || headNamesClass(node, program) || hasPrivateState(node) || (outer.home !== null && inside.some((unit) => unit.usesClassNames))) program.movedClasses.delete(node)
  }
  for (const unit of program.units) {
    if (unit.parent === null || !isFunction(unit.node)) continue
    unit.form = formOf(unit, program)
  }
}

/** Private static fields can be seen by nobody: a class that is made again would have lost them. */
function hasPrivateState(node: Node): boolean {
  return (node.body.body as Node[]).some((member) => member.type === 'PropertyDefinition' && member.static === true && member.key.type === 'PrivateIdentifier')
}

/** Static initialisers run when the class is evaluated: a restore does not run them again. */
export function hasStatics(node: Node): boolean {
  return (node.body.body as Node[]).some((member) => member.type === 'StaticBlock' || (member.type === 'PropertyDefinition' && member.static === true))
}

/** Heritage and computed keys that name the class itself: only what stands in the class can (15.7.14). */
function headNamesClass(node: Node, program: Program): boolean {
  const head = (node.body.body as Node[]).filter((member) => member.computed).map((member) => member.key as Node)
  if (node.superClass) head.push(node.superClass)
  const scope = program.manager.scopes.find(({ type, block }) => type === 'class' && block as unknown as Node === node)
  const uses = (scope?.variables ?? []).flatMap(({ references }) => references.map(({ identifier }) => (identifier as unknown as Node).start))
  return head.some((part) => uses.some((at) => at >= part.start && at < part.end))
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

/** A class that is evaluated once, when its module is: no function is around it, and no loop. */
function isModuleLevel(node: Node, program: Program): boolean {
  for (let at = program.parents.get(node); at !== undefined; at = program.parents.get(at)) if (isLoop(at)) return false
  return program.unitOf.get(node)?.parent === null && program.unitOf.get(node)?.kind === 'module'
}

function formOf(unit: Unit, program: Program): Form {
  const { node } = unit
  const parentNode = program.parents.get(node) as Node
  const parent = unit.parent as Unit
  if (unit.reason === 'PINNED') return 'plain'
  if (isGenerator(node)) {
    unit.reason = generatorReason(unit, program)
    return unit.reason === null ? 'generator' : 'plain'
  }
  if (unit.evalAt !== null) return 'plain'
  const inGenerator = parent.form === 'generator'
  if (parentNode.type === 'MethodDefinition') return 'plain'
  if (parentNode.type === 'Property' && parentNode.value === node && (parentNode.method || parentNode.kind !== 'init')) {
    return hasFunctionAround(parent) && !unit.usesClassNames && !isOfSplitLiteral(unit, program) ? 'hoisted' : 'plain'
  }
  if (!hasFunctionAround(parent)) return 'plain'
  const superIsLowered = unit.usesSuper && isSuperLowered(superOwner(unit))
  if ((unit.usesSuper && !superIsLowered) || unit.usesClassNames || (unit.kind === 'arrow' && parent.lexical.has('this') && unit.lexical.has('this') && isDerivedConstructor(parent, program))) {
    unit.reason = unit.usesClassNames ? 'it uses names that only its class can see' : unit.usesSuper ? 'it uses `super`' : 'it uses `this` of a constructor, which `super()` has yet to make'
    return inGenerator ? 'inline' : 'plain'
  }
  if (inGenerator) return 'hoisted'
  if ((parentNode.type === 'CallExpression' || parentNode.type === 'NewExpression')) return 'plain'
  if (node.type === 'FunctionDeclaration' && onlyCalled(node, program)) return 'plain'
  return 'hoisted'
}

/** Such a `this` comes into being in the middle of the function. */
function isDerivedConstructor(unit: Unit, program: Program): boolean {
  for (let up: Unit | null = unit; up !== null; up = up.parent) {
    const parent = program.parents.get(up.node)
    if (parent?.type === 'MethodDefinition') return parent.kind === 'constructor' && up.home?.superClass != null
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
  const at = (reason: string, node: Node | null): string => {
    unit.reasonAt = node
    return reason
  }
  if (unit.evalAt !== null) return at('DIRECT_EVAL', unit.evalAt)
  if (unit.withAt !== null) return at('WITH', unit.withAt)
  if (!program.strict && unit.lexical.has('arguments') && isSloppy(unit, program) && hasSimpleParameters(unit.node)) return at('MAPPED_ARGUMENTS', unit.argumentsAt)
  const member = program.parents.get(unit.node)
  if (unit.usesSuper && isOfSplitLiteral(unit, program)) return 'SPLIT_LITERAL'
  if (unit.isBoundToKey) return 'LOCAL_CLASS_PRIVATE'
  // Keys that suspend are evaluated before the class is: what is bound to one could not be there.
  for (const [node, outer] of program.keyBound) if (outer === unit && program.suspends.has(node)) return 'LOCAL_CLASS_PRIVATE'
  if (unit.usesClassNames || (member?.type === 'MethodDefinition' && member.key.type === 'PrivateIdentifier')) {
    for (let home: Node | null = unit.home; home !== null; home = program.unitOf.get(home)?.home ?? null) {
      if (!isModuleLevel(home, program)) return 'LOCAL_CLASS_PRIVATE'
    }
  }
  for (let up = unit.parent; up !== null; up = up.parent) if (up.evalAt !== null && up.kind !== 'module') return at('DIRECT_EVAL', up.evalAt)
  return null
}

/** A method of an object literal in which a function that stays native awaits or yields: nothing can be put around that literal. */
function isOfSplitLiteral(unit: Unit, program: Program): boolean {
  const outer = unit.parent as Unit
  const literal = program.parents.get(program.parents.get(unit.node) as Node) as Node
  if (literal.type !== 'ObjectExpression' || outer.form === 'generator') return false
  return (outer.kind === 'module' || outer.node.async === true || outer.node.generator === true) && holdsWait(literal)
}

export function holdsWait(node: Node): boolean {
  return node.type === 'AwaitExpression' || node.type === 'YieldExpression' || (!isFunction(node) && children(node).some(holdsWait))
}

function hasSimpleParameters(node: Node): boolean {
  return (node.params as Node[]).every((parameter) => parameter.type === 'Identifier')
}

export function isSloppy(unit: Unit, program: Program): boolean {
  const scope = program.manager.acquire(unit.node as never)
  return scope === null || !scope.isStrict
}
