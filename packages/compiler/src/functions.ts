// Functions, classes and object literals: what becomes of those that move.
//
//   FN1. Every hoisted function and generator has one record, made from nothing but its captures. One statement at the top of
//        the module makes them all, and the constructors of scope objects; if a function uses names only its class can see, one
//        in a static block of that class makes it. A generator function declared at the top of the module is made there at once.
//   FN2. A record's factory takes the captures in the order of `captureNames`.
//   FN3. Text inside a step that closes over a step's variables where it stands is wrapped in a function that takes
//        their present values: the variables change, what was captured must not.
//   FN4. What a step makes needs no identifier: its frame's code has the records in order.
//
// Called by: render/*.ts, module.ts. Calls: generator.ts (lowering), render/*.ts.

import type { Capture, Entry } from '@stillframe/runtime/abi'
import { isAnonymousFunction, isDirective, isFunction, patternNames, staticKey, tokenFrom, type Node } from './ast.ts'
import { Classes } from './classes.ts'
import { captured, type Binding, type Program, type ScopeObject, type Unit } from './scopes/model.ts'
import { writeCode } from './metadata.ts'
import { openingOf, pattern } from './render/declarations.ts'
import { Renderer } from './render/renderer.ts'
import { join, underKey, underName, type Rope } from './rope.ts'

/** What is known of a function or scope, and its code. */
export interface Made {
  readonly entry: Entry
  readonly parts: readonly Rope[]
}

/** Gives a generator function: the lowering, seen from here. */
export type CompileGenerator = (unit: Unit, functions: Functions) => Made

export class Functions {
  readonly program: Program
  readonly moduleId: string
  readonly #compileGenerator: CompileGenerator
  /** Line and column, from 1, in the author's file. */
  readonly positionOf: (node: Node) => [number, number]
  /** Records for the top of the module, in order of need, by their identifiers. FN1 */
  readonly records: (Made & { readonly name: string })[] = []
  /** What else stands there. */
  readonly prelude: Rope[] = []
  readonly #accessors: Map<Node, Rope[]> = new Map()
  /** Variables for the computed keys of accessors, by their literal. */
  readonly #held: Map<Node, string[]> = new Map()
  readonly classes: Classes
  readonly copied: Set<ScopeObject> = new Set()
  /** Scope objects of loops whose head is being rendered. */
  readonly unset: Set<ScopeObject> = new Set()
  readonly temporaries: string[] = []
  /** Tagged templates, each a function that gives its strings object. */
  readonly sites: string[] = []
  #count = 0
  /** Classes that need no entry in the module's table of names. */
  readonly declared: Set<string> = new Set()
  readonly #named: Set<string> = new Set()
  readonly #constants: Set<string> = new Set()
  readonly #made: Map<Unit, Unit[]> = new Map()

  constructor(program: Program, moduleId: string, positionOf: (node: Node) => [number, number], compileGenerator: CompileGenerator) {
    this.program = program
    this.moduleId = moduleId
    this.positionOf = positionOf
    this.#compileGenerator = compileGenerator
    this.classes = new Classes(this)
  }

  recordName(isNamed = false): string {
    const name = `${this.program.prefix}k${++this.#count}`
    if (isNamed) this.#named.add(name)
    return name
  }

  /** A name of the runtime's ABI in emitted code. */
  support(name: string): string {
    return `${this.program.prefix}.${name}`
  }

