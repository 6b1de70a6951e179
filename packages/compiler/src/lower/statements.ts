// Statements with a suspend point inside. One case a statement; all others are rendered as they stand.
//
// Called by: generator.ts. Calls: expressions.ts, patterns.ts, lowering.ts.

import { children, isFunction, makesFunctions, patternNames, type Node } from '../ast.ts'
import { read, write, type Label, type Local, type Rope } from '../rope.ts'
import { bindingOf, catchBinding, catchTarget, functionsOf, initialisation } from '../render/declarations.ts'
import { effect, namedValue, value } from './expressions.ts'
import type { Binding } from '../scopes/model.ts'
import type { Lowering, Target } from './lowering.ts'
import { assignName, bind } from './patterns.ts'

const jumps = new Set(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement'])

export function lowerStatement(lower: Lowering, node: Node, labels: readonly string[] = []): void {
  const { listing } = lower
  const around = listing.at
  listing.at = node.start
  lowered(lower, node, labels)
  listing.at = around
}

function lowered(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing, renderer } = lower
  if (!lower.suspends(node)) {
    if (isFunction(node)) return // made where the scope opens
    listing.code([renderer.render(node), ';'], locals(lower, node), jumps.has(node.type)) // the author may have left the semicolon out
    return
  }
  switch (node.type) {
    case 'ExpressionStatement': return effect(lower, node.expression)
    case 'VariableDeclaration': return lowerDeclaration(lower, node)
    case 'BlockStatement': return lowerBlock(lower, node, node.body as Node[], labels)
    case 'IfStatement': return lowerIf(lower, node, labels)
    case 'WhileStatement': return lowerWhile(lower, node, labels)
    case 'DoWhileStatement': return lowerDoWhile(lower, node, labels)
    case 'ForStatement': return lowerFor(lower, node, labels)
    case 'ForInStatement': return lowerForIn(lower, node, labels)
    case 'ForOfStatement': return lowerForOf(lower, node, labels)
    case 'SwitchStatement': return lowerSwitch(lower, node, labels)
    case 'TryStatement': return lowerTry(lower, node, labels)
    case 'LabeledStatement': return lowerStatement(lower, node.body, [...labels, node.label.name as string])
    case 'ReturnStatement': return listing.code(lower.returns(value(lower, node.argument)), [], true)
    case 'ThrowStatement': return listing.throw(value(lower, node.argument))
    case 'ClassDeclaration': return assignName(lower, node.id, value(lower, { ...node, type: 'ClassExpression', declared: node }))
    default: throw new Error(`no lowering for ${node.type}`)
  }
}

/** Locals that a verbatim statement surely assigns. */
function locals(lower: Lowering, node: Node): Local[] {
  const { renderer } = lower
  switch (node.type) {
    case 'VariableDeclaration': {
      const set = (node.declarations as Node[]).filter(({ init }) => init !== null || node.kind !== 'var')
      return set.flatMap(({ id }) => patternNames(id)).flatMap((name) => localsOf(bindingOf(renderer, name, node)))
    }
    case 'ClassDeclaration': return localsOf(bindingOf(renderer, node.id, node))
    case 'ExpressionStatement': return assigned(node.expression).flatMap((name) => localsOf(lower.program.uses.get(name)?.binding))
    default: return []
  }
}

const localsOf = (binding: Binding | undefined): Local[] => (binding?.local ? [binding.local] : [])

/** The names that an expression surely assigns. */
function assigned(node: Node): Node[] {
  if (node.type === 'SequenceExpression') return (node.expressions as Node[]).flatMap(assigned)
  return node.type === 'AssignmentExpression' && node.operator === '=' ? [...patternNames(node.left), ...assigned(node.right)] : []
}

