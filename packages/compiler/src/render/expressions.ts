// Expressions that change because of a name that has moved in them: it may need a check, another `this`, or the function's name with it.
//
// Called by: renderer.ts, lower/patterns.ts. Calls: super.ts, functions.ts; renderer.ts, by the renderer it is given.

import { calleeName, isFunction, nameOf, type Node } from '../ast.ts'
import type { Rope } from '../rope.ts'
import type { Unit } from '../scopes/model.ts'
import { superAssignment, superCall, superDelete, superGet, superTarget, superUpdate } from './super.ts'
import type { Renderer } from './renderer.ts'

/** The author's parentheses may stay behind. At the start of a statement there are none, and some would be read as a call. */
export function renderSequence(r: Renderer, node: Node): Rope {
  return r.program.parents.get(node)?.type === 'ExpressionStatement' ? r.verbatim(node) : ['(', r.verbatim(node), ')']
}

export function renderProperty(r: Renderer, node: Node): Rope {
  if (!node.shorthand) {
    if (node.value.type === 'ClassExpression' || isFunction(node.value)) return r.functions.property(node, r)
    return r.verbatim(node)
  }
  const key = node.key as Node
  const name = key.name as string
  const value = node.value as Node
  const rendered = r.render(value)
  if (!Array.isArray(rendered) && typeof rendered === 'object' && 'source' in rendered) return r.source(node.start, node.end)
  return [name === '__proto__' ? '["__proto__"]' : name, ': ', rendered]
}

export function renderAssignment(r: Renderer, node: Node): Rope {
  const { left, right } = node as unknown as { left: Node; right: Node }
  if (left.type === 'MemberExpression' && left.object.type === 'Super') {
    const rewritten = superAssignment(r, node)
    if (rewritten !== null) return rewritten
  }
  if (left.type !== 'Identifier') return r.verbatim(node)
  const use = r.program.uses.get(left)
  if (use === undefined || !r.isMoved(left)) return r.verbatim(node)
  return assignmentTo(r, left, node.operator as string, r.named(right, nameOf(right, node)))
}

/** `name operator value`, wherever the name lives. */
export function assignmentTo(r: Renderer, identifier: Node, operator: string, value: Rope): Rope {
  const use = r.program.uses.get(identifier)
  const target = r.render(identifier)
  if (use === undefined || !use.unsafe || use.reference.init || use.binding.where === 'native') return [target, ` ${operator} `, value]
  const text = r.bindingText(use.binding, 'read')
  const check: Rope = [r.support('checked'), '(', text, `, ${JSON.stringify(use.binding.name)})`]
  if (operator === '=') return [target, ' = ', r.support('after'), '(', value, ', ', check, ')']
  return ['(', check, ', ', target, ` ${operator} `, value, ')']
}

export function renderDefault(r: Renderer, node: Node): Rope {
  const { left, right } = node as unknown as { left: Node; right: Node }
  if (left.type !== 'Identifier' || !r.isMoved(left)) return r.verbatim(node)
  return [r.source(node.start, left.start), r.render(left), r.source(left.end, right.start), r.named(right, nameOf(right, node)), r.source(right.end, node.end)]
}

export function renderUpdate(r: Renderer, node: Node): Rope {
  const argument = node.argument as Node
  if (argument.type === 'MemberExpression' && argument.object.type === 'Super') {
    const rewritten = superUpdate(r, node)
    if (rewritten !== null) return rewritten
  }
  const use = r.program.uses.get(argument)
  if (use === undefined || !use.unsafe || use.binding.where === 'native') return r.verbatim(node)
  const check: Rope = [r.support('checked'), '(', r.bindingText(use.binding, 'read'), `, ${JSON.stringify(use.binding.name)})`]
  return ['(', check, ', ', r.verbatim(node), ')']
}

export function renderCall(r: Renderer, node: Node): Rope {
  const callee = node.callee as Node
  if (callee.type === 'MemberExpression' && callee.object.type === 'Super') {
    const rewritten = superCall(r, node)
    if (rewritten !== null) return rewritten
  }
  const noted = calleeName(callee) === 'spawn' ? spawnArguments(r, node) : null
  if (callee.type !== 'Identifier' || !inObject(r, callee)) return noted === null ? r.verbatim(node) : [r.source(node.start, callee.start), r.render(callee), noted]
  return [r.place(node), unbound(r, node, callee), noted ?? r.rest(node, callee)]
}