  /**
   * A constant of ours at the top of the module. The engine takes what it holds for granted where a step is optimised; at a name of
   * the ABI it looks again each time.
   */
  constant(name: string, text: string): string {
    const constant = `${this.program.prefix}${name}`
    if (!this.#constants.has(constant)) this.prelude.push(`const ${constant} = ${text};\n`)
    this.#constants.add(constant)
    return constant
  }

  unitOf(node: Node): Unit {
    return this.program.unitOf.get(node) as Unit
  }

  temporary(): string {
    const name = `${this.program.prefix}n${this.temporaries.length + 1}`
    this.temporaries.push(name)
    return name
  }

  /** The strings object of a tagged template: one for each site, for ever (13.2.8.4). */
  templateSite(quasis: readonly string[]): string {
    const name = `${this.program.prefix}s${this.sites.length + 1}`
    this.sites.push(name)
    this.prelude.push(`const ${name} = () => ((strings) => strings)\`${quasis.join('${0}')}\`;\n`)
    return name
  }

  /** Makes a copy of a per-iteration scope object (ECMA-262 14.7.4.4). */
  copy(object: ScopeObject, from: Rope): Rope {
    this.copied.add(object)
    return [`new ${object.type}(`, from, ')']
  }

  /** A variable's field in its scope object. */
  field(binding: Binding): Rope {
    return { field: this.fieldText((binding.object as ScopeObject).bindings.indexOf(binding)), name: binding.field }
  }

  fieldText(index: number): string {
    return `${this.program.prefix}${index}`
  }

  // --- functions

  expression(node: Node, renderer: Renderer): Rope {
    const unit = this.unitOf(node)
    if (unit.form === 'plain') return this.#withSelf(node, this.plain(node, renderer))
    if (unit.form === 'inline') {
      const own = this.#selfOf(node)
      return this.#inline(unit, this.#withSelf(node, this.plain(node, renderer)), renderer, captured(unit).filter((object) => object !== own))
    }
    return this.#withSelf(node, this.reference(unit, renderer))
  }

  /** The scope object of a named function expression's own name. */
  #selfOf(node: Node): ScopeObject | undefined {
    return node.id ? this.program.objects.get(node.id) : undefined
  }

