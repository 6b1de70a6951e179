// Statements whose variables have moved: what declares them is made anew, where the engine would do it (RE2).
//
// Called by: renderer.ts. Calls: declarations.ts; renderer.ts, by the renderer it is given.

import { makesFunctions, patternNames, type Node } from '../ast.ts'
import { join, type Rope } from '../rope.ts'
import type { ScopeObject } from '../scopes/model.ts'
import { catchBinding, catchTarget, initialisation, isDeclaredElsewhere, isUsing, openingOf, renderDeclaration } from './declarations.ts'
import type { Renderer } from './renderer.ts'

export function renderBlock(r: Renderer, node: Node): Rope {
  const body = node.body as Node[]
  const opening = openingOf(r, node, body, true)
  if (opening.length === 0) return r.verbatim(node)
  return ['{ ', opening, r.statements(body, node.start + 1, node.end - 1), '}']
}

export function renderFor(r: Renderer, node: Node): Rope {
  return r.inLoop(() => {
    const { init, test, update, body } = node as unknown as Record<string, Node | null>
    const object = r.program.objects.get(node)
    const initMoved = init?.type === 'VariableDeclaration' && (init.declarations as Node[]).some((declarator) =>
      patternNames(declarator.id).some((name) => isDeclaredElsewhere(r, name, init)))
    if (object === undefined && !initMoved) return r.verbatim(node)
    let head: Rope
    if (object === undefined) head = renderDeclaration(r, init as Node, false)
    else head = perIteration(r, init as Node, object)
    const copy = object === undefined ? '' : [`${object.text} = `, r.functions.copy(object, object.text)]
    const step = [copy, copy !== '' && update ? ', ' : '', update ? r.render(update) : '']
    return ['for (', head, '; ', test ? r.render(test) : '', '; ', step, ') ', r.render(body as Node)]
  })
}

/** `let` in the head of a for loop, some of whose variables live in an object: one object per iteration. */
function perIteration(r: Renderer, init: Node, object: ScopeObject): Rope {
  const parts: Rope[] = [`${object.text} = new ${object.type}()`]
  let count = 0
  for (const declarator of init.declarations as Node[]) {
    const names = patternNames(declarator.id)
    if (!names.some((name) => isDeclaredElsewhere(r, name, init))) {
      parts.push(r.render(declarator))
      continue
    }
    for (const name of names) if (!isDeclaredElsewhere(r, name, init)) parts.push(name.name as string)
    const assignment = initialisation(r, declarator, init.kind as string)
    if (assignment !== null) parts.push([`${r.program.prefix}u${object.text.slice(r.program.prefix.length)}_${count++} = (`, assignment, ')'])
  }
  // CreatePerIterationEnvironment runs before the first test too (14.7.4.3): who has the first one can tell.
  if (makesFunctions(init)) parts.push([`${r.program.prefix}u${object.text.slice(r.program.prefix.length)}_${count} = (${object.text} = `, r.functions.copy(object, object.text), ')'])
  return ['let ', join(parts, ', ')]
}

export function renderForEach(r: Renderer, node: Node): Rope {
  return r.inLoop(() => {
    const { left, right, body } = node as unknown as { left: Node; right: Node; body: Node }
    const object = r.program.objects.get(node)
    const keyword = node.type === 'ForInStatement' ? ' in ' : ' of '
    const opening = node.await ? 'for await (' : 'for ('
    if (left.type !== 'VariableDeclaration') return r.verbatim(node)
    const id = left.declarations[0].id as Node
    const moved = patternNames(id).filter((name) => isDeclaredElsewhere(r, name, left))
    if (moved.length === 0) return r.verbatim(node)
    if (object === undefined) return [opening, id.type === 'Identifier' ? ['(', r.render(id), ')'] : r.render(id), keyword, r.render(right), ') ', r.render(body)]
    const item = `${r.program.prefix}item`
    const stay = patternNames(id).filter((name) => !moved.includes(name)).map((name) => name.name as string)
    const declare = stay.length > 0 ? `let ${stay.join(', ')}; ` : ''
    return [
      opening, `${isUsing(left) ? left.kind as string : 'const'} ${item}`, keyword, iterated(r, right, object), `) { const ${object.text} = new ${object.type}(); ${declare}(`,
      r.render(id), ` = ${item}); `, r.render(body), ' }',
    ]
  })
}

/** What is iterated, where no variable of the head is ever initialised (14.7.5.6): whoever names their scope object has one of its own. */
function iterated(r: Renderer, right: Node, object: ScopeObject): Rope {
  const { unset } = r.functions
  unset.add(object)
  const rope = r.render(right)
  unset.delete(object)
  return rope
}

export function renderSwitch(r: Renderer, node: Node): Rope {
  return r.inSwitch(() => {
    const statements = (node.cases as Node[]).flatMap(({ consequent }) => consequent as Node[])
    const opening = openingOf(r, node, statements, true)
    return opening.length === 0 ? r.verbatim(node) : switchInScope(r, node, opening)
  })
}

/** The subject is evaluated outside of the scope (14.12.4). */
function switchInScope(r: Renderer, node: Node, opening: Rope): Rope {
  const { discriminant } = node as unknown as { discriminant: Node }
  const subject = `${r.program.prefix}subject`
  return [
    `{ const ${subject} = `, r.operand(discriminant), '; { ', opening, r.source(node.start, discriminant.start), subject,
    r.verbatim(node, discriminant.end), ' } }',
  ]
}

export function renderCatch(r: Renderer, node: Node): Rope {
  const object = r.program.objects.get(node)
  const parameter = node.param as Node | null
  if (parameter === null || !patternNames(parameter).some((name) => (catchBinding(r, node, name)?.where ?? 'native') !== 'native')) return r.verbatim(node)
  const caught = `${r.program.prefix}caught`
  const stay = patternNames(parameter).filter((name) => catchBinding(r, node, name)?.where === 'native').map((name) => name.name as string)
  const parts: Rope[] = [`catch (${caught}) { `]
  if (object !== undefined) parts.push(`const ${object.text} = new ${object.type}(); `)
  if (stay.length > 0) parts.push(`let ${stay.join(', ')}; `)
  parts.push(['(', catchTarget(r, node, parameter), ` = ${caught}); `, r.render(node.body), ' }'])
  return parts
}