/** Opens a scope: its object, the TDZ of its names, the functions declared in it. */
export function openScope(lower: Lowering, block: Node, statements: readonly Node[], createObject = true): void {
  const { listing, program } = lower
  const object = program.objects.get(block)
  if (object !== undefined && createObject) lower.assign(lower.openObject(object), `new ${object.type}()`)
  for (const binding of program.scopeBindings.get(block) ?? []) {
    if (binding.where === 'local' && binding.needsTdz && binding.local) lower.assign(binding.local, lower.support('TDZ'))
  }
  for (const binding of program.scopeBindings.get(block) ?? []) {
    if (binding.body !== null) listing.code([lower.renderer.bindingText(binding.body, 'write'), ' = ', lower.renderer.bindingText(binding, 'read'), ';'], localsOf(binding.body))
  }
  for (const { rope, binding } of functionsOf(lower.renderer, block, statements)) listing.code(rope, localsOf(binding))
}

function lowerBlock(lower: Lowering, node: Node, body: readonly Node[], labels: readonly string[]): void {
  const end = lower.listing.label('end')
  if (labels.length > 0) lower.targets.push(target(lower, node, labels, end, null))
  openScope(lower, node, body)
  lowerBody(lower, body)
  if (labels.length > 0) {
    lower.targets.pop()
    lower.listing.mark(end)
  }
}

/** A statement list; one with `using` declarations disposes of them on every way out. */
export function lowerBody(lower: Lowering, body: readonly Node[]): void {
  const first = body.findIndex((statement) => statement.type === 'VariableDeclaration' && statement.kind === 'using')
  if (first < 0) {
    for (const statement of body) lowerStatement(lower, statement)
    return
  }
  for (const statement of body.slice(0, first)) lowerStatement(lower, statement)
  withDisposal(lower, () => {
    for (const statement of body.slice(first)) lowerStatement(lower, statement)
  })
}

function withDisposal(lower: Lowering, body: () => void): void {
  const stack = lower.listing.internal('using', `${lower.program.prefix}using${lower.listing.locals.length}`)
  lower.assign(stack, '[]')
  lower.disposals.push(stack)
  lower.finally(() => {
    body()
    lower.disposals.pop()
  }, ({ kind, value: thrown }) => {
    const left = lower.keep([`${lower.support('dispose')}(`, read(stack), ', ', read(kind), ' === 1 ? [', read(thrown), '] : null)'])
    lower.listing.code(['if (', read(left), ') throw ', read(left), '[0];'])
  }, 'through', lower.listing.label('disposed'))
}

function lowerDeclaration(lower: Lowering, node: Node): void {
  for (const declarator of node.declarations as Node[]) {
    const { id, init } = declarator as unknown as { id: Node; init: Node | null }
    if (!lower.suspends(declarator)) {
      const rope = initialisation(lower.renderer, declarator, node.kind as string)
      if (rope !== null) lower.listing.code([rope, ';'], locals(lower, { ...node, declarations: [declarator] }))
    } else if (id.type === 'Identifier') {
      assignName(lower, id, namedValue(lower, init as Node, id.name as string))
    } else {
      bind(lower, id, lower.keep(value(lower, init as Node)), true)
    }
    if (node.kind === 'using') {
      const stack = lower.disposals.at(-1)
      if (stack !== undefined) lower.listing.code([read(stack), `.push(${lower.support('disposable')}(`, lower.renderer.render(id), '));'])
    }
  }
}

function lowerIf(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing } = lower
  const otherwise = listing.label('else')
  const end = listing.label('endif')
  if (labels.length > 0) lower.targets.push(target(lower, node, labels, end, null))
  listing.branch(value(lower, node.test), false, node.alternate ? otherwise : end)
  lowerStatement(lower, node.consequent)
  if (node.alternate) {
    listing.jump(end)
    listing.mark(otherwise)
    lowerStatement(lower, node.alternate)
  }
  if (labels.length > 0) lower.targets.pop()
  listing.mark(end)
}

function target(lower: Lowering, node: Node, labels: readonly string[], breakTo: Label, continueTo: Label | null, breakDepth = lower.finallys.length): Target {
  return { node, labels, breakTo, continueTo, breakDepth, continueDepth: lower.finallys.length }
}

function loop(lower: Lowering, node: Node, labels: readonly string[], breakTo: Label, continueTo: Label, body: () => void, breakDepth?: number): void {
  lower.targets.push(target(lower, node, labels, breakTo, continueTo, breakDepth))
  lower.checkpoint(node.body)
  body()
  lower.targets.pop()
}

