// Order of evaluation: what may be read behind the operands that come after it, and what has to be kept before them.
//
//   OR1. Nobody but the step itself sees its variables: one changes only where the text that is evaluated in between writes it.
//   OR2. What need not be kept uses up the number of a temporary all the same, if an earlier compiler kept it: names of those behind it are in snapshots.
//
// Called by: expressions.ts. Calls: lowering.ts.

import { contains, type Node } from '../ast.ts'
import { read, type Rope } from '../rope.ts'
import type { Binding } from '../scopes/model.ts'
import type { Lowering } from './lowering.ts'

/** Evaluating it later gives the same, whatever comes in between, and nobody can tell. */
export function isFixed(lower: Lowering, node: Node): boolean {
  if (node.type === 'Literal') return !node.regex
  if (node.type === 'ThisExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression') return true
  if (node.type === 'TemplateLiteral') return node.expressions.length === 0
  if (node.type === 'Identifier') {
    const use = lower.program.uses.get(node)
    if (use === undefined) return node.name === 'undefined'
    return use.binding.kind === 'const' && use.binding.where !== 'native' && !use.unsafe
  }
  return false
}

/** The same, if `later` is all that comes in between: also a variable of the step that nothing there writes. OR1 */
export function stable(lower: Lowering, node: Node, later: readonly (Node | null)[]): boolean {
  const own = ownVariable(lower, node)
  return isFixed(lower, node) || (own !== undefined && !later.some((other) => other !== null && isWrittenIn(own, other)))
}

/** Text that is used behind `later`: `rope`, the value of `node`, or a temporary that keeps it. */
export function kept(lower: Lowering, node: Node, rope: Rope, later: readonly (Node | null)[]): Rope {
  if (!stable(lower, node, later)) return read(lower.keep(rope))
  lower.temporary() // OR2
  return rope
}

/** May it be read twice in a row, whatever a getter does in between? OR1 */
export function staysPut(lower: Lowering, node: Node): boolean {
  return node.type === 'ThisExpression' || ownVariable(lower, node) !== undefined
}

/** The variable of the step that an identifier names, if it has its value for sure. */
function ownVariable(lower: Lowering, node: Node): Binding | undefined {
  const use = node.type === 'Identifier' ? lower.program.uses.get(node) : undefined
  return use?.binding.where === 'local' && !use.unsafe ? use.binding : undefined
}

function isWrittenIn({ variable }: Binding, node: Node): boolean {
  return variable.references.some((reference) => reference.isWrite() && contains(node, reference.identifier as unknown as Node))
}
