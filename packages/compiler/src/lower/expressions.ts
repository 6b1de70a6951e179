// Expressions with a suspend point inside: what stands before the point is evaluated before it, and kept.
//
//   EX1. `value` returns text that must be used at once, before anything else is lowered: it may read `resumed`.
//   EX2. Of several operands, those before a suspending one are kept in temporaries, unless evaluating them later can
//        make no difference (order.ts).
//   EX3. A reference's base and key are evaluated once (ECMA-262 13.15.2, 13.3.2).
//
// Long because it is one visitor: a case for each kind of expression.
//
// Called by: statements.ts, patterns.ts. Calls: order.ts, lowering.ts, render/*.ts.

import { calleeName, isAnonymousFunction, isFunction, nameOf, staticKey, type Node } from '../ast.ts'
import { awaited } from '../labels.ts'
import { homeText, superMode } from '../render/super.ts'
import { join, read, underName, type Local, type Rope } from '../rope.ts'
import type { Label } from '../rope.ts'
import type { Lowering } from './lowering.ts'
import { isFixed, kept, stable, staysPut } from './order.ts'
import { assignName, bind, writeName } from './patterns.ts'

/** The value of an expression (or `undefined` for none). EX1 */
export function value(lower: Lowering, node: Node | null): Rope {
  if (node === null) return 'undefined'
  if (!lower.suspends(node.declared ?? node)) return lower.renderer.operand(node)
  switch (node.type) {
    case 'YieldExpression': return lowerYield(lower, node)
    case 'AssignmentExpression': return lowerAssignment(lower, node)
    case 'BinaryExpression': return lowerBinary(lower, node)
    case 'LogicalExpression': return lowerLogical(lower, node)
    case 'ConditionalExpression': return lowerConditional(lower, node)
    case 'SequenceExpression': return lowerSequence(lower, node)
    case 'UnaryExpression': return lowerUnary(lower, node)
    case 'UpdateExpression': return lowerUpdate(lower, node)
    case 'MemberExpression': return lowerMember(lower, node)
    case 'CallExpression': return lowerCall(lower, node)
    case 'ChainExpression': return lowerChain(lower, node)
    case 'NewExpression': return lowerNew(lower, node)
    case 'ArrayExpression': return ['[', join(operands(lower, node.elements as (Node | null)[]), ', '), endsWithHole(node) ? ',]' : ']']
    case 'ObjectExpression': return lowerObject(lower, node)
    case 'TemplateLiteral': return lowerTemplate(lower, node)
    case 'TaggedTemplateExpression': return lowerTagged(lower, node)
    case 'ClassExpression': return lowerClass(lower, node)
    case 'ImportExpression': return ['import(', join(operands(lower, [node.source as Node, ...(node.options ? [node.options as Node] : [])]), ', '), ')']
    default: throw new Error(`no lowering for ${node.type}`)
  }
}

const endsWithHole = (node: Node): boolean => node.elements.length > 0 && node.elements[node.elements.length - 1] === null

/** Evaluates an expression for its effect. */
export function effect(lower: Lowering, node: Node): void {
  const { listing } = lower
  if (!lower.suspends(node)) {
    listing.code(['(', lower.renderer.render(node), ');'])
  } else if (node.type === 'YieldExpression') {
    suspend(lower, node)
  } else if (node.type === 'AssignmentExpression' && node.operator === '=' && node.left.type === 'Identifier') {
    assignName(lower, node.left, namedValue(lower, node.right, nameOf(node.right, node)))
  } else {
    listing.code(['(', value(lower, node), ');'])
  }
}

/** The value of an anonymous function or class that takes `name`. */
export function namedValue(lower: Lowering, node: Node, name: string): Rope {
  if (!lower.suspends(node)) return ['(', lower.renderer.named(node, name), ')']
  const rope = value(lower, node)
  return node.type === 'ClassExpression' && !node.id && name !== '' ? underName(name, rope) : rope
}

