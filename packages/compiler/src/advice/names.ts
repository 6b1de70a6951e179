// Names: what an expression certainly is. A global, something imported, or one of the values that a variable is ever given.
//
//   NA1. What may also be something else is nothing known: a parameter, what is taken apart, what arithmetic gives.
//
// Called by: advice.ts, suspects.ts, members.ts. Calls: nothing.

import type { Variable } from 'eslint-scope'
import { children, isClass, type Node } from '../ast.ts'
import type { Program } from '../scopes/model.ts'

interface Import {
  readonly from: string
  /** What it is called there; undefined for all of the module, or its default. */
  readonly name: string | undefined
}

interface Definition {
  readonly type: string
  readonly node: Node
  readonly parent?: Node
}

interface Write {
  readonly identifier: Node
  readonly writeExpr?: Node | null
  readonly partial?: boolean
  isRead(): boolean
}

const FROM_NODE = /^(?:node:|(?:fs|net|http|https|tls|child_process|readline|crypto|events|worker_threads)(?:\/|$))/
const OURS = /^@?stillframe(?:\/|$)/

export class Names {
  readonly program: Program
  readonly #variables: Map<Node, Variable | null> = new Map()
  #assigned: Set<string> | undefined

  constructor(program: Program) {
    this.program = program
    for (const { references } of program.manager.scopes) {
      for (const { identifier, resolved } of references) this.#variables.set(identifier as unknown as Node, resolved)
    }
  }

  /** The name of a global: one that nobody declares, or `globalThis.name`. */
  globalName(node: Node): string | undefined {
    if (node.type === 'Identifier') return this.variable(node) === undefined ? node.name as string : undefined
    return node.type === 'MemberExpression' && !node.computed && this.#isGlobalThis(node.object) ? node.property.name as string : undefined
  }

  /** The name under which Stillframe exports it: `sleep`, or `sf.sleep` of a namespace. */
  ourName(node: Node): string | undefined {
    return this.#importedName(node, OURS)
  }

  /** The name under which one of Node's own modules exports it. */
  nodeName(node: Node): string | undefined {
    return this.#importedName(node, FROM_NODE)
  }

  /** All that an expression can come to: for a variable, every value it is ever given. Undefined if that is not known. NA1 */
  values(node: Node): Node[] | undefined {
    if (node.type !== 'Identifier') return [node]
    const variable = this.variable(node)
    return variable === undefined ? undefined : this.valuesOf(variable)
  }

  /** Is it certainly such a thing? */
  isAlways(node: Node, test: (value: Node) => boolean): boolean {
    return this.values(node)?.every(test) === true
  }

  valuesOf({ defs, references, scope }: Variable): Node[] | undefined {
    if (scope.type === 'global') return undefined // other scripts write to it
    const values: Node[] = []
    for (const { type, node } of defs as unknown as Definition[]) {
      if (type === 'ClassName' || type === 'FunctionName') values.push(node)
      else if (type !== 'Variable') return undefined
    }
    for (const write of references.filter((reference) => reference.isWrite()) as unknown as Write[]) {
      if (!write.writeExpr || write.partial === true || (write.isRead() && !this.#isLogical(write.identifier))) return undefined
      values.push(write.writeExpr)
    }
    return values.length === 0 ? undefined : values
  }

  variable(identifier: Node): Variable | undefined {
    const variable = this.#variables.get(identifier) ?? this.program.manager.globalScope?.set.get(identifier.name as string)
    return variable === undefined || variable.defs.length === 0 ? undefined : variable
  }

  /** Does something in the file assign to a member of that name, of whatever object, or to one of `this` or of a class whose name is not known? */
  isAssignedMember({ type, name }: Node): boolean {
    const assigned = this.#assigned ??= this.#assignedIn(this.program.ast, new Set())
    return assigned.has(`${type} ${name as string}`) || (type === 'Identifier' && assigned.has(''))
  }

  #assignedIn(node: Node, found: Set<string>): Set<string> {
    if (node.type === 'AssignmentExpression' || node.type === 'ForOfStatement' || node.type === 'ForInStatement') this.#targets(node.left as Node, found)
    for (const child of children(node)) this.#assignedIn(child, found)
    return found
  }

  #targets(node: Node, found: Set<string>): void {
    if (node.type === 'MemberExpression') {
      const { object, property, computed } = node as unknown as { object: Node; property: Node; computed: boolean }
      if (!computed) found.add(`${property.type} ${property.name as string}`)
      else if (object.type === 'ThisExpression' || this.isAlways(object, isClass)) found.add('')
    } else if (/Pattern$|^Property$|^RestElement$/.test(node.type)) {
      for (const child of children(node)) this.#targets(child, found)
    }
  }

  #isGlobalThis(node: Node): boolean {
    return node.type === 'Identifier' && node.name === 'globalThis' && this.variable(node) === undefined
  }

  /** `it ??= value`: it is the one or the other. */
  #isLogical(identifier: Node): boolean {
    return ['||=', '&&=', '??='].includes(this.program.parents.get(identifier)?.operator as string)
  }

  #importedName(node: Node, from: RegExp): string | undefined {
    if (node.type === 'MemberExpression') {
      const module = node.object.type === 'Identifier' ? this.#import(node.object as Node) : undefined
      return module !== undefined && module.name === undefined && from.test(module.from) && !node.computed ? node.property.name as string : undefined
    }
    const found = this.#import(node)
    if (found === undefined || !from.test(found.from)) return undefined
    return found.name ?? (/^(?:node:)?events$/.test(found.from) ? 'EventEmitter' : undefined) // the only one of its modules that is a class itself
  }

  #import(node: Node): Import | undefined {
    const definition = node.type === 'Identifier' ? this.variable(node)?.defs[0] as unknown as Definition | undefined : undefined
    if (definition?.type !== 'ImportBinding') return undefined
    const { imported } = definition.node
    const name = (imported?.name ?? imported?.value) as string | undefined
    return { from: definition.parent?.source?.value as string, name: name === 'default' ? undefined : name }
  }
}
