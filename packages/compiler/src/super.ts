// `super` in methods that moved, and in their arrows: they are no methods any more, so property accesses go through the home object
// that the method takes along (ECMA-262 13.3.7). Elsewhere these functions give null, and the text stays.
//
// Called by: render.ts, lower/expressions.ts. Calls: render.ts, by the renderer it is given.

import { calleeName, type Node } from './ast.ts'
import type { Renderer } from './render.ts'
import { join, type Rope } from './rope.ts'
import { isSloppy } from './scopes/forms.ts'
import { isSuperLowered, superOwner } from './scopes/model.ts'

/** Text that gives the home object, where there is one to be used. */
export function homeText(renderer: Renderer): Rope | null {
  const owner = superOwner(renderer.unit)
  if (!isSuperLowered(owner) || owner.superHome === null) return null
  return [renderer.object(owner.superHome), '.home']
}

function keyText(node: Node, renderer: Renderer): Rope {
  return node.computed ? renderer.render(node.property) : JSON.stringify(node.property.name)
}

export function superGet(node: Node, renderer: Renderer): Rope | null {
  const home = homeText(renderer)
  if (home === null) return null
  return [`${renderer.support('superGet')}(`, home, ', ', keyText(node, renderer), ', ', renderer.thisText(), ')']
}

/** `, true` where an assignment that fails is none (13.15.2: PutValue throws in strict code alone). */
export function superMode({ unit, program }: Renderer): string {
  return isSloppy(unit, program) ? ', true' : ''
}

/** Text that can be assigned: for patterns and loops. */
export function superTarget(node: Node, renderer: Renderer): Rope | null {
  const home = homeText(renderer)
  if (home === null) return null
  return [`${renderer.support('superReference')}(`, home, ', ', keyText(node, renderer), ', ', renderer.thisText(), superMode(renderer), ').value']
}

export function superCall(node: Node, renderer: Renderer): Rope | null {
  const callee = superGet(node.callee, renderer)
  if (callee === null) return null
  const args = join((node.arguments as Node[]).map((argument) => renderer.render(argument)), ', ')
  // The rest of an optional chain hangs on this call: it has to stay one.
  if (node.optional) return [`${renderer.support('boundTo')}(`, renderer.thisText(), ', ', callee, ', "(intermediate value).', calleeName(node.callee), '")?.(', args, ')']
  return [`${renderer.support('apply')}(`, callee, ', ', renderer.thisText(), ', [', args, '], "(intermediate value).', calleeName(node.callee), '")']
}

export function superAssignment(node: Node, renderer: Renderer): Rope | null {
  const home = homeText(renderer)
  if (home === null) return null
  const { left, right } = node as unknown as { left: Node; right: Node }
  const self = renderer.thisText()
  const operator = (node.operator as string).slice(0, -1)
  if (operator === '') return [`${renderer.support('superSet')}(`, home, ', ', keyText(left, renderer), ', ', renderer.render(right), ', ', self, superMode(renderer), ')']
  return [superOnce(left, renderer, home), ` ${operator}= `, renderer.render(right)]
}

/** A target that is read and written, its key evaluated once. It stays one expression: there may be an `await` in the right side. */
function superOnce(node: Node, renderer: Renderer, home: Rope): Rope {
  return [`${renderer.support('superReference')}(`, home, `, ${renderer.support('key')}(`, keyText(node, renderer), '), ', renderer.thisText(), superMode(renderer), ').value']
}

/** `delete super.key`: a ReferenceError, without making a property key of it (13.5.1.2). */
export function superDelete(node: Node, renderer: Renderer): Rope | null {
  if (homeText(renderer) === null) return null
  return [`${renderer.support('superDelete')}(`, renderer.thisText(), ', ', keyText(node, renderer), ')']
}

export function superUpdate(node: Node, renderer: Renderer): Rope | null {
  const home = homeText(renderer)
  if (home === null) return null
  const target = superOnce(node.argument, renderer, home)
  return node.prefix ? [node.operator as string, target] : [target, node.operator as string]
}
