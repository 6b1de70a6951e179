// Names that survive edits: labels of suspend points, and hashes of functions.
//
//   LA1. A label is the way to it through named blocks, then the operation or callee, then an ordinal among equals
//        there: "for/receive#1". Lines, formatting and other statements do not matter. Or the author gives it, as a literal:
//        `yield* at('approve', ...)`. Then the way to it does not matter either, but for "catch/" or "finally/" in front of it,
//        which says that the frame cleans up.
//   LA2. `body` covers all of a function's text but comments, white space and the names of its own variables.
//        `shape`, which the runtime computes, covers labels, slots and scopes: what a saved frame depends on. Builds with checkpoints differ from
//        builds without in both; their labels are the same, beside those of the checkpoints.
//   LA3. A point's site says what stands around it, in three hashes: of the condition under which it is reached, of what the loops around
//        it go through (a list that is written out there may be edited), and of the expression or declaration it stands in. The last tells equal labels apart when one more of them is added, and says
//        whether values in use between two parts of the expression still fit; the first tells apart what is equal in that, too; the second whether
//        a cursor still fits.
//
// Called by: generator.ts, compile.ts, lower/expressions.ts. Calls: nothing.

import { BODY_LENGTH, Hash, SITE_LENGTH } from '@stillframe/runtime/abi'
import { isGenerator, type Node } from './ast.ts'
import type { Binding, Program, Unit } from './scopes/model.ts'
import type { SuspendPoint } from './lower/listing.ts'

const blockNames: Record<string, string> = {
  ForStatement: 'for', ForInStatement: 'forin', ForOfStatement: 'forof', WhileStatement: 'while', DoWhileStatement: 'do', SwitchStatement: 'switch',
}

export function nameLabels(points: readonly SuspendPoint[], program: Program, root: Node): void {
  const counts = new Map<string, number>()
  for (const point of points) {
    point.site = siteOf(point.node, program, root)
    const given = givenName(point.node, program)
    if (given !== undefined) {
      const cleaning = pathOf(point.node, program, root).findLast((part) => part === 'catch' || part === 'finally')
      point.label = cleaning === undefined ? given : `${cleaning}/${given}`
      continue
    }
    const base = [...pathOf(point.node, program, root), point.name].join('/')
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    point.label = `${base}#${count}`
  }
}

/** The call of our `at` that stands behind a `yield*`. */
function namingCall(node: Node, program: Program): Node | undefined {
  const call = node.delegate === true ? node.argument as Node : undefined
  return call?.type === 'CallExpression' && !call.optional && isOurAt(call.callee as Node, program) ? call : undefined
}

/** The author's name of a wait: `yield* at('approve', ...)`. */
function givenName(node: Node, program: Program): string | undefined {
  const call = namingCall(node, program)
  return call === undefined ? undefined : literalOf(call)
}

/** What a `yield*` waits for: the second operand of `at`, or all of it. */
export function awaited(node: Node, program: Program): Node {
  const call = namingCall(node, program)
  return call === undefined || literalOf(call) === undefined ? node.argument as Node : call.arguments[1] as Node
}

function literalOf({ arguments: [name, work, ...rest] }: Node): string | undefined {
  if (name?.type !== 'Literal' || typeof name.value !== 'string' || work === undefined || work.type === 'SpreadElement' || rest.length > 0) return undefined
  return name.value
}

/** `at` as it is imported from us, under whatever name, or as a member of all that we export. */
function isOurAt(callee: Node, program: Program): boolean {
  const member = callee.type === 'MemberExpression' && !callee.computed && callee.property.name === 'at'
  const identifier = member ? callee.object as Node : callee
  if (identifier.type !== 'Identifier' || program.uses.has(identifier)) return false
  const definitions = program.manager.scopes.find(({ type }) => type === 'module')?.set.get(identifier.name as string)?.defs
  const [definition] = (definitions ?? []) as unknown as { type: string; node: Node; parent?: Node }[]
  if (definition?.type !== 'ImportBinding' || !/^@?stillframe(?:\/|$)/.test(String(definition.parent?.source?.value))) return false
  return member ? definition.node.type === 'ImportNamespaceSpecifier' : definition.node.imported?.name === 'at'
}

export interface LabelFault {
  readonly code: 'LABEL_LITERAL' | 'LABEL_TWICE' | 'LABEL_UNUSED'
  readonly at: Node
  readonly name: string
}

const RESERVED = new Set(['start', 'done'])
/** Not the marks of labels and of what snapshots write behind them. */
const isGoodName = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} _.:-]*$/u.test(name) && !RESERVED.has(name)

/** Calls of `at` that name nothing, by no literal, or what has that name already. */
export function labelFaults(program: Program): LabelFault[] {
  if (!/\bat\b/.test(program.source)) return []
  const faults: LabelFault[] = []
  for (const [call, unit] of program.unitOf) {
    if (call.type !== 'CallExpression' || !isOurAt(call.callee as Node, program)) continue
    const parent = program.parents.get(call)
    const name = literalOf(call)
    if (parent?.type !== 'YieldExpression' || parent.delegate !== true || !isGenerator(unit.node)) faults.push({ code: 'LABEL_UNUSED', at: call, name: name ?? '' })
    else if (name === undefined || !isGoodName(name)) faults.push({ code: 'LABEL_LITERAL', at: call, name: name ?? '' })
  }
  for (const unit of program.units) {
    const names = new Set<string>()
    for (const node of unit.yields) {
      const name = givenName(node, program)
      if (name === undefined) continue
      if (names.has(name)) faults.push({ code: 'LABEL_TWICE', at: node, name })
      names.add(name)
    }
  }
  return faults
}