/** Does nothing in a loop suspend but its checkpoint? */
function isTight(lower: Lowering, node: Node): boolean {
  const parts = [node.init, node.test, node.update, node.body] as (Node | null | undefined)[]
  return lower.program.checkpoints && lower.program.objects.get(node) === undefined && parts.every((part) => !part || !lower.suspends(part))
}

/**
 * A tight loop stays a loop of the engine, which the checkpoint leaves where the test stands, and enters again there.
 * (Lowered to jumps, `for (let i = 0; i < n; i++) sum += i` took twelve times as long.) `first`: the first round has no
 * test. A round that calls nobody takes nanoseconds: then only each 64th is a checkpoint, which is asked outside of the
 * loop, so that the engine finds no call in there.
 */
function lowerTight(lower: Lowering, node: Node, labels: readonly string[], first: Local | null): void {
  const { listing, renderer } = lower
  const { test, update, body } = node as unknown as Record<string, Node | null>
  const leaving = lower.temporary()
  const count = lower.program.checkpoints !== 'every' && isBrief(node) ? lower.keep('0') : null
  const head = listing.label('loop')
  const end = listing.label('done')
  if (first !== null) lower.assign(first, 'true')
  listing.mark(head)
  const due = `${lower.support('due')}()`
  const leaves: Rope = count === null ? due : ['(', write(count), ' = ', read(count), ' + 1) === 64']
  const condition: Rope = ['!(', write(leaving), ' = ', leaves, ')', test ? [' && (', renderer.render(test), ')'] : '']
  listing.code([
    labels.map((label) => `${label}: `).join(''), 'for (; ', first === null ? condition : [read(first), ' || (', condition, ')'], '; ',
    first === null ? (update ? renderer.render(update) : '') : [write(first), ' = false'], ') ', renderer.loopBody(body as Node, labels),
  ], [leaving])
  listing.branch(read(leaving), false, end)
  if (count !== null) {
    lower.assign(count, '0')
    listing.branch(due, false, head)
  }
  listing.suspend(lower.support('checkpoint'), body as Node, 'checkpoint', lower.returns(lower.resumed))
  if (count !== null) lower.assign(count, '0')
  if (first !== null) lower.assign(first, 'false')
  listing.jump(head)
  listing.mark(end)
}

const LASTING = /^(CallExpression|NewExpression|TaggedTemplateExpression|ImportExpression|ForStatement|ForInStatement|ForOfStatement|WhileStatement|DoWhileStatement|SpreadElement|ArrayPattern|ClassExpression|ClassDeclaration)$/

/** Does nothing in the loop call anybody, or loop? */
function isBrief(loop: Node): boolean {
  const brief = (node: Node): boolean => isFunction(node) || (!LASTING.test(node.type) && [...children(node)].every(brief))
  return [...children(loop)].every(brief)
}

function lowerWhile(lower: Lowering, node: Node, labels: readonly string[]): void {
  if (isTight(lower, node)) return lowerTight(lower, node, labels, null)
  const { listing } = lower
  const head = listing.label('while')
  const end = listing.label('done')
  listing.mark(head)
  if (node.test.type !== 'Literal' || node.test.value !== true) listing.branch(value(lower, node.test), false, end)
  loop(lower, node, labels, end, head, () => lowerStatement(lower, node.body))
  listing.jump(head)
  listing.mark(end)
}

function lowerDoWhile(lower: Lowering, node: Node, labels: readonly string[]): void {
  if (isTight(lower, node)) return lowerTight(lower, node, labels, lower.temporary())
  const { listing } = lower
  const head = listing.label('do')
  const next = listing.label('next')
  const end = listing.label('done')
  listing.mark(head)
  loop(lower, node, labels, end, next, () => lowerStatement(lower, node.body))
  listing.mark(next)
  listing.branch(value(lower, node.test), true, head)
  listing.mark(end)
}

function lowerFor(lower: Lowering, node: Node, labels: readonly string[]): void {
  if (node.init?.type === 'VariableDeclaration' && node.init.kind === 'using') withDisposal(lower, () => lowerForLoop(lower, node, labels))
  else lowerForLoop(lower, node, labels)
}

