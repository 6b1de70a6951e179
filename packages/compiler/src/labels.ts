// Names that survive edits: labels of suspend points, and hashes of functions.
//
//   LA1. A label is the way to it through named blocks, then the operation or callee, then an ordinal among equals
//        there: "for/receive#1". Lines, formatting and other statements do not matter.
//   LA2. `body` covers all of a function's text but comments, white space and the names of its own variables.
//        `shape`, which the runtime computes, covers labels, slots and scopes: what a saved frame depends on. Builds with checkpoints differ from
//        builds without in both; their labels are the same, beside those of the checkpoints.
//   LA3. A point's site is a hash of the expression or declaration it stands in: it tells equal labels apart when one
//        more of them is added, and says whether values in use between two parts of the expression still fit.
//
// Called by: generator.ts. Calls: nothing.

import { BODY_LENGTH, Hash, SITE_LENGTH } from '@stillframe/runtime/abi'
import type { Node } from './ast.ts'
import type { Program } from './scopes/model.ts'
import type { SuspendPoint } from './lower/listing.ts'

const blockNames: Record<string, string> = {
  ForStatement: 'for', ForInStatement: 'forin', ForOfStatement: 'forof', WhileStatement: 'while', DoWhileStatement: 'do', SwitchStatement: 'switch',
}

export function nameLabels(points: readonly SuspendPoint[], program: Program, root: Node): void {
  const counts = new Map<string, number>()
  for (const point of points) {
    const base = [...pathOf(point.node, program, root), point.name].join('/')
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    point.label = `${base}#${count}`
    point.site = hashSite(point.node, program, root)
  }
}

/** LA3 */
function hashSite(node: Node, program: Program, root: Node): string {
  let site = node
  for (let parent = program.parents.get(site); parent !== undefined && site !== root; parent = program.parents.get(site)) {
    if (/Statement$|^(VariableDeclaration|Program|ClassBody)$/.test(parent.type)) break
    site = parent
  }
  return hashTree([site], () => undefined).slice(2, 2 + SITE_LENGTH).padStart(SITE_LENGTH, '0')
}

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

/** Hash of a function's tree, with its own variables numbered in order of appearance. */
export function hashBody(root: Node, program: Program): string {
  const numbers = new Map<object, number>()
  return hashTree([root.params, root.body, ...(program.checkpoints ? ['checkpoints'] : [])], (node) => {
    const binding = program.uses.get(node)?.binding ?? program.declaring.get(node)
    if (binding === undefined) return undefined
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
      hash.add(node.type)
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
