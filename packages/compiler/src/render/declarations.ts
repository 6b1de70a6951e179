// Declarations, and the targets that they come down to where their names have moved (RE2).
//
// Called by: renderer.ts, statements.ts, module.ts, functions.ts, classes.ts, lower/*.ts. Calls: functions.ts; renderer.ts, by the renderer it is given.

import { nameOf, patternNames, type Node } from '../ast.ts'
import { join, type Rope } from '../rope.ts'
import type { Binding, Unit } from '../scopes/model.ts'
import type { Renderer } from './renderer.ts'

export const isUsing = (node: Node): boolean => node.kind === 'using' || node.kind === 'await using'

/** RE2. As statements, or (in the head of a loop) as one expression. */
export function renderDeclaration(r: Renderer, node: Node, asStatement: boolean): Rope {
  const declarators = node.declarations as Node[]
  const moved = (declarator: Node): Node[] => patternNames(declarator.id).filter((name) => isDeclaredElsewhere(r, name, node))
  if (declarators.every((declarator) => moved(declarator).length === 0)) {
    const parent = r.program.parents.get(node)
    return parent !== undefined && parent.type.startsWith('For') && parent.body !== node ? r.verbatim(node) : r.terminated(node)
  }
  if (asStatement && isUsing(node)) return renderUsing(r, node)
  // Names declared together move together (bindings.ts): what is left is one expression, or nothing.
  const parts = declarators.flatMap((declarator): Rope[] => {
    const assignment = initialisation(r, declarator, node.kind as string)
    return assignment === null ? [] : [assignment]
  })
  return asStatement ? [join(parts, ', '), ';'] : join(parts, ', ')
}

/** Each before the next: one may use the name of the one before it. RE2 */
export function renderUsing(r: Renderer, node: Node): Rope {
  return (node.declarations as Node[]).map((declarator): Rope => {
    const { id, init } = declarator as unknown as { id: Node; init: Node }
    const resource = `${r.program.prefix}using_${id.name as string}`
    return [`${node.kind as string} ${resource} = `, r.named(init, id.name as string), '; ', r.render(id), ` = ${resource}; `]
  })
}

/** The assignment a declarator comes down to; null for `var x` without a value. */
export function initialisation(r: Renderer, declarator: Node, kind: string): Rope | null {
  const { id, init } = declarator as unknown as { id: Node; init: Node | null }
  if (init === null) {
    if (kind === 'var') return null
    const binding = bindingOf(r, id)
    return binding === undefined ? null : [r.bindingText(binding, 'write'), ' = undefined']
  }
  if (id.type === 'Identifier') return [r.render(id), ' = ', r.named(init, id.name as string)]
  return ['void (', r.render(id), ' = ', r.render(init), ')'] // no line may start with a parenthesis
}

export function isDeclaredElsewhere(r: Renderer, name: Node, declaration: Node): boolean {
  const binding = bindingOf(r, name, declaration)
  return binding !== undefined && binding.where !== 'native'
}

/** The binding a declaring identifier makes. */
export function bindingOf(r: Renderer, identifier: Node, declaration?: Node): Binding | undefined {
  const use = r.program.uses.get(identifier)
  if (use !== undefined) return use.binding
  const node = declaration ?? declarationOf(r, identifier)
  for (const variable of r.program.manager.getDeclaredVariables(node as never)) {
    if (variable.name !== identifier.name) continue
    const binding = r.program.bindings.get(variable)
    return binding?.body ?? binding
  }
  return undefined
}

function declarationOf(r: Renderer, identifier: Node): Node {
  let node = identifier
  while (node.type !== 'VariableDeclaration') node = r.program.parents.get(node) as Node
  return node
}

export function renderFunctionDeclaration(r: Renderer, node: Node): Rope {
  const unit = r.program.unitOf.get(node) as Unit
  if (unit.form === 'plain' && !isMovedFunction(r, node)) return r.functions.plain(node, r)
  return ';' // made where its block starts; what stands around it must not run together
}

function isMovedFunction(r: Renderer, node: Node): boolean {
  return (madeBinding(r, node)?.where ?? 'native') !== 'native'
}