/** A callee that lives in a scope object, which is not to be its `this`; with the author's parentheses before it. */
function unbound(r: Renderer, node: Node, callee: Node): Rope {
  return [r.source(node.start, callee.start), '(0, ', r.render(callee), ')']
}

/** The arguments of a spawn: the first goes through a function that notes where this is, for the traces of errors. */
function spawnArguments(r: Renderer, node: Node): Rope | null {
  const [body] = node.arguments as Node[]
  if (body === undefined || body.type === 'SpreadElement' || r.unit.kind === 'module') return null
  const [line, column] = r.functions.positionOf(node)
  const place = JSON.stringify(`${r.unit.name || 'anonymous'} (${r.functions.moduleId}:${line}:${column})`)
  return [r.source((node.callee as Node).end, body.start), `${r.support('at')}(${place}, `, r.render(body), ')', r.verbatim(node, body.end)]
}

/** The callee may have become a call, which `new` must not take for its own. */
export function renderNew(r: Renderer, node: Node): Rope {
  const callee = node.callee as Node
  if (callee.type === 'Identifier' && !r.isMoved(callee)) return r.verbatim(node)
  return [r.source(node.start, callee.start), '(', r.render(callee), ')', r.rest(node, callee)]
}

export function renderTagged(r: Renderer, node: Node): Rope {
  const tag = node.tag as Node
  if (mayBeSaved(r)) return sited(r, node, tag)
  if (tag.type !== 'Identifier' || !inObject(r, tag)) return r.verbatim(node)
  return [unbound(r, node, tag), r.rest(node, tag)]
}

/** Is this text of a generator, or of a function that moved? There, a template's strings object may get into a slot. */
function mayBeSaved(r: Renderer): boolean {
  for (let unit: Unit | null = r.unit; unit !== null; unit = unit.parent) if (unit.form !== 'plain') return true
  return false
}

/** A tagged template whose strings object has a name, so that it is the same one after a restore. */
function sited(r: Renderer, node: Node, tag: Node): Rope {
  const site = r.functions.templateSite((node.quasi.quasis as Node[]).map((quasi) => quasi.value.raw as string))
  const values = (node.quasi.expressions as Node[]).map((expression): Rope => [', ', r.render(expression)])
  const list: Rope = [`[${site}()`, values, ']']
  const text = JSON.stringify(r.program.source.slice(tag.start, tag.end).slice(0, 60))
  if (tag.type !== 'MemberExpression' || tag.object.type === 'Super' || tag.property.type === 'PrivateIdentifier') {
    const self = tag.type === 'MemberExpression' && tag.object.type === 'Super' ? r.thisText() : 'undefined'
    if (tag.type === 'MemberExpression' && tag.property.type === 'PrivateIdentifier') return r.verbatim(node)
    return [r.support('apply'), '(', r.render(tag), ', ', self, ', ', list, `, ${text})`]
  }
  const key: Rope = tag.computed ? r.render(tag.property) : JSON.stringify(tag.property.name)
  return [r.support('bound'), '(', r.render(tag.object), ', ', key, `, ${text})(${site}()`, values, ')']
}

/** Would a call of the rendered name pass the scope object as `this`? */
function inObject(r: Renderer, identifier: Node): boolean {
  const use = r.program.uses.get(identifier)
  return use !== undefined && use.binding.where === 'scope' && r.isMoved(identifier)
}

export function renderMember(r: Renderer, node: Node): Rope {
  if (r.program.unbranded.has(node.property)) return [r.render(node.object), node.optional ? '?.' : '', '[', r.support('unbranded'), ']']
  if (node.object.type === 'Super') {
    const isDeleted = r.program.parents.get(node)?.operator === 'delete'
    const rewritten = isDeleted ? superDelete(r, node) : r.isTarget(node) ? superTarget(r, node) : superGet(r, node)
    if (rewritten !== null) return rewritten
  }
  return r.verbatim(node)
}
