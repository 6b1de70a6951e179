// Facts: what is known of a function's variables that a frame saved by other code could need (see docs/upgrades.md).
//
//   FA1. `known`: variables that have one value for as long as they are alive, a literal. A saved frame that does not have them yet gets that value.
//        (A parameter with a default is none: another argument may have been passed.)
//   FA2. `unset`: variables of a scope object whose declaration is still ahead at a point. They have no value there.
//   FA3. Nothing here is guessed: what can't be shown is left out, and the frame is refused.
//
// Called by: generator.ts, module.ts. Calls: nothing.

import type { Node } from './ast.ts'
import type { Binding, Program, ScopeObject, Unit } from './scopes/model.ts'
import type { Local } from './rope.ts'

/** The source text of the literal a variable always has; undefined if there is no such thing. FA1 */
export function knownLiteral(binding: Binding, program: Program): string | undefined {
  const { variable, kind } = binding
  const definition = variable.defs[0]
  if (definition === undefined || variable.defs.length !== 1) return undefined
  if (variable.references.some((reference) => reference.isWrite() && reference.init !== true)) return undefined
  if (kind !== 'const' && kind !== 'let') return undefined
  const declarator = definition.node as unknown as Node
  return declarator.type === 'VariableDeclarator' && declarator.id?.type === 'Identifier' ? literalText(declarator.init as Node | null, program) : undefined
}

function literalText(node: Node | null, program: Program): string | undefined {
  if (node === null) return undefined
  const isNegative = node.type === 'UnaryExpression' && node.operator === '-'
  const literal = isNegative ? node.argument as Node : node
  if (literal.type !== 'Literal' || literal.regex != null || (isNegative && typeof literal.value === 'string')) return undefined
  return program.source.slice(node.start, node.end)
}

/** The bindings of a unit, without twins. */
export function ownBindings(unit: Unit, program: Program): Binding[] {
  return (program.bindingsOf.get(unit) ?? []).filter((binding) => program.bindings.get(binding.variable) === binding)
}

/** Names of a unit's variables that have no slot: a value saved under such a name is no longer needed. */
export function otherVariables(unit: Unit, slots: readonly string[], program: Program): string[] {
  const names = new Set<string>()
  for (const binding of ownBindings(unit, program)) if (binding.where !== 'scope') names.add(binding.name)
  return [...names].filter((name) => !slots.includes(name))
}

/** FA2 */
export function unsetAt(point: Node, live: readonly Local[], objects: readonly (readonly [ScopeObject, Local])[]): string[] {
  const names: string[] = []
  for (const [object, local] of objects) {
    if (!live.includes(local)) continue
    for (const { kind, field, variable } of object.bindings) {
      const declared = variable.defs[0]?.node as unknown as Node | undefined
      if (declared !== undefined && variable.scope.type !== 'switch' && ['let', 'const', 'class'].includes(kind) && declared.start >= point.end) names.push(field)
    }
  }
  return names
}

/** `{ name: literal, ... }` for the variables of a scope object. FA1 */
export function knownOf(object: ScopeObject, program: Program): string | undefined {
  const parts = object.bindings.flatMap((binding) => {
    const text = knownLiteral(binding, program)
    return text === undefined ? [] : [`${JSON.stringify(binding.field)}: ${text}`]
  })
  return parts.length === 0 ? undefined : `{ ${parts.join(', ')} }`
}