/** Several expressions in order: EX2. Spread elements stay spread; holes stay holes. */
export function operands(lower: Lowering, nodes: readonly (Node | null)[], names: readonly string[] = []): Rope[] {
  let last = -1
  nodes.forEach((node, i) => { if (node !== null && lower.suspends(node)) last = i })
  return nodes.map((node, i): Rope => {
    if (node === null) return ''
    if (node.type === 'SpreadElement') {
      const spread: Rope = ['...', value(lower, node.argument)]
      return i < last ? ['...', read(lower.keep(['[', spread, ']']))] : spread
    }
    const rope = namedValue(lower, node, names[i] ?? '')
    return i < last && !isFixed(lower, node) ? kept(lower, node, rope, nodes.slice(i + 1)) : rope
  })
}

// --- suspend points

function lowerYield(lower: Lowering, node: Node): Rope {
  suspend(lower, node)
  return lower.resumed
}

function suspend(lower: Lowering, node: Node): void {
  const { payload, callee: text } = node.delegate ? delegate(lower, awaited(node, lower.program)) : { payload: value(lower, node.argument), callee: '' }
  lower.listing.suspend(payload, node, pointName(node), lower.returns(lower.resumed), text)
}

/** What a suspend point is called: the operation or callee, or what is yielded. */
function pointName(node: Node): string {
  const argument = node.argument as Node | null
  if (argument === null) return 'yield'
  const call = argument.type === 'ChainExpression' ? argument.expression as Node : argument
  if (call.type === 'CallExpression' || call.type === 'NewExpression') return calleeName(call.callee)
  return node.delegate ? (call.type === 'Identifier' ? call.name as string : 'delegate') : 'yield'
}

/** `yield* f(x)`: the frame of the callee rather than its iterator. What the callee is called is part of what is known of the point. */
function delegate(lower: Lowering, node: Node): { payload: Rope; callee: string } {
  if (node.type !== 'CallExpression' || node.optional || node.callee.type === 'Super' || node.callee.type === 'ImportExpression') {
    return { payload: [`${lower.support('delegate')}(`, value(lower, node), ')'], callee: '' }
  }
  const args = node.arguments as Node[]
  const { fn, self } = callee(lower, node.callee, args)
  const list = join(operands(lower, args), ', ')
  return { payload: [`${lower.functions.constant('enter', lower.support('enter'))}(`, fn, `, ${lower.program.prefix}x)(${lower.program.prefix}f, `, self, args.length === 0 ? '' : ', ', list, ')'], callee: shortText(lower, node.callee) }
}

const shortText = (lower: Lowering, node: Node): string => lower.program.source.slice(node.start, node.end).replace(/\s+/g, ' ').slice(0, 60)
const calleeText = (lower: Lowering, node: Node): string => JSON.stringify(shortText(lower, node))

/** A callee and its `this`, evaluated before the arguments; kept if they suspend. */
function callee(lower: Lowering, node: Node, args: readonly Node[]): { fn: Rope; self: Rope } {
  const keep = args.some((argument) => lower.suspends(argument))
  const now = (rope: Rope): Rope => (keep ? read(lower.keep(rope)) : rope)
  if (node.type === 'MemberExpression' && node.object.type === 'Super') {
    const [key] = node.computed ? operands(lower, [node.property]) : [JSON.stringify(node.property.name)]
    return { fn: now([`${lower.support('superGet')}(`, homeText(lower.renderer) ?? 'undefined', ', ', key as Rope, ', ', lower.renderer.thisText(), ')']), self: lower.renderer.thisText() }
  }
  if (node.type === 'MemberExpression') {
    const [object, key] = operands(lower, node.computed ? [node.object, node.property] : [node.object])
    if (keep ? stable(lower, node.object, args) : staysPut(lower, node.object)) {
      lower.temporary() // order.ts, OR2
      return { fn: now(memberText(lower, object as Rope, node, key)), self: object as Rope }
    }
    const self = lower.keep(object as Rope)
    return { fn: now(memberText(lower, read(self), node, key)), self: read(self) }
  }
  if (node.type === 'ChainExpression' && node.expression.type === 'MemberExpression') return chainCallee(lower, node.expression as Node)
  return { fn: now(value(lower, node)), self: 'undefined' }
}