/** The binding that a function or class declaration makes. */
function madeBinding(r: Renderer, node: Node): Binding | undefined {
  const variable = r.program.manager.getDeclaredVariables(node as never)[0]
  const binding = variable === undefined ? undefined : r.program.bindings.get(variable)
  return binding?.body ?? binding
}

export function renderClassDeclaration(r: Renderer, node: Node): Rope {
  const binding = madeBinding(r, node)
  const text = r.functions.classes.render(node, r)
  if (binding === undefined) return text
  if (binding.where === 'native') return r.functions.classes.isWrapped(node) ? [`let ${binding.name} = `, text, ';'] : text
  return [r.bindingText(binding, 'write'), ' = ', text, ';']
}

/** What stands at the start of a scope: its object, and the functions declared in it. */
export function openingOf(r: Renderer, block: Node, statements: readonly Node[], declareObject: boolean): Rope[] {
  const object = r.program.objects.get(block)
  const opening = object !== undefined && declareObject ? [`const ${object.text} = new ${object.type}(); `] : []
  return [...opening, ...functionsOf(r, block, statements).map(({ rope }) => rope)]
}

/** The functions declared in a scope: they are made where it starts. */
export function functionsOf(r: Renderer, block: Node, statements: readonly Node[]): { rope: Rope; binding: Binding | undefined }[] {
  return statements.flatMap((statement) => {
    const node = statement.type === 'ExportNamedDeclaration' ? (statement.declaration as Node | null) : statement
    if (node?.type !== 'FunctionDeclaration') return []
    const unit = r.program.unitOf.get(node) as Unit
    if (unit.form === 'plain' && !isMovedFunction(r, node)) return []
    if (r.functions.declares(unit)) return []
    const binding = madeBinding(r, node)
    const value = unit.form === 'plain' ? ['(', r.functions.plain(node, r), ')'] : r.functions.reference(unit, r)
    const isNative = binding === undefined || binding.where === 'native'
    return [{ binding, rope: [isNative ? [block === r.unit.node ? 'var ' : 'let ', node.id.name as string] : r.bindingText(binding, 'write'), ' = ', value, '; '] }]
  })
}

export function catchBinding(r: Renderer, node: Node, name: Node): Binding | undefined {
  return r.program.scopeBindings.get(node)?.find((binding) => binding.name === name.name)
}

/** The parameter of a catch clause as a target: eslint-scope notes no reference for a plain identifier. */
export function catchTarget(r: Renderer, node: Node, parameter: Node): Rope {
  if (parameter.type !== 'Identifier') return pattern(r, parameter, node)
  const binding = catchBinding(r, node, parameter)
  return binding === undefined ? parameter.name as string : r.bindingText(binding, 'write')
}

/** A declaring pattern as an assignment pattern, its names looked up in `scope` where there is no reference. */
export function pattern(r: Renderer, node: Node, scope: Node): Rope {
  if (node.type === 'Identifier') {
    const binding = r.program.scopeBindings.get(scope)?.find(({ name }) => name === node.name)
    return binding === undefined ? r.render(node) : r.bindingText(binding, 'write')
  }
  if (node.type === 'Property') {
    const value = pattern(r, node.value, scope)
    if (node.shorthand) return [node.key.name as string, ': ', value]
    return [node.computed ? '[' : '', r.render(node.key), node.computed ? ']: ' : ': ', value]
  }
  if (node.type === 'AssignmentPattern') return [pattern(r, node.left, scope), ' = ', r.named(node.right, nameOf(node.right, node))]
  if (node.type === 'RestElement') return ['...', pattern(r, node.argument, scope)]
  if (node.type === 'ArrayPattern') {
    const elements = node.elements as (Node | null)[]
    return ['[', join(elements.map((element) => (element ? pattern(r, element, scope) : '')), ', '), elements.length > 0 && elements[elements.length - 1] === null ? ',]' : ']']
  }
  if (node.type === 'ObjectPattern') return ['{ ', join((node.properties as Node[]).map((property) => pattern(r, property, scope)), ', '), ' }']
  return r.render(node)
}
