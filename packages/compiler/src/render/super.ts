// `super` in methods that moved, and in their arrows: they are no methods any more, so property accesses go through the home object
// that the method takes along (ECMA-262 13.3.7). Elsewhere these functions give null, and the text stays.
//
// Called by: expressions.ts, lower/expressions.ts. Calls: renderer.ts, by the renderer it is given.

import { calleeName, type Node } from '../ast.ts'
import type { Renderer } from './renderer.ts'
import { join, type Rope } from '../rope.ts'
import { isSloppy } from '../scopes/forms.ts'
import { isSuperLowered, superOwner } from '../scopes/model.ts'

/** Text that gives the home object, where there is one to be used. */
export function homeText(r: Renderer): Rope | null {
  const owner = superOwner(r.unit)
  if (!isSuperLowered(owner) || owner.superHome === null) return null
  return [r.object(owner.superHome), '.home']
}

function keyText(r: Renderer, node: Node): Rope {
  return node.computed ? r.render(node.property) : JSON.stringify(node.property.name)
}

export function superGet(r: Renderer, node: Node): Rope | null {
  const home = homeText(r)
  if (home === null) return null
  return [`${r.support('superGet')}(`, home, ', ', keyText(r, node), ', ', r.thisText(), ')']
}

/** `, true` where an assignment that fails is none (13.15.2: PutValue throws in strict code alone). */
export function superMode({ unit, program }: Renderer): string {
  return isSloppy(unit, program) ? ', true' : ''
}

/** Text that can be assigned: for patterns and loops. */
export function superTarget(r: Renderer, node: Node): Rope | null {
  const home = homeText(r)
  if (home === null) return null
  return [`${r.support('superReference')}(`, home, ', ', keyText(r, node), ', ', r.thisText(), superMode(r), ').value']
}

export function superCall(r: Renderer, node: Node): Rope | null {
  const callee = superGet(r, node.callee)
  if (callee === null) return null
  const args = join((node.arguments as Node[]).map((argument) => r.render(argument)), ', ')
  // The rest of an optional chain hangs on this call: it has to stay one.
  if (node.optional) return [`${r.support('boundTo')}(`, r.thisText(), ', ', callee, ', "(intermediate value).', calleeName(node.callee), '")?.(', args, ')']
  return [`${r.support('apply')}(`, callee, ', ', r.thisText(), ', [', args, '], "(intermediate value).', calleeName(node.callee), '")']
}

export function superAssignment(r: Renderer, node: Node): Rope | null {
  const home = homeText(r)
  if (home === null) return null
  const { left, right } = node as unknown as { left: Node; right: Node }
  const self = r.thisText()
  const operator = (node.operator as string).slice(0, -1)
  if (operator === '') return [`${r.support('superSet')}(`, home, ', ', keyText(r, left), ', ', r.render(right), ', ', self, superMode(r), ')']
  return [superOnce(r, left, home), ` ${operator}= `, r.render(right)]
}

/** A target that is read and written, its key evaluated once. It stays one expression: there may be an `await` in the right side. */
function superOnce(r: Renderer, node: Node, home: Rope): Rope {
  return [`${r.support('superReference')}(`, home, `, ${r.support('key')}(`, keyText(r, node), '), ', r.thisText(), superMode(r), ').value']
}

/** `delete super.key`: a ReferenceError, without making a property key of it (13.5.1.2). */
export function superDelete(r: Renderer, node: Node): Rope | null {
  if (homeText(r) === null) return null
  return [`${r.support('superDelete')}(`, r.thisText(), ', ', keyText(r, node), ')']
}

export function superUpdate(r: Renderer, node: Node): Rope | null {
  const home = homeText(r)
  if (home === null) return null
  const target = superOnce(r, node.argument, home)
  return node.prefix ? [node.operator as string, target] : [target, node.operator as string]
}