/** `(a?.b)(...)`: the parentheses end the chain, but the call keeps its `this` (13.3.9.1). */
function chainCallee(lower: Lowering, member: Node): { fn: Rope; self: Rope } {
  const { listing } = lower
  const nothing = listing.label('nothing')
  const end = listing.label('chained')
  const fn = lower.temporary()
  const self = lower.keep('undefined')
  lower.assign(self, link(lower, member.object, nothing))
  if (member.optional) skipNullish(lower, self, nothing)
  const key = member.computed ? value(lower, member.property) : undefined
  lower.assign(fn, memberText(lower, read(self), member, key))
  listing.jump(end)
  listing.mark(nothing)
  lower.assign(fn, 'undefined')
  listing.mark(end)
  return { fn: read(fn), self: read(self) }
}

/** `object.name`, `object[key]`, `object.#name`. */
function memberText(lower: Lowering, object: Rope, node: Node, key: Rope | undefined): Rope {
  if (node.computed) return [object, '[', key as Rope, ']']
  if (lower.program.unbranded.has(node.property)) return [object, `[${lower.support('unbranded')}]`]
  return [object, '.', lower.renderer.source(node.property.start, node.property.end)]
}

// --- operators

function lowerBinary(lower: Lowering, node: Node): Rope {
  if (lower.program.unbranded.has(node.left)) return [`${lower.support('hasNoBrand')}(`, value(lower, node.right), ')']
  if (node.left.type === 'PrivateIdentifier') {
    return ['(', lower.renderer.source(node.left.start, node.left.end), ' in ', value(lower, node.right), ')']
  }
  const [left, right] = operands(lower, [node.left, node.right])
  return ['(', left as Rope, ` ${node.operator as string} `, right as Rope, ')']
}

const shortCircuit: Record<string, (rope: Rope) => Rope> = {
  '&&': (rope) => rope,
  '||': (rope) => ['!', rope],
  '??': (rope) => [rope, ' == null'],
}

function lowerLogical(lower: Lowering, node: Node): Rope {
  const end = lower.listing.label('logical')
  const result = lower.keep(value(lower, node.left))
  lower.listing.branch(isNullish(node.operator, read(result)), false, end)
  lower.assign(result, value(lower, node.right))
  lower.listing.mark(end)
  return read(result)
}

/** The condition under which the right side is evaluated. `== null` is not used: document.all is not nullish. */
function isNullish(operator: string, rope: Rope): Rope {
  if (operator === '??') return ['(', rope, ' === undefined || ', rope, ' === null)']
  return (shortCircuit[operator] as (rope: Rope) => Rope)(rope)
}

function lowerConditional(lower: Lowering, node: Node): Rope {
  const { listing } = lower
  const otherwise = listing.label('else')
  const end = listing.label('endif')
  const result = lower.temporary()
  listing.branch(value(lower, node.test), false, otherwise)
  lower.assign(result, value(lower, node.consequent))
  listing.jump(end)
  listing.mark(otherwise)
  lower.assign(result, value(lower, node.alternate))
  listing.mark(end)
  return read(result)
}

function lowerSequence(lower: Lowering, node: Node): Rope {
  const expressions = node.expressions as Node[]
  for (const expression of expressions.slice(0, -1)) effect(lower, expression)
  return value(lower, expressions[expressions.length - 1] as Node)
}

