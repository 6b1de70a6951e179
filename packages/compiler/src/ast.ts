// The tree: ESTree nodes as the parser gives them, and the few questions every pass asks of them.
//
// Called by: every pass. Calls: nothing.

import { visitorKeys } from 'oxc-parser'

// The parser's own types are a union of two hundred; the passes dispatch on `type` and know what they look at.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Node = { type: string; start: number; end: number } & Record<string, any>

/** Does `inner` stand in `outer`, or is it that? */
export function contains(outer: Node, inner: Node): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

/** Child nodes in source order. */
export function children(node: Node): Node[] {
  const found: Node[] = []
  for (const key of (visitorKeys as Record<string, string[]>)[node.type] ?? []) {
    const value = node[key] as Node | (Node | null)[] | null | undefined
    if (Array.isArray(value)) {
      for (const child of value) if (child) found.push(child)
    } else if (value) {
      found.push(value)
    }
  }
  if (found.length > 1) {
    for (let i = 1; i < found.length; i++) {
      if ((found[i] as Node).start < (found[i - 1] as Node).start) {
        found.sort((a, b) => a.start - b.start)
        break
      }
    }
  }
  return found
}

export function isFunction(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

export function isClass(node: Node): boolean {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}

/** Does a class read or write private members of its instances? Static ones are the class' own. */
export function usesPrivates(node: Node): boolean {
  const own = (node.body.body as Node[]).filter(({ key, static: isStatic }) => key?.type === 'PrivateIdentifier' && isStatic !== true)
  const names = new Set(own.map(({ key }) => key.name as string))
  const uses = (at: Node): boolean => (at.type === 'PrivateIdentifier' ? names.has(at.name as string) : children(at).some((child) => (child !== at.key || child.type !== 'PrivateIdentifier') && uses(child)))
  return names.size > 0 && uses(node.body as Node)
}

/** Such as 'use strict', in the opening of a module or a function body. */
export function isDirective(node: Node): boolean {
  return typeof node.directive === 'string'
}

export function isLoop(node: Node): boolean {
  return /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)
}

/** A generator whose body we compile. */
export function isGenerator(node: Node): boolean {
  return isFunction(node) && node.generator === true && node.async !== true
}

/** Could anybody who is made in it close over its variables? */
export function makesFunctions(node: Node): boolean {
  return isFunction(node) || node.type === 'ClassExpression' || node.type === 'ClassDeclaration' || children(node).some(makesFunctions)
}

/** A function, or a part of a class that runs like one: field initialisers and static blocks. */
export function isFunctionLike(node: Node): boolean {
  return isFunction(node) || node.type === 'StaticBlock'
}

/** Function and class expressions that take their name from where they stand (ECMA-262 8.4.4 IsAnonymousFunctionDefinition). */
export function isAnonymousFunction(node: Node): boolean {
  return (node.type === 'ArrowFunctionExpression') || ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id)
}

/** The name of a property key that is known without running anything. */
export function staticKey(node: Node, computed: boolean): string | undefined {
  if (!computed && node.type === 'Identifier') return node.name as string
  if (node.type === 'Literal' && ['string', 'number', 'bigint'].includes(typeof node.value)) return String(node.value)
  return undefined
}

/** The identifiers a pattern binds or assigns, in source order. */
export function patternNames(pattern: Node, into: Node[] = []): Node[] {
  switch (pattern.type) {
    case 'Identifier': into.push(pattern); break
    case 'AssignmentPattern': patternNames(pattern.left, into); break
    case 'RestElement': patternNames(pattern.argument, into); break
    case 'ArrayPattern': for (const element of pattern.elements) if (element) patternNames(element, into); break
    case 'ObjectPattern': for (const property of pattern.properties) patternNames(property.type === 'Property' ? property.value : property, into); break
  }
  return into
}

/** The name a function or class gets from its own text or from where it stands. */
export function nameOf(node: Node, parent: Node): string {
  if (node.id) return node.id.name as string
  switch (parent.type) {
    case 'VariableDeclarator': return parent.init === node && parent.id.type === 'Identifier' ? parent.id.name as string : ''
    case 'AssignmentExpression': return ['=', '&&=', '||=', '??='].includes(parent.operator as string) ? nameOfTarget(node, parent) : ''
    case 'AssignmentPattern': return nameOfTarget(node, parent)
    case 'Property': {
      if (parent.value !== node) return ''
      const key = staticKey(parent.key, parent.computed) ?? ''
      return key === '__proto__' && !parent.method ? '' : key
    }
    case 'PropertyDefinition': {
      if (parent.value !== node) return ''
      return staticKey(parent.key, parent.computed) ?? (parent.key.type === 'PrivateIdentifier' ? `#${parent.key.name}` : '')
    }
    case 'MethodDefinition': return staticKey(parent.key, parent.computed) ?? ''
    case 'ExportDefaultDeclaration': return 'default'
  }
  return ''
}

/** A target in parentheses gives no name (13.15.2 IsIdentifierRef). */
function nameOfTarget(node: Node, { left, right, start }: Node): string {
  return right === node && left.type === 'Identifier' && left.start === start ? left.name as string : ''
}

/** What a call is called, for labels and messages. */
export function calleeName(node: Node): string {
  if (node.type === 'MemberExpression') return staticKey(node.property, node.computed) ?? 'computed'
  return node.type === 'Identifier' ? node.name as string : 'call'
}

/** Where a token stands, from `at` on. What a comment says is no token (ECMA-262 12.4). */
export function tokenFrom(source: string, token: string, at: number): number {
  const comment = /\/\*[^]*?\*\/|\/\/.*/y
  for (;;) {
    comment.lastIndex = at
    if (comment.test(source)) at = comment.lastIndex
    else if (source.startsWith(token, at)) return at
    else at++
  }
}

export function insideOf(inner: Node, outer: Node): boolean {
  return inner.start > outer.start && inner.end <= outer.end
}