/** LA3 */
function siteOf(node: Node, program: Program, root: Node): string {
  let expression = node
  for (let parent = program.parents.get(expression); parent !== undefined && expression !== root; parent = program.parents.get(expression)) {
    if (/Statement$|^(VariableDeclaration|Program|ClassBody)$/.test(parent.type)) break
    expression = parent
  }
  let condition = ''
  let loops = ''
  for (let child = expression, parent = program.parents.get(child); parent !== undefined && child !== root; child = parent, parent = program.parents.get(child)) {
    if (condition === '') condition = conditionOf(parent, child)
    if (/^For(Of|In)Statement$/.test(parent.type) && child === parent.body) loops += `${parent.type}(${parent.right.type === 'ArrayExpression' ? '' : hashOf(parent.right)})`
  }
  return (short(condition, 2) + short(loops, 1) + hashOf(expression).slice(2, 5)).padEnd(SITE_LENGTH, '0')
}

/** What a statement says of when one of its parts is reached, if it does: an `else` is as good as `if (!...)`. */
function conditionOf(statement: Node, part: Node): string {
  if (statement.type === 'SwitchCase') return part === statement.test ? '' : `case ${statement.test ? hashOf(statement.test) : ''}`
  if (statement.type !== 'IfStatement' || part === statement.test) return ''
  let test = statement.test as Node
  let holds = part === statement.consequent
  for (; test.type === 'UnaryExpression' && test.operator === '!'; test = test.argument as Node) holds = !holds
  return `${holds} ${hashOf(test)}`
}

function short(text: string, length: number): string {
  const hash = new Hash()
  hash.add(text)
  return (text === '' ? '' : hash.text().slice(-length)).padStart(length, '0')
}

function hashOf(node: Node): string {
  let hash = hashes.get(node)
  if (hash === undefined) hashes.set(node, hash = hashTree([node], () => undefined))
  return hash
}

/** A statement with many points is hashed once. */
const hashes = new WeakMap<Node, string>()

function pathOf(node: Node, program: Program, root: Node): string[] {
  const path: string[] = []
  for (let child = node, parent = program.parents.get(node); parent !== undefined && child !== root; child = parent, parent = program.parents.get(parent)) {
    const name = blockNames[parent.type]
      ?? (parent.type === 'IfStatement' && child !== parent.test ? (child === parent.consequent ? 'if' : 'else') : undefined)
      ?? (parent.type === 'TryStatement' ? (child === parent.block ? 'try' : child === parent.handler ? 'catch' : 'finally') : undefined)
      ?? (parent.type === 'LabeledStatement' ? parent.label.name as string : undefined)
    if (name !== undefined) path.unshift(name)
  }
  return path
}

const skipped = new Set(['start', 'end', 'range', 'loc', 'parent', 'typeAnnotation', 'typeParameters', 'returnType', 'decorators', 'optional', 'phase'])
/** Where `?.` is no type. */
const isLink = (node: Node): boolean => node.type === 'MemberExpression' || node.type === 'CallExpression'

/** Hash of a function's tree, with its own variables numbered in order of appearance. */
export function hashBody(root: Node, program: Program): string {
  const numbers = new Map<object, number>()
  const isOwn = ({ unit }: Binding): boolean => {
    for (let up: Unit | null = unit; up !== null; up = up.parent) if (up.node === root) return true
    return false
  }
  return hashTree([root.params, root.body, ...(program.checkpoints ? ['checkpoints'] : [])], (node) => {
    const binding = program.uses.get(node)?.binding ?? program.declaring.get(node)
    if (binding === undefined || !isOwn(binding)) return undefined
    let number = numbers.get(binding)
    if (number === undefined) numbers.set(binding, number = numbers.size)
    return `#${number}`
  }).slice(-BODY_LENGTH).padStart(BODY_LENGTH, '0')
}

/** `nameOf`: what stands for an identifier; undefined for its own name. */
function hashTree(roots: readonly unknown[], nameOf: (identifier: Node) => string | undefined): string {
  const hash = new Hash()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      hash.add('[')
      value.forEach(visit)
      hash.add(']')
    } else if (value !== null && typeof value === 'object') {
      const node = value as Node
      if (node.type === undefined) {
        hash.add(JSON.stringify(node, (_key, item: unknown) => (typeof item === 'bigint' ? `${item}n` : item)) ?? '')
        return
      }
      hash.add(node.optional === true && isLink(node) ? `${node.type}?.` : node.type)
      const name = node.type === 'Identifier' ? nameOf(node) : undefined
      if (name !== undefined) {
        hash.add(name)
        return
      }
      if (node.type === 'Literal') {
        hash.add(String(node.raw))
        return
      }
      for (const key of Object.keys(node)) if (!skipped.has(key) && key !== 'type') visit(node[key])
    } else {
      hash.add(String(value))
    }
  }
  roots.forEach(visit)
  return hash.text()
}