function lowerUnary(lower: Lowering, node: Node): Rope {
  const argument = node.argument as Node
  const operator = node.operator as string
  if (operator === 'delete' && argument.type === 'MemberExpression') return ['delete ', lowerMember(lower, argument)]
  if (operator === 'delete' && argument.type === 'ChainExpression') return lowerChain(lower, argument, true)
  return ['(', operator, /\w$/.test(operator) ? ' ' : ' ', value(lower, argument), ')']
}

function lowerUpdate(lower: Lowering, node: Node): Rope {
  const target = reference(lower, node.argument, null)
  return node.prefix ? ['(', node.operator as string, target, ')'] : ['(', target, node.operator as string, ')']
}

function lowerMember(lower: Lowering, node: Node): Rope {
  if (node.object.type === 'Super') {
    return [`${lower.support('superGet')}(`, homeText(lower.renderer) ?? 'undefined', ', ', value(lower, node.property), ', ', lower.renderer.thisText(), ')']
  }
  return reference(lower, node, null)
}

/** A member expression as text that may be read or written once, its parts evaluated. `later`: what is evaluated before that happens. */
export function reference(lower: Lowering, node: Node, later: Node | null): Rope {
  if (node.type !== 'MemberExpression') return lower.renderer.render(node)
  if (node.object.type === 'Super') {
    const name: Rope = node.computed ? [`${lower.support('key')}(`, value(lower, node.property), ')'] : JSON.stringify(node.property.name)
    const key: Rope = later !== null && node.computed ? read(lower.keep(name)) : name
    return [`${lower.support('superReference')}(`, homeText(lower.renderer) ?? 'undefined', ', ', key, ', ', lower.renderer.thisText(), ').value']
  }
  const [object, key] = operands(lower, node.computed ? [node.object, node.property] : [node.object])
  if (later === null) return memberText(lower, simple(object as Rope, lower), node, key)
  const base = kept(lower, node.object, object as Rope, [node.property, later])
  return memberText(lower, base, node, key === undefined || node.property.type === 'Literal' ? key : kept(lower, node.property, key, [later]))
}

function simple(rope: Rope, lower: Lowering): Rope {
  if (Array.isArray(rope)) return read(lower.keep(rope))
  return typeof rope === 'object' && 'source' in rope && /^\d/.test(rope.source) ? ['(', rope, ')'] : rope // in `5.x` the dot is the number's
}

// --- assignment

function lowerAssignment(lower: Lowering, node: Node): Rope {
  const { left, right } = node as unknown as { left: Node; right: Node }
  const operator = node.operator as string
  if (operator === '=' && (left.type === 'ObjectPattern' || left.type === 'ArrayPattern')) {
    const source = lower.keep(value(lower, right))
    bind(lower, left, source, false)
    return read(source)
  }
  if (left.type === 'Identifier') return assignToName(lower, node, left, right, operator)
  if (left.object.type === 'Super') return assignToSuper(lower, left, right, operator)
  if (operator === '=') {
    const target = reference(lower, left, lower.suspends(right) ? right : null)
    return ['(', target, ' = ', value(lower, right), ')']
  }
  return compound(lower, left, right, operator)
}

function assignToName(lower: Lowering, node: Node, left: Node, right: Node, operator: string): Rope {
  if (operator === '=') return ['(', writeName(lower, left, namedValue(lower, right, nameOf(right, node))), ')']
  const logical = logicalOperator(operator)
  if (logical === null) {
    const before = kept(lower, left, readName(lower, left), [right])
    return ['(', writeName(lower, left, [before, ` ${operator.slice(0, -1)} `, value(lower, right)]), ')']
  }
  const before = lower.keep(readName(lower, left))
  const end = lower.listing.label('logical')
  lower.listing.branch(isNullish(logical, read(before)), false, end)
  lower.assign(before, namedValue(lower, right, nameOf(right, node)))
  lower.listing.code([writeName(lower, left, read(before)), ';'])
  lower.listing.mark(end)
  return read(before)
}

