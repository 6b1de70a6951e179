// What pass 2 finds out: units, bindings, uses, scope objects.
//
//   SC1. A unit's `form` says what becomes of it: `generator` and `hoisted` units get a factory of their own and are
//        known to snapshots; `inline` units are wrapped where they stand; `plain` ones stay as they are.
//   SC2. A binding is `native` (declared in place, untouched), `local` (a variable of the step function) or `scope`
//        (a field of a scope object). It is in a scope object exactly if a unit that is moved away uses it.
//   SC3. A unit's `captures` are the scope objects, and lexical `this`, `arguments`, `new.target`, that it takes as
//        parameters of its factory.
//   SC4. Module-level bindings are native always: they are read where they live.
//
// Called by: every pass behind the parser. Calls: ast.ts.

import type { Reference, ScopeManager, Variable } from 'eslint-scope'
import { contains, type Node } from '../ast.ts'
import type { Local } from '../rope.ts'

export type Form = 'plain' | 'hoisted' | 'inline' | 'generator'
export type Lexical = 'this' | 'arguments' | 'newTarget'

export interface Unit {
  readonly node: Node
  readonly parent: Unit | null
  readonly kind: 'module' | 'function' | 'arrow' | 'initializer' | 'static'
  /** Path within the module: "checkout/retry". */
  readonly path: string
  readonly name: string
  form: Form
  /** Why a unit that users would like to save can't be. */
  reason: string | null
  /** Where the reason stands; the function itself if null. */
  reasonAt: Node | null
  readonly captures: Set<ScopeObject>
  readonly lexical: Set<Lexical>
  /** Functions in the parameter list close over parameters that moved: list and body share the scope object. */
  parametersLowered: boolean
  usesSuper: boolean
  /** For a generator method that uses `super`: the scope object that holds its home object. */
  superHome: ScopeObject | null
  /** Innermost class around it, and whether names only that class knows are used. */
  readonly home: Node | null
  usesClassNames: boolean
  /** It stands in a computed key of the class whose names it uses. */
  isBoundToKey: boolean
  /** What stands in the way of compiling it: a direct eval in it or in what it contains, a `with`, a use of `arguments`. */
  evalAt: Node | null
  withAt: Node | null
  argumentsAt: Node | null
  /** For generators: the yield expressions of its own. */
  readonly yields: Node[]
  /** What each name means in its text: more than one meaning, and a step's local can't have that name. */
  readonly meanings: Map<string, Set<Variable | null>>
  /** Identifier of the factory record in emitted code. */
  record: string
}

export interface ScopeObject {
  readonly id: string
  readonly text: string
  readonly type: string
  readonly unit: Unit
  readonly bindings: Binding[]
}

export interface Binding {
  readonly variable: Variable
  readonly name: string
  /** Its name in a scope object. */
  readonly field: string
  readonly unit: Unit
  readonly kind: 'var' | 'let' | 'const' | 'class' | 'function' | 'param' | 'catch' | 'self'
  where: 'native' | 'local' | 'scope'
  object: ScopeObject | null
  local: Local | null
  needsTdz: boolean
  readonly declarationEnd: number
  /** For a parameter: the variable of the body that has its name. */
  body: Binding | null
}

export interface Use {
  readonly binding: Binding
  readonly reference: Reference
  readonly unit: Unit
  readonly inParams: boolean
  /** The binding may be uninitialised here. */
  unsafe: boolean
}

export interface Program {
  readonly ast: Node
  readonly source: string
  readonly prefix: string
  readonly units: Unit[]
  readonly unitOf: Map<Node, Unit>
  readonly parents: Map<Node, Node>
  /** Nodes with a suspend point of their own function inside. */
  readonly suspends: Set<Node>
  readonly uses: Map<Node, Use>
  readonly bindings: Map<Variable, Binding>
  /** Bindings by the identifiers that declare them. */
  readonly declaring: Map<Node, Binding>
  /** Variables of bodies that have a parameter's name, but are not it. */
  readonly twins: Binding[]
  /** Scope objects and bindings by the node that opens the scope. */
  readonly objects: Map<Node, ScopeObject>
  readonly scopeBindings: Map<Node, Binding[]>
  /** Classes made inside functions that become records: instances are saved by the class, the class by what it captures. */
  readonly movedClasses: Map<Node, string>
  /** Private names used in computed keys of their own class, when no object can have them yet. */
  readonly unbranded: Set<Node>
  /** Classes that must stay in place because of such functions, and what they stand in. */
  readonly keyBound: Map<Node, Unit>
  readonly moduleNames: string[]
  readonly importedNames: string[]
  /** Own strictness: modules are strict. */
  readonly strict: boolean
  /** Syntax that other tools are to take out first, by the code of the error. */
  readonly foreign: Map<'DECORATORS' | 'JSX', Node>
  /** Every loop of a generator has a suspend point: a checkpoint. */
  readonly checkpoints: boolean | 'every'
  readonly manager: ScopeManager
  /** By unit: nobody goes through all of them for each. */
  readonly bindingsOf: Map<Unit, Binding[]>
}

/** The units from `inner` up to, but without, `outer`. */
export function chain(inner: Unit, outer: Unit): Unit[] {
  const units: Unit[] = []
  for (let unit: Unit | null = inner; unit !== null && unit !== outer; unit = unit.parent) units.push(unit)
  return units
}

/** Is an identifier or function in the parameter list of `unit`? */
export function inParametersOf(node: Node, unit: Unit): boolean {
  return (unit.node.params as Node[]).some((parameter) => contains(parameter, node))
}

/** The method whose `super` an arrow uses. */
export function superOwner(from: Unit): Unit | null {
  for (let unit: Unit | null = from; unit !== null; unit = unit.parent) if (unit.kind !== 'arrow') return unit
  return null
}

/** Does `super` in it go through a home object that it takes along? Methods that move are no methods any more. */
export function isSuperLowered(owner: Unit | null): owner is Unit {
  return owner !== null && (owner.form === 'generator' || owner.form === 'hoisted')
}

/** Does the unit run inside of a function, rather than once with its module? */
export function hasFunctionAround(unit: Unit): boolean {
  for (let up: Unit | null = unit; up !== null; up = up.parent) if (up.kind !== 'module') return true
  return false
}

export function captured(unit: Unit): ScopeObject[] {
  return [...unit.captures]
}