function lowerForLoop(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing } = lower
  const { init, test, update, body } = node as unknown as Record<string, Node | null>
  const head = listing.label('for')
  const next = listing.label('next')
  const end = listing.label('done')
  openScope(lower, node, [])
  const object = lower.program.objects.get(node)
  if (init?.type === 'VariableDeclaration') lowerStatement(lower, init)
  else if (init) effect(lower, init)
  if (isTight(lower, node)) return lowerTight(lower, node, labels, null)
  const renew = (): void => {
    if (object === undefined) return
    const local = lower.openObject(object)
    lower.assign(local, lower.functions.copy(object, read(local)))
  }
  if (init && makesFunctions(init)) renew()
  listing.mark(head)
  if (test) listing.branch(value(lower, test), false, end)
  loop(lower, node, labels, end, next, () => lowerStatement(lower, body as Node))
  listing.mark(next)
  renew()
  if (update) effect(lower, update)
  listing.jump(head)
  listing.mark(end)
}

/** Takes the cursor's value into what stands left of `of` or `in`. */
function bindItem(lower: Lowering, node: Node, item: Rope): void {
  const left = node.left as Node
  openScope(lower, node, [])
  if (left.type === 'VariableDeclaration') {
    const id = left.declarations[0].id as Node
    if (id.type === 'Identifier') assignName(lower, id, item, left)
    else if (lower.suspends(id)) bind(lower, id, lower.keep(item), true)
    else lower.listing.code(['(', lower.renderer.render(id), ' = ', item, ');'], locals(lower, { ...left, declarations: [{ id, init: id }] }))
  } else if (left.type === 'Identifier') {
    assignName(lower, left, item)
  } else if (lower.suspends(left)) {
    bind(lower, left, lower.keep(item), false)
  } else {
    lower.listing.code(['(', lower.renderer.render(left), ' = ', item, ');'], patternNames(left).flatMap((name) => localsOf(lower.program.uses.get(name)?.binding)))
  }
}

/** Names of the head are uninitialised while the iterated expression is evaluated (14.7.5.6). */
function openHead(lower: Lowering, node: Node): void {
  for (const binding of lower.program.scopeBindings.get(node) ?? []) {
    if (binding.needsTdz && binding.where === 'scope' && binding.object !== null) return openScope(lower, node, [])
    if (binding.needsTdz && binding.local) lower.assign(binding.local, lower.support('TDZ'))
  }
}

function lowerForIn(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing } = lower
  openHead(lower, node)
  const cursor = lower.listing.internal('keys', `${lower.program.prefix}i${listing.locals.length}`)
  lower.assign(cursor, [`${lower.support('keysOf')}(`, value(lower, node.right), ')'])
  const head = listing.label('forin')
  const end = listing.label('done')
  listing.mark(head)
  listing.branch([read(cursor), '.step()'], false, end)
  bindItem(lower, node, [read(cursor), '.value'])
  loop(lower, node, labels, end, head, () => lowerStatement(lower, node.body))
  listing.jump(head)
  listing.mark(end)
}

/** The cursor of a for-of loop. `of list.entries()` and its kin never make the built-in iterator, which can't be saved. */
function iteration(lower: Lowering, right: Node): Rope {
  const callee = right.type === 'CallExpression' && !right.optional && right.arguments.length === 0 ? right.callee as Node : null
  const part = callee?.type === 'MemberExpression' && !callee.computed && !callee.optional && callee.object.type !== 'Super' && callee.property.type === 'Identifier' ? callee.property.name as string : ''
  if (callee === null || !['keys', 'values', 'entries'].includes(part)) return [lower.renderer.place(right), `${lower.support('iterate')}(`, value(lower, right), ')']
  const text = lower.program.source.slice(callee.start, callee.end)
  return [lower.renderer.place(callee.property as Node), `${lower.support('iteratePart')}(`, value(lower, callee.object), `, "${part}", ${JSON.stringify(text.slice(0, 60))})`]
}