/** Reads an identifier that stands as a target. */
function readName(lower: Lowering, node: Node): Rope {
  const use = lower.program.uses.get(node)
  if (use === undefined || use.binding.where === 'native') return lower.renderer.source(node.start, node.end)
  const text = lower.renderer.bindingText(use.binding, 'read')
  return use.unsafe ? [`${lower.support('checked')}(`, text, `, ${JSON.stringify(use.binding.name)})`] : text
}

function logicalOperator(operator: string): string | null {
  return ['&&=', '||=', '??='].includes(operator) ? operator.slice(0, -1) : null
}

function compound(lower: Lowering, left: Node, right: Node, operator: string): Rope {
  const [object, key] = operands(lower, left.computed ? [left.object, left.property] : [left.object])
  const base = staysPut(lower, left.object) ? kept(lower, left.object, object as Rope, [left.property, right]) : read(lower.keep(object as Rope))
  const name = left.computed ? read(lower.keep([`${lower.support('keyOf')}(`, base, ', ', key as Rope, ')'])) : undefined
  const target = memberText(lower, base, left, name)
  const before = lower.keep(target)
  const logical = logicalOperator(operator)
  if (logical === null) return ['(', target, ' = ', read(before), ` ${operator.slice(0, -1)} `, value(lower, right), ')']
  const end = lower.listing.label('logical')
  lower.listing.branch(isNullish(logical, read(before)), false, end)
  lower.assign(before, value(lower, right))
  lower.listing.code([target, ' = ', read(before), ';'])
  lower.listing.mark(end)
  return read(before)
}

function assignToSuper(lower: Lowering, left: Node, right: Node, operator: string): Rope {
  const home = homeText(lower.renderer) ?? 'undefined'
  const self = lower.renderer.thisText()
  const key: Rope = left.computed ? read(lower.keep([`${lower.support('key')}(`, value(lower, left.property), ')'])) : JSON.stringify(left.property.name)
  const set = (rope: Rope): Rope => [`${lower.support('superSet')}(`, home, ', ', key, ', ', rope, ', ', self, superMode(lower.renderer), ')']
  if (operator === '=') return set(value(lower, right))
  const before = lower.keep([`${lower.support('superGet')}(`, home, ', ', key, ', ', self, ')'])
  const logical = logicalOperator(operator)
  if (logical === null) return set([read(before), ` ${operator.slice(0, -1)} `, value(lower, right)])
  const end = lower.listing.label('logical')
  lower.listing.branch(isNullish(logical, read(before)), false, end)
  lower.assign(before, value(lower, right))
  lower.listing.code([set(read(before)), ';'])
  lower.listing.mark(end)
  return read(before)
}

// --- calls

function lowerCall(lower: Lowering, node: Node): Rope {
  const args = node.arguments as Node[]
  const suspending = args.some((argument) => lower.suspends(argument))
  const special = node.callee.type === 'ChainExpression' || (node.callee.type === 'MemberExpression' && node.callee.object.type === 'Super')
  if (!suspending && !special) {
    const list = ['(', join(operands(lower, []), ''), join(args.map((argument) => lower.renderer.render(argument)), ', '), ')']
    if (node.callee.type === 'MemberExpression') return [reference(lower, node.callee, null), list]
    return ['(0, ', value(lower, node.callee), ')', list]
  }
  const { fn, self } = callee(lower, node.callee, args)
  const list = join(operands(lower, args), ', ')
  if (self === 'undefined') return ['(0, ', fn, ')(', list, ')']
  return [`${lower.support('apply')}(`, fn, ', ', self, ', [', list, `], ${calleeText(lower, node.callee)})`]
}

function lowerNew(lower: Lowering, node: Node): Rope {
  const [constructor, ...args] = operands(lower, [node.callee, ...(node.arguments as Node[])])
  return [`${lower.support('construct')}(`, constructor as Rope, ', [', join(args, ', '), `], ${calleeText(lower, node.callee)})`]
}