  /** A named function expression whose name is used by functions that moved: the name lives in a scope object. */
  #withSelf(node: Node, rope: Rope): Rope {
    const object = this.#selfOf(node)
    if (object === undefined) return rope
    return [`((${object.text}) => ${object.text}.`, this.field(object.bindings.find(({ name }) => name === node.id.name) as Binding), ' = ', rope, `)(new ${object.type}())`]
  }

  /** FN3 */
  #inline(unit: Unit, text: Rope, renderer: Renderer, objects: ScopeObject[]): Rope {
    const lexical = unit.kind === 'arrow' ? [...unit.lexical] : []
    const names = [...objects.map(({ text: name }) => name), ...lexical.map((what) => `${this.program.prefix}${what}`)]
    if (names.length === 0) return text
    return [`((${names.join(', ')}) => (`, text, '))(', join(this.#captureValues(unit, renderer, objects), ', '), ')']
  }

  #captureValues(unit: Unit, renderer: Renderer, objects: ScopeObject[]): Rope[] {
    const values: Rope[] = objects.map((object) => renderer.object(object))
    if (unit.kind === 'arrow') {
      for (const what of unit.lexical) {
        values.push(what === 'this' ? renderer.thisText() : what === 'arguments' ? renderer.argumentsText() : this.#newTarget(renderer.unit))
      }
    }
    return values
  }

  #newTarget(from: Unit): string {
    for (let unit: Unit | null = from; unit !== null; unit = unit.parent) {
      if (unit.form === 'generator' || unit.kind === 'module') return 'undefined'
      if (unit.kind !== 'arrow') return unit.kind === 'function' ? 'new.target' : 'undefined'
      if (unit.form !== 'plain') return `${this.program.prefix}newTarget`
    }
    return 'undefined'
  }

  /** Makes the function object of a record, with what it captures here. */
  reference(unit: Unit, renderer: Renderer, isInClass = false): Rope {
    const values = this.#captureValues(unit, renderer, captured(unit)).map((value) => [', ', value])
    const index = isInClass ? -1 : this.#indexIn(unit, renderer) // the text of a class may move
    if (index < 0) return [`${this.support('closure')}(${this.named(unit)}`, values, ')']
    return [`${this.support('made')}(${this.program.prefix}f, ${index}`, values, ')']
  }

  /** The identifier of its record. */
  named(unit: Unit): string {
    const name = this.record(unit)
    this.#named.add(name)
    return name
  }

  isNamed(name: string): boolean {
    return this.#named.has(name)
  }

  /** FN4: which of those that the step of a generator function makes. -1: it goes by its identifier. */
  #indexIn(unit: Unit, { exits, unit: owner }: Renderer): number {
    if (exits === null) return -1
    const made = this.made(owner)
    const index = made.indexOf(unit)
    const isBound = (one: Unit): boolean => one.usesClassNames && one.home !== null
    if (index >= 0 || unit.record !== '' || isBound(unit) || isBound(owner)) return index
    this.record(unit, true)
    return made.push(unit) - 1
  }

  /** What the step of a generator function makes, in order. */
  made(owner: Unit): Unit[] {
    let list = this.#made.get(owner)
    if (list === undefined) this.#made.set(owner, list = [])
    return list
  }

  /** FN1 */
  record(unit: Unit, isMade = false): string {
    if (unit.record !== '') return unit.record
    unit.record = this.#isDeclared(unit) ? unit.node.id.name as string : this.recordName()
    const made = unit.form === 'generator' ? this.#compileGenerator(unit, this) : this.#functionRecord(unit)
    const home = unit.usesClassNames ? unit.home : null
    if (home === null) {
      this.records.push({ name: unit.record, parts: made.parts, entry: isMade ? { ...made.entry, made: true } as Entry : made.entry })
    } else {
      this.prelude.push(`let ${unit.record};\n`)
      this.classes.addRecord(home, ['[', unit.record, '] = ', this.code([made]), '; '])
    }
    return unit.record
  }

  /** Has the module's top declared it, once and for all? Then its record is not needed: a name of the module has it. */
  declares(unit: Unit): boolean {
    return this.#isDeclared(unit) && this.named(unit) !== ''
  }

  #isDeclared({ node, form, captures }: Unit): boolean {
    return form === 'generator' && captures.size === 0 && this.isAtTop(node)
  }

  /** Is it a declaration at the top of the module, and the only value its name ever has? */
  isAtTop(node: Node): boolean {
    if (!/^(Function|Class)Declaration$/.test(node.type) || !node.id) return false
    const parent = this.program.parents.get(node) as Node
    if (!/^(Program|Export(Named|Default)Declaration)$/.test(parent.type)) return false
    const variables = this.program.manager.getDeclaredVariables(node as never)
    return variables.every(({ defs, references }) => defs.length === 1 && !references.some((reference) => reference.isWrite()))
  }

  /** The call that makes records. */
  code(all: readonly Made[]): Rope {
    return [`${this.support('code')}(${this.program.prefix}M, ${JSON.stringify(writeCode(all.map(({ entry }) => entry)))}`, all.flatMap(({ parts }) => parts.map((part): Rope => [',\n', part])), ')']
  }

  /** Is the unit strict in a script that may not be? Then it takes its strictness along. */
  strictAlone(unit: Unit): boolean {
    return !this.program.strict && (this.program.manager.acquire(unit.node as never)?.isStrict ?? false)
  }

  /** FN2 */
  captureNames(unit: Unit): string[] {
    return captured(unit).map(({ text }) => text).concat(unit.kind === 'arrow' ? [...unit.lexical].map((what) => `${this.program.prefix}${what}`) : [])
  }

  captures(unit: Unit): Capture[] {
    const objects = captured(unit).map((object) => (object.id === '' ? 'super' : `*${object.id}`))
    return objects.concat(unit.kind === 'arrow' ? [...unit.lexical] : [])
  }

  /** The same, for people. */
  describeCaptures(unit: Unit): string[] {
    const objects = captured(unit).map((object) => (object.id === '' ? 'super' : object.bindings.map(({ name }) => name).join(', ')))
    return objects.concat(unit.kind === 'arrow' ? [...unit.lexical] : [])
  }

  id(unit: Unit): string {
    return `${this.moduleId}#${unit.path}`
  }

  #functionRecord(unit: Unit): Made {
    const { node } = unit
    const parent = this.program.parents.get(node) as Node
    const inner = new Renderer(this.program, unit, this, null)
    const accessor = parent.type === 'Property' && parent.kind !== 'init' && parent.value === node
    const method = parent.type === 'Property' && parent.method && parent.value === node
    let text = this.text(node, inner)
    if (accessor) {
      const name = JSON.stringify(staticKey(parent.key, parent.computed) ?? 'computed')
      text = [`{}.constructor.getOwnPropertyDescriptor({ ${parent.kind as string} ${name}`, text, ` }, ${name}).${parent.kind as string}`]
    } else if (method) {
      const name = staticKey(parent.key, parent.computed) ?? ''
      text = [`{ ${node.async ? 'async ' : ''}${node.generator ? '*' : ''}${JSON.stringify(name)}`, text, ` }[${JSON.stringify(name)}]`]
    } else if (node.type !== 'FunctionDeclaration' && unit.name !== '' && !node.id) {
      text = underName(unit.name, text)
    }
    return {
      entry: { kind: 'function', path: unit.path, name: unit.name, known: false, made: false, captures: this.captures(unit) },
      parts: [[`(${this.captureNames(unit).join(', ')}) => `, this.strictAlone(unit) ? ['{ "use strict"; return (', text, ') }'] : ['(', text, ')']]],
    }
  }

  /** A function that stays where it is, with its inside rendered. */
  plain(node: Node, outer: Renderer): Rope {
    void outer
    return this.text(node, new Renderer(this.program, this.unitOf(node), this, null))
  }

  /** The whole text of a function. */
  text(node: Node, inner: Renderer): Rope {
    const parts: Rope[] = []
    const body = node.body as Node
    let at = node.start
    if (inner.unit.parametersLowered) {
      const first = (node.params as Node[])[0] as Node
      const isSetter = this.program.parents.get(node)?.kind === 'set'
      const arrow = node.type === 'ArrowFunctionExpression' ? ' =>' : ''
      return [inner.source(at, first.start), this.#numbered(expectedArguments(node), isSetter).list, `)${arrow} `, this.#body(node, body, inner)]
    }
    for (const parameter of node.params as Node[]) {
      parts.push(inner.source(at, parameter.start), inner.render(parameter))
      at = parameter.end
    }
    if (body.type !== 'BlockStatement' && this.program.objects.has(node)) {
      // The parentheses of an expression body stay behind: it becomes a block.
      parts.push(inner.source(at, tokenFrom(this.program.source, '=>', at) + 2), ' ', this.#body(node, body, inner))
    } else {
      parts.push(inner.source(at, body.start), this.#body(node, body, inner), inner.source(body.end, node.end))
    }
    return parts
  }

  /** A parameter list of as many names as count for `length`, and all arguments that come in by it. */
  #numbered(length: number, isSetter: boolean): { list: string; all: string } {
    const names = Array.from({ length }, (_, i) => `${this.program.prefix}a${i + 1}`)
    if (isSetter) return { list: length === 0 ? `${this.program.prefix}a = undefined` : names.join(), all: `[${length === 0 ? `${this.program.prefix}a` : names.join()}]` }
    const all = [...names, `...${this.program.prefix}a`].join(', ')
    return { list: all, all: `[${all}]` }
  }

  /** Binds lowered parameters: each is uninitialised until it is its turn (10.2.11, step 24). `args`: text of an array. */
  bindParameters(node: Node, renderer: Renderer, args: string): Rope[] {
    const bindings = (this.program.scopeBindings.get(node) ?? []).filter(({ kind }) => kind === 'param')
    return [
      bindings.flatMap((binding): Rope[] => (binding.object === null ? [] : [renderer.bindingText(binding, 'write'), ` = ${this.support('TDZ')}; `])),
      '[', join((node.params as Node[]).map((parameter) => pattern(renderer, parameter, node)), ', '), `] = ${args}; `,
    ]
  }

  /** What stands before the body where the parameters moved. */
  #parameters(node: Node, object: ScopeObject, inner: Renderer): Rope {
    if (!inner.unit.parametersLowered) return this.parameterCopies(node, object, object.text)
    const isSetter = this.program.parents.get(node)?.kind === 'set'
    const twins = object.bindings.flatMap((binding): Rope[] => (binding.body === null ? [] : [`${object.text}.`, this.field(binding.body), ` = ${object.text}.`, this.field(binding), '; ']))
    return [this.bindParameters(node, inner, this.#numbered(expectedArguments(node), isSetter).all), twins]
  }

  #body(node: Node, body: Node, inner: Renderer): Rope {
    const object = this.program.objects.get(node)
    if (body.type !== 'BlockStatement') {
      if (object === undefined) return inner.render(body)
      return ['{ ', openingOf(inner, node, [], true), this.#parameters(node, object, inner), 'return (', inner.render(body), ') }']
    }
    const statements = body.body as Node[]
    const opening = openingOf(inner, node, statements, true)
    if (object !== undefined) opening.splice(1, 0, this.#parameters(node, object, inner))
    if (opening.length === 0) return inner.render(body)
    const directives = statements.filter(isDirective)
    const from = directives.at(-1)?.end ?? body.start + 1
    return [inner.directives(body.start, from), ' ', opening, inner.statements(statements.slice(directives.length), from, body.end)]
  }

  /** `object.p = p` for the parameters that moved. */
  parameterCopies(node: Node, object: ScopeObject, text: Rope): Rope {
    const names = new Set((node.params as Node[]).flatMap((parameter) => patternNames(parameter)).map((name) => name.name as string))
    return object.bindings.filter(({ kind, name }) => (kind === 'param' || kind === 'var' || kind === 'function') && names.has(name))
      .map((binding): Rope => [text, '.', this.field(binding), ` = ${binding.name}; `])
  }

  // --- object literals

  object(node: Node, renderer: Renderer): Rope {
    const parts: Rope[] = []
    let at = node.start
    for (const property of node.properties as Node[]) {
      parts.push(renderer.source(at, property.start), renderer.render(property))
      at = property.end
    }
    parts.push(renderer.source(at, node.end))
    return this.wrapObject(node, parts, renderer)
  }

  /** Gives an object literal what its methods need: a holder of their home object, and present values (FN3). */
  wrapObject(node: Node, literal: Rope, renderer: Renderer): Rope {
    const accessors = this.#accessors.get(node)
    this.#accessors.delete(node)
    let rope: Rope = accessors === undefined ? literal : [`${this.support('accessors')}(`, literal, ', [', join(accessors, ', '), '])']
    const held = this.#held.get(node)
    this.#held.delete(node)
    if (held !== undefined) rope = [`((${held.join(', ')}) => `, rope, ')()'] // variables of this evaluation
    const methods = (node.properties as Node[]).filter((property) => property.type === 'Property' && isFunction(property.value))
    for (const property of methods) {
      const home = this.unitOf(property.value).superHome
      if (home !== null) rope = [`((${home.text}) => ${home.text}.home = `, rope, `)(${this.support('homeOf')}(null))`]
    }
    if (renderer.exits === null) return rope
    const objects = new Set<ScopeObject>()
    for (const property of methods) {
      const unit = this.unitOf(property.value)
      if (unit.form === 'plain' && (property.method || property.kind !== 'init')) captured(unit).forEach((object) => objects.add(object))
    }
    return this.wrap(rope, [...objects], renderer)
  }

  wrap(rope: Rope, objects: ScopeObject[], renderer: Renderer): Rope {
    const mine = objects.filter((object) => (renderer.exits?.object(object) ?? null) !== null)
    if (mine.length === 0) return rope
    return [`((${mine.map(({ text }) => text).join(', ')}) => (`, rope, '))(', join(mine.map((object) => renderer.object(object)), ', '), ')']
  }

  /** An accessor that moved: its place is held, and the object gets it when it is complete. `keyText`: of an evaluated key. */
  accessor(node: Node, renderer: Renderer, keyText: Rope | null = null): Rope {
    const { key, value, kind } = node as unknown as { key: Node; value: Node; kind: string }
    let name: Rope = JSON.stringify(staticKey(key, node.computed) ?? String(key.value))
    let place: Rope = renderer.source(key.start, key.end)
    if (node.computed) {
      const held = `${this.program.prefix}n${node.start}`
      this.#held.set(this.program.parents.get(node) as Node, [...this.#held.get(this.program.parents.get(node) as Node) ?? [], held])
      name = held
      place = [`[${held} = ${this.support('key')}(`, keyText ?? renderer.render(key), ')]']
    }
    const object = this.program.parents.get(node) as Node
    const entry: Rope = ['[', name, `, "${kind}", `, this.reference(this.unitOf(value), renderer), ']']
    const list = this.#accessors.get(object)
    if (list === undefined) this.#accessors.set(object, [entry])
    else list.push(entry)
    return [`${kind} `, place, kind === 'get' ? '() {}' : '(value) {}']
  }

  /** A property whose value is a function or class. */
  property(node: Node, renderer: Renderer): Rope {
    const { key, value } = node as unknown as { key: Node; value: Node }
    const unit = isFunction(value) ? this.unitOf(value) : null
    const moved = unit !== null && unit.form !== 'plain'
    if (moved && node.kind !== 'init') return this.accessor(node, renderer)
    if (node.computed && this.takesKey(value)) return this.#underComputed(node, renderer)
    if (!moved && (unit === null || node.method || node.kind !== 'init')) {
      const [before, between, behind] = [renderer.source(node.start, key.start), renderer.source(key.end, value.start), renderer.source(value.end, node.end)]
      return [before, renderer.render(key), between, renderer.render(value), behind]
    }
    const keyText: Rope = node.computed ? ['[', renderer.render(key), ']'] : renderer.source(key.start, key.end)
    return [node.method && staticKey(key, node.computed) === '__proto__' ? '["__proto__"]' : keyText, ': ', renderer.render(value)]
  }

  #underComputed(node: Node, renderer: Renderer): Rope {
    const held = this.temporary()
    const start: Rope = [`[${held} = ${this.support('key')}(`, renderer.render(node.key), ')]: ']
    if (node.value.type !== 'ClassExpression') return [start, this.underKey(node.value, held, () => renderer.render(node.value))]
    const key = `${this.program.prefix}key` // what runs in the class may come by here, too
    return [start, `((${key}) => `, this.underKey(node.value, key, () => renderer.render(node.value)), `)(${held})`]
  }

  /** Is its name a matter of ours, if it stands under a computed key? What stays where it is has it from the engine. */
  takesKey(value: Node): boolean {
    return isAnonymousFunction(value) && (value.type === 'ClassExpression' ? this.classes.isWrapped(value) : this.unitOf(value).form !== 'plain')
  }

  /** A nameless function or class that is named by `key`, the text of a property key. */
  underKey(value: Node, key: Rope, render: () => Rope): Rope {
    if (!this.takesKey(value)) return underKey(key, render())
    if (value.type !== 'ClassExpression') return [`${this.support('named')}(`, render(), ', ', key, ')']
    this.classes.nameBy(value, key)
    return render()
  }
}

/** Number of parameters before the first with a default or rest (15.1.5 ExpectedArgumentCount). */
export function expectedArguments(node: Node): number {
  const first = (node.params as Node[]).findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement')
  return first < 0 ? node.params.length : first
}
