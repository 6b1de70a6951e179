// Binding: names and patterns as targets. Patterns without a suspend point stay destructuring assignments; the others
// are taken apart here (ECMA-262 8.6.2, 13.15.5).
//
//   PA1. In an array pattern a target's reference is evaluated before the iterator is stepped, a default after.
//   PA2. The iterator is closed when the pattern is done or fails, unless the failure was its own.
//
// Called by: statements.ts, expressions.ts. Calls: lowering.ts, and expressions through it.

import { nameOf, type Node } from '../ast.ts'
import { join, read, type Local, type Rope } from '../rope.ts'
import { bindingOf, catchBinding, catchTarget } from '../render/declarations.ts'
import { assignmentTo } from '../render/expressions.ts'
import type { Binding } from '../scopes/model.ts'
import type { Lowering } from './lowering.ts'

/** `name = rope` as an expression, wherever the name lives. */
export function writeName(lower: Lowering, node: Node, rope: Rope): Rope {
  return assignmentTo(lower.renderer, node, '=', rope)
}

/** `name = rope;` as a statement. `declaration`: the node that declares the name, if it does. */
export function assignName(lower: Lowering, node: Node, rope: Rope, declaration?: Node): void {
  const use = lower.program.uses.get(node)
  const binding = use?.binding ?? declaredBinding(lower, node, declaration)
  if (use === undefined && binding !== undefined) {
    lower.listing.code([lower.renderer.bindingText(binding, 'write'), ' = ', rope, ';'], binding.local ? [binding.local] : [])
    return
  }
  const kills = binding?.local && !use?.unsafe && (use?.reference.init || binding.kind !== 'const') ? [binding.local] : []
  lower.listing.code([writeName(lower, node, rope), ';'], kills)
}

function declaredBinding(lower: Lowering, node: Node, declaration: Node | undefined): Binding | undefined {
  const parent = lower.program.parents.get(node)
  if (declaration !== undefined) return bindingOf(lower.renderer, node, declaration)
  return parent !== undefined && /^(Class|Function)Declaration$/.test(parent.type) ? bindingOf(lower.renderer, node, parent) : undefined
}

/** Takes `source` apart into a pattern that suspends somewhere. `scope`: where a catch clause declares its names. */
export function bind(lower: Lowering, pattern: Node, source: Local, declares: boolean, scope?: Node): void {
  switch (pattern.type) {
    case 'ObjectPattern': return bindObject(lower, pattern, source, declares, scope)
    case 'ArrayPattern': return bindArray(lower, pattern, source, declares, scope)
    default: return store(lower, pattern, prepare(lower, pattern, pattern), read(source), scope)
  }
}

/** Evaluates the reference of a target in `pattern`, if it is a member expression: PA1. */
function prepare(lower: Lowering, target: Node, pattern: Node): Rope | null {
  const plain = target.type === 'AssignmentPattern' ? target.left as Node : target
  return plain.type === 'MemberExpression' ? lower.expressions.reference(lower, plain, pattern) : null
}

/** Stores a value in a target, prepared if it is a member expression. */
function store(lower: Lowering, target: Node, prepared: Rope | null, rope: Rope, scope: Node | undefined): void {
  if (prepared !== null) return lower.listing.code([prepared, ' = ', rope, ';'])
  if (target.type !== 'Identifier') return bind(lower, target, lower.keep(rope), true, scope)
  if (scope !== undefined && lower.program.uses.get(target) === undefined) {
    const local = catchBinding(lower.renderer, scope, target)?.local
    lower.listing.code([catchTarget(lower.renderer, scope, target), ' = ', rope, ';'], local ? [local] : [])
  } else {
    assignName(lower, target, rope)
  }
}

/** A target with its default: `value === undefined` takes the default (8.6.3). */
function element(lower: Lowering, target: Node, prepared: Rope | null, source: Local, scope: Node | undefined): void {
  if (target.type !== 'AssignmentPattern') return store(lower, target, prepared, read(source), scope)
  const given = lower.listing.label('given')
  lower.listing.branch([read(source), ' === undefined'], false, given)
  lower.assign(source, lower.expressions.namedValue(lower, target.right, nameOf(target.right, target)))
  lower.listing.mark(given)
  store(lower, target.left, prepared, read(source), scope)
}

function bindObject(lower: Lowering, pattern: Node, source: Local, declares: boolean, scope: Node | undefined): void {
  const { listing } = lower
  listing.code([`${lower.support('coercible')}(`, read(source), ');'])
  const properties = pattern.properties as Node[]
  const hasRest = properties.some(({ type }) => type === 'RestElement')
  const taken: Rope[] = []
  for (const property of properties) {
    if (property.type === 'RestElement') {
      const prepared = prepare(lower, property.argument, pattern)
      const left = lower.keep([`${lower.support('rest')}(`, read(source), ', [', join(taken, ', '), '])'])
      store(lower, property.argument, prepared, read(left), scope)
      continue
    }
    let key: Rope
    if (property.computed) key = read(lower.keep([`${lower.support('key')}(`, lower.expressions.value(lower, property.key), ')']))
    else key = JSON.stringify(property.key.type === 'Identifier' ? property.key.name : String(property.key.value))
    if (hasRest) taken.push(key)
    const target = property.value as Node
    const prepared = prepare(lower, target, pattern)
    element(lower, target, prepared, lower.keep([read(source), '[', key, ']']), scope)
  }
}

function bindArray(lower: Lowering, pattern: Node, source: Local, declares: boolean, scope: Node | undefined): void {
  const { listing } = lower
  const end = listing.label('bound')
  const cursor = listing.internal('cursor', `${lower.program.prefix}i${listing.locals.length}`)
  lower.assign(cursor, [`${lower.support('iterate')}(`, read(source), ')'])
  lower.finally(() => {
    for (const target of pattern.elements as (Node | null)[]) {
      if (target === null) {
        listing.code([read(cursor), '.step();'])
      } else if (target.type === 'RestElement') {
        const prepared = prepare(lower, target.argument, pattern)
        const items = lower.keep([`${lower.support('drain')}(`, read(cursor), ')'])
        store(lower, target.argument, prepared, read(items), scope)
      } else {
        const prepared = prepare(lower, target, pattern)
        element(lower, target, prepared, lower.keep(['(', read(cursor), '.step() ? ', read(cursor), '.value : undefined)']), scope)
      }
    }
  }, ({ kind }) => {
    listing.code([read(cursor), '.close(', read(kind), ' === 1);'])
  }, 'through', end)
}