/** An optional chain: a link that finds nothing skips all the rest (13.3.9). */
function lowerChain(lower: Lowering, node: Node, deleting = false): Rope {
  const { listing } = lower
  const nothing = listing.label('nothing')
  const end = listing.label('chained')
  const result = lower.temporary()
  const last = node.expression as Node
  if (deleting && last.type === 'MemberExpression') {
    const object = lower.keep(link(lower, last.object, nothing))
    if (last.optional) skipNullish(lower, object, nothing)
    const key = last.computed ? value(lower, last.property) : undefined
    lower.assign(result, ['delete ', memberText(lower, read(object), last, key)])
  } else {
    lower.assign(result, link(lower, last, nothing))
  }
  listing.jump(end)
  listing.mark(nothing)
  lower.assign(result, deleting ? 'true' : 'undefined')
  listing.mark(end)
  return read(result)
}

function skipNullish(lower: Lowering, local: Local, nothing: Label): void {
  lower.listing.branch(['(', read(local), ' === undefined || ', read(local), ' === null)'], true, nothing)
}

function link(lower: Lowering, node: Node, nothing: Label): Rope {
  if (node.type === 'MemberExpression' && node.object.type !== 'Super') {
    const object = lower.keep(link(lower, node.object, nothing))
    if (node.optional) skipNullish(lower, object, nothing)
    const key = node.computed ? value(lower, node.property) : undefined
    return memberText(lower, read(object), node, key)
  }
  if (node.type === 'CallExpression') {
    let self: Local | null = null
    let fn: Local
    const target = node.callee as Node
    if (target.type === 'MemberExpression' && target.object.type !== 'Super') {
      self = lower.keep(link(lower, target.object, nothing))
      if (target.optional) skipNullish(lower, self, nothing)
      const key = target.computed ? value(lower, target.property) : undefined
      fn = lower.keep(memberText(lower, read(self), target, key))
    } else if (target.type === 'ChainExpression' && target.expression.type === 'MemberExpression') {
      const called = chainCallee(lower, target.expression as Node)
      self = lower.keep(called.self)
      fn = lower.keep(called.fn)
    } else {
      fn = lower.keep(link(lower, target, nothing))
      if (target.type === 'MemberExpression') self = lower.keep(lower.renderer.thisText())
    }
    if (node.optional) skipNullish(lower, fn, nothing)
    const list = join(operands(lower, node.arguments as Node[]), ', ')
    return [`${lower.support('apply')}(`, read(fn), ', ', self === null ? 'undefined' : read(self), ', [', list, `], ${calleeText(lower, target)})`]
  }
  return value(lower, node)
}

// --- literals

function lowerObject(lower: Lowering, node: Node): Rope {
  const properties = node.properties as Node[]
  let last = -1
  properties.forEach((property, i) => { if (lower.suspends(property)) last = i })
  const parts = properties.map((property, i): Rope => {
    const before = i < last
    if (property.type === 'SpreadElement') {
      const rope = value(lower, property.argument)
      return before ? ['...', read(lower.keep(['{ __proto__: null, ...', rope, ' }']))] : ['...', rope]
    }
    return objectProperty(lower, property, before ? properties.slice(i + 1) : null)
  })
  return lower.functions.wrapObject(node, ['({ ', join(parts, ', '), ' })'], lower.renderer)
}

