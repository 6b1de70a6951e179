// Members: what `this` and `super` are, which member of a class a name certainly means, and whose instances no snapshot takes.
//
//   ME1. `this` is known where the class gives it: in its methods, initialisers, static blocks, and arrows in them. Any other
//        function has a `this` of its own.
//   ME2. An instance can't be saved if its class uses private members of instances and has no hooks (snapshot: classify.ts,
//        hooks.ts). What a class inherits from elsewhere is not known, and may be hooks.
//   ME3. Fields, and members of a class by its name, are known where nothing in the file assigns to a member of that name.
//
// Called by: advice.ts, suspects.ts. Calls: names.ts.

import { children, isClass, isFunction, staticKey, usesPrivates, type Node } from '../ast.ts'
import type { Names } from './names.ts'

interface Owner {
  readonly node: Node
  readonly isStatic: boolean
}

/** The method that `this.name`, `super.name` or `Class.name` certainly is. */
export function methodOf(node: Node, names: Names): Node | undefined {
  const member = memberOf(node, names)
  return member?.type === 'MethodDefinition' ? member : undefined
}

/** What the field `this.name` or `Class.name` certainly holds. ME3 */
export function fieldOf(node: Node, names: Names): Node | undefined {
  const member = memberOf(node, names)
  return member?.type === 'PropertyDefinition' && node.object.type !== 'Super' && !names.isAssignedMember(node.property as Node) ? (member.value as Node | null) ?? undefined : undefined
}

function memberOf(node: Node, names: Names): Node | undefined {
  const { object, property, computed } = node as unknown as { object: Node; property: Node; computed: boolean }
  if (node.type !== 'MemberExpression' || computed) return undefined
  const owner = object.type === 'Identifier' ? classNamed(object, property, names) : object.type === 'ThisExpression' || object.type === 'Super' ? ownerOf(object, names) : undefined
  if (owner === undefined) return undefined
  const first = object.type === 'Super' ? superOf(owner.node, names) : owner.node
  for (let at = first; at !== undefined && at !== null; at = superOf(at, names)) {
    const found = membersOf(at).filter((member) => (member.static === true) === owner.isStatic && mayBeNamed(member, property))
    if (found.length === 0) continue
    const [only] = found as [Node]
    const isCertain = found.length === 1 && (only.type === 'PropertyDefinition' || (only.type === 'MethodDefinition' && only.kind === 'method')) && nameOfKey(only) !== undefined
    return isCertain && !some(at, (inner) => isAssigned(inner, property)) ? only : undefined
  }
  return undefined
}

/** ME3 */
function classNamed(object: Node, property: Node, names: Names): Owner | undefined {
  const values = names.values(object)
  const [only] = values ?? []
  return values?.length === 1 && only !== undefined && isClass(only) && !names.isAssignedMember(property) ? { node: only, isStatic: true } : undefined
}

/** ME1 */
function ownerOf(node: Node, { program: { parents } }: Names): Owner | undefined {
  let child = node
  for (let up = parents.get(node); up !== undefined; up = parents.get(up)) {
    const parent = parents.get(up) as Node
    if (up.type === 'StaticBlock') return { node: parents.get(parent) as Node, isStatic: true }
    if (isMember(up) && up.value === child) return { node: parents.get(parent) as Node, isStatic: up.static === true }
    const isMethod = parent?.type === 'MethodDefinition' && parent.value === up
    if (isFunction(up) && up.type !== 'ArrowFunctionExpression' && !isMethod) return undefined
    child = up
  }
  return undefined
}

/** The class it extends; null: none, undefined: one that is not known. */
function superOf(node: Node, names: Names): Node | null | undefined {
  if (!node.superClass) return null
  const values = names.values(node.superClass)
  const [only] = values ?? []
  return values?.length === 1 && only !== undefined && isClass(only) && only.end <= node.start ? only : undefined
}

/** ME2 */
export function hasUnsavableInstances(node: Node, names: Names): boolean {
  let isPrivate = false
  let at: Node | null | undefined = node
  for (; at !== undefined && at !== null; at = superOf(at, names)) {
    if (mayHaveHooks(at, names)) return false
    isPrivate ||= usesPrivates(at)
  }
  return isPrivate && at === null
}

/** Such a class may also get its hooks from outside, or make something else than instances. */
function mayHaveHooks(node: Node, { program }: Names): boolean {
  const variables = [node, program.parents.get(node)].flatMap((declaring) => program.manager.getDeclaredVariables(declaring as never))
  const isGiven = variables.some(({ references }) => references.some(({ identifier }) => {
    const parent = program.parents.get(identifier as unknown as Node)
    return parent?.type === 'MemberExpression' && parent.computed === true
  }))
  return isGiven || membersOf(node).some((member) => (
    member.type === 'StaticBlock' || (member.static === true && member.computed === true) ||
    (member.kind === 'constructor' && some(member.value as Node, ({ type, argument }) => type === 'ReturnStatement' && argument !== null))
  ))
}

const membersOf = (node: Node): Node[] => node.body.body as Node[]
const isMember = ({ type }: Node): boolean => type === 'MethodDefinition' || type === 'PropertyDefinition' || type === 'AccessorProperty'

function nameOfKey({ key, computed }: Node): string | undefined {
  return key.type === 'PrivateIdentifier' ? `#${key.name as string}` : staticKey(key, computed)
}

/** A computed key may come to any name, but for those of symbols. */
function mayBeNamed(member: Node, property: Node): boolean {
  if (member.type === 'StaticBlock') return false
  const name = nameOfKey(member)
  if (name !== undefined) return name === textOf(property)
  return property.type !== 'PrivateIdentifier' && !(member.key.type === 'MemberExpression' && member.key.object.name === 'Symbol')
}

const textOf = ({ type, name }: Node): string => `${type === 'PrivateIdentifier' ? '#' : ''}${name as string}`

function isAssigned({ type, left }: Node, property: Node): boolean {
  return type === 'AssignmentExpression' && left.type === 'MemberExpression' && left.property.type === property.type && left.property.name === property.name
}

/** Does it hold such a node? Not in classes inside. */
function some(node: Node, test: (inner: Node) => boolean): boolean {
  return children(node).some((child) => test(child) || (!isClass(child) && some(child, test)))
}