function lowerForOf(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing } = lower
  openHead(lower, node)
  const cursor = listing.internal('cursor', `${lower.program.prefix}i${listing.locals.length}`)
  lower.assign(cursor, iteration(lower, node.right))
  const head = listing.label('forof')
  const end = listing.label('done')
  listing.mark(head)
  listing.branch([read(cursor), '.step()'], false, end)
  const breakDepth = lower.finallys.length
  lower.finally(() => {
    const next = listing.label('next')
    const isUsing = node.left.type === 'VariableDeclaration' && node.left.kind === 'using'
    const iteration = (): void => {
      if (isUsing) {
        openScope(lower, node, [])
        const id = node.left.declarations[0].id as Node
        assignName(lower, id, [read(cursor), '.value'], node.left)
        const stack = lower.disposals.at(-1)
        if (stack !== undefined) listing.code([read(stack), `.push(${lower.support('disposable')}(`, lower.renderer.render(id), '));'])
      } else {
        bindItem(lower, node, [read(cursor), '.value'])
      }
      lowerStatement(lower, node.body)
    }
    loop(lower, node, labels, end, next, () => {
      if (isUsing) withDisposal(lower, iteration)
      else iteration()
    }, breakDepth)
    listing.mark(next)
    listing.jump(head)
  }, ({ kind }) => {
    listing.code([read(cursor), '.close(', read(kind), ' === 1);'])
  }, 'around', end)
}

function lowerSwitch(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing } = lower
  const cases = node.cases as Node[]
  const end = listing.label('endswitch')
  const subject = lower.keep(value(lower, node.discriminant))
  openScope(lower, node, cases.flatMap(({ consequent }) => consequent as Node[]))
  const bodies = cases.map((_, i) => listing.label(`case${i}`))
  cases.forEach((clause, i) => {
    if (clause.test) listing.branch([read(subject), ' === (', value(lower, clause.test), ')'], true, bodies[i] as Label)
  })
  const otherwise = cases.findIndex((clause) => clause.test === null)
  listing.jump(otherwise < 0 ? end : bodies[otherwise] as Label)
  lower.targets.push(target(lower, node, labels, end, null))
  cases.forEach((clause, i) => {
    listing.mark(bodies[i] as Label)
    for (const statement of clause.consequent as Node[]) lowerStatement(lower, statement)
  })
  lower.targets.pop()
  listing.mark(end)
}

function lowerTry(lower: Lowering, node: Node, labels: readonly string[]): void {
  const { listing } = lower
  const end = listing.label('endtry')
  if (labels.length > 0) lower.targets.push(target(lower, node, labels, end, null))
  const guarded = (): void => {
    if (node.handler) lowerCatch(lower, node.block, node.handler)
    else lowerStatement(lower, node.block)
  }
  if (node.finalizer) lower.finally(guarded, () => lowerStatement(lower, node.finalizer), 'through', listing.label('after'))
  else guarded()
  if (labels.length > 0) lower.targets.pop()
  listing.mark(end)
}

function lowerCatch(lower: Lowering, block: Node, clause: Node): void {
  const { listing } = lower
  const caught = listing.label('catch')
  const after = listing.label('caught')
  listing.guard(caught, () => lowerStatement(lower, block))
  listing.jump(after)
  listing.mark(caught)
  const parameter = clause.param as Node | null
  const error = parameter === null ? null : lower.keep(lower.resumed)
  if (lower.suspends(clause)) {
    openScope(lower, clause, [])
    if (parameter !== null && error !== null) {
      if (lower.suspends(parameter)) bind(lower, parameter, error, true, clause)
      else listing.code(['(', catchTarget(lower.renderer, clause, parameter), ' = ', read(error), ');'], patternNames(parameter).flatMap((name) => localsOf(catchBinding(lower.renderer, clause, name))))
    }
    lowerStatement(lower, clause.body)
  } else if (error === null) {
    listing.code(lower.renderer.render(clause.body))
  } else {
    // Nothing in the clause suspends: it stays one statement, with its own binding of the error.
    listing.code(['try { throw ', read(error), ' } ', lower.renderer.render(clause)])
  }
  listing.mark(after)
}