/** `later`: what suspends behind it, and all that comes before that. */
function objectProperty(lower: Lowering, property: Node, later: readonly Node[] | null): Rope {
  const { key, value: initial } = property as unknown as { key: Node; value: Node }
  if (!lower.suspends(property) && (later === null || (!property.computed && (isFunction(initial) || isFixed(lower, initial))))) return lower.renderer.render(property)
  const name = staticKey(key, property.computed)
  let keyName: Rope
  if (!property.computed) keyName = property.shorthand ? name as string : lower.renderer.source(key.start, key.end)
  else if (key.type === 'Literal') keyName = lower.renderer.render(key)
  else keyName = read(lower.keep([`${lower.support('key')}(`, value(lower, key), ')']))
  let keyText: Rope = property.computed ? ['[', keyName, ']'] : keyName
  if (property.method || property.kind !== 'init') return methodProperty(lower, property, keyText, keyName)
  const setsPrototype = !property.computed && !property.shorthand && name === '__proto__'
  if (property.shorthand && name === '__proto__') keyText = '["__proto__"]'
  const takesKey = property.computed && isAnonymousFunction(initial)
  const made = takesKey ? lower.functions.underKey(initial, keyName, () => value(lower, initial)) : namedValue(lower, initial, setsPrototype ? '' : name ?? '')
  return [keyText, ': ', later === null ? made : kept(lower, initial, made, later)]
}

/** A method or accessor: making it has no effect, so it stays; its key may have been evaluated before. */
function methodProperty(lower: Lowering, property: Node, keyText: Rope, keyName: Rope): Rope {
  const { value: fn } = property as unknown as { value: Node }
  const unit = lower.functions.unitOf(fn)
  if (unit.form !== 'plain' && property.kind !== 'init') {
    return lower.functions.accessor(property, lower.renderer, property.computed ? keyName : null)
  }
  if (unit.form !== 'plain') {
    return [keyText, ': ', property.computed ? lower.functions.underKey(fn, keyName, () => lower.renderer.render(fn)) : lower.renderer.render(fn)]
  }
  const prefix = property.kind === 'init' ? (fn.async ? 'async ' : '') + (fn.generator ? '*' : '') : `${property.kind as string} `
  return [prefix, keyText, lower.renderer.render(fn)]
}

function lowerTemplate(lower: Lowering, node: Node): Rope {
  const expressions = node.expressions as Node[]
  const quasis = (node.quasis as Node[]).map((quasi) => quasi.value.raw as string)
  let last = -1
  expressions.forEach((expression, i) => { if (lower.suspends(expression)) last = i })
  let text: Rope[] = ['`', quasis[0] as string]
  expressions.forEach((expression, i) => {
    if (i <= last && lower.suspends(expression) && i > 0) {
      const before = lower.keep([...text, '`'])
      const rope = value(lower, expression)
      text = ['`${', read(before), '}${', rope, '}', quasis[i + 1] as string]
    } else {
      text.push('${', value(lower, expression), '}', quasis[i + 1] as string)
    }
    if (i < last && lower.suspends(expression)) text = ['`${', read(lower.keep([...text, '`'])), '}']
  })
  return [...text, '`']
}

function lowerTagged(lower: Lowering, node: Node): Rope {
  const { fn, self } = callee(lower, node.tag, node.quasi.expressions)
  const quasis = (node.quasi.quasis as Node[]).map((quasi) => quasi.value.raw as string)
  const site = lower.functions.templateSite(quasis)
  const list = operands(lower, node.quasi.expressions as Node[]).map((rope): Rope => [', ', rope])
  return [`${lower.support('apply')}(`, fn, ', ', self, `, [${site}()`, list, `], ${calleeText(lower, node.tag)})`]
}

/** Heritage and computed keys are evaluated first, in order; the class itself runs nothing of ours in between. */
function lowerClass(lower: Lowering, node: Node): Rope {
  const declared = (node.declared as Node | undefined) ?? node
  const parts: Node[] = []
  if (declared.superClass) parts.push(declared.superClass)
  for (const member of declared.body.body as Node[]) if (member.computed) parts.push(member.key)
  const replaced = new Map<Node, Rope>()
  for (const part of parts) {
    const rope = value(lower, part)
    replaced.set(part, read(lower.keep(part === declared.superClass ? rope : [`${lower.support('key')}(`, rope, ')'])))
  }
  return ['(', lower.functions.classes.render(declared, lower.renderer, replaced), ')']
}
