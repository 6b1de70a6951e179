// Classes: what becomes of their text, and of those made inside functions.
//
//   CS1. A class made inside a function is a record like a closure's. What its keys and heritage come to is captured.
//   CS2. A generator method's place is held by a method without a body; a static block at the start of the class puts the
//        generator function there, and the records of what only this class can name. It does not if a later member has the
//        name, which for computed keys shows when the class is evaluated.
//   CS3. Static initialisers of such a class run when it is evaluated, not when a restore makes it again.
//   CS4. What takes its name from a computed key is made with that key at hand: the key of a class made inside a function
//        is one of its captures; for a field of another class it is held by a variable of that evaluation.
//   CS5. A class whose text has private members, or something like them, tells whether its instances have any when it is evaluated
//        (CodeTable.privates): a bundler may lower them afterwards, so that the text shows nothing.
//
// Called by: render/*.ts, functions.ts, lower/expressions.ts. Calls: functions.ts, render/*.ts.

import { insideOf, isAnonymousFunction, nameOf, staticKey, tokenFrom, usesPrivates, type Node } from './ast.ts'
import type { Functions } from './functions.ts'
import { openingOf } from './render/declarations.ts'
import { Renderer } from './render/renderer.ts'
import { underKey, underName, type Rope } from './rope.ts'
import { hasStatics, holdsWait } from './scopes/forms.ts'
import { captured, hasFunctionAround, type Program, type ScopeObject, type Unit } from './scopes/model.ts'

/** Whatever the snapshot may take for private members where it has the text alone. */
const LIKE_PRIVATES = /\.\s*#|#\S+\s+in\b/

export class Classes {
  readonly functions: Functions
  readonly program: Program
  /** Records of classes, and records that stand in classes. */
  readonly #names: Map<Node, string> = new Map()
  readonly #records: Map<Node, Rope[]> = new Map()
  /** What names nameless classes under computed keys. */
  readonly #keys: Map<Node, Rope> = new Map()
  /** Variables that hold computed keys of methods. CS2 */
  readonly #methodKeys: Map<Node, string> = new Map()

  constructor(functions: Functions) {
    this.functions = functions
    this.program = functions.program
  }

  /** A record that uses names only this class can see stands in it. CS2 */
  addRecord(home: Node, rope: Rope): void {
    const list = this.#records.get(home)
    if (list === undefined) this.#records.set(home, [rope])
    else list.push(rope)
  }

  /** Is a class made elsewhere, so that it is no declaration any more? */
  isWrapped(node: Node): boolean {
    return this.program.movedClasses.has(node) || (this.functions.unitOf(node).form === 'generator' && this.#objectsOf(node).length > 0) || this.#heldKeys(node).length > 0
  }

  /** CS4: variables around the class for the keys that its text can't see otherwise. */
  #heldKeys(node: Node): string[] {
    if (this.program.movedClasses.has(node) || /^(Program|Export)/.test((this.program.parents.get(node) as Node).type)) return [] // the latter is made once
    const members = node.body.body as Node[]
    const named = members.filter((member) => this.#namesByKey(member))
    const waits = named.length > 0 && [node.superClass, ...members.map((member) => (member.computed ? member.key as Node : null))].some((part) => part && holdsWait(part))
    return waits ? [] : named.map((member) => this.#heldKey(member))
  }

  #heldKey(member: Node): string {
    return `${this.program.prefix}n${member.start}`
  }

  /** A field under a computed key with a generator function that takes its name. */
  #namesByKey(member: Node): boolean {
    return member.type === 'PropertyDefinition' && member.computed && member.value !== null && this.functions.takesKey(member.value)
  }

  /** Gives a nameless class under a computed key its name. `key`: text of the property key. */
  nameBy(node: Node, key: Rope): void {
    this.#keys.set(node, key)
  }

  #objectsOf(node: Node): ScopeObject[] {
    if (!hasFunctionAround(this.functions.unitOf(node))) return [] // scope objects belong to functions
    const objects = new Set<ScopeObject>()
    for (const unit of this.program.units) if (unit.home === node || insideOf(unit.node, node)) captured(unit).forEach((object) => objects.add(object))
    // The name of a function expression within a key or the heritage lives where that is evaluated.
    const own = new Set([...this.program.objects].filter(([block]) => insideOf(block, node)).map(([, object]) => object))
    return [...objects].filter((object) => object.id !== '' && !own.has(object) && !insideOf(object.unit.node, node))
  }

  /** `replaced`: rendered text for the heritage and for computed keys that were evaluated before. */
  render(node: Node, renderer: Renderer, replaced: ReadonlyMap<Node, Rope> = new Map()): Rope {
    const path = this.program.movedClasses.get(node)
    if (path !== undefined) return this.#movedClass(node, path, renderer, replaced)
    const parent = this.program.parents.get(node) as Node
    const isAnonymous = node.type === 'ClassExpression' && !node.id
    const name = isAnonymous ? nameOf(node, parent) : ''
    const objects = this.#objectsOf(node).filter((object) => (renderer.exits?.object(object) ?? null) !== null)
    const held = this.#heldKeys(node)
    const key = this.#keys.get(node)
    let text = this.#classText(node, renderer, replaced)
    if (objects.length > 0 || held.length > 0) text = name !== '' ? underName(name, text) : key !== undefined ? underKey(key, text) : text
    // A variable of ours that a nameless class is put into must not name it.
    else if (isAnonymous && name === '' && !(parent.computed && parent.value === node)) text = ['(0, ', text, ')']
    if (held.length > 0) text = [`((${held.join(', ')}) => `, text, ')()']
    return this.functions.wrap(text, objects, renderer)
  }

  /** A class made inside a function: a record whose captures are scope objects, the heritage, and the computed keys. */
  #movedClass(node: Node, path: string, renderer: Renderer, replaced: ReadonlyMap<Node, Rope>): Rope {
    const { prefix } = this.program
    const objects = this.#objectsOf(node)
    const inner = new Map<Node, Rope>()
    const names = objects.map(({ text }) => text)
    const values: Rope[] = objects.map((object) => renderer.object(object))
    const captures = objects.map(({ id }) => `*${id}`)
    const key = this.#keys.get(node)
    if (key !== undefined) {
      names.push(`${prefix}key`)
      values.push(key)
      captures.push('key')
    }
    const pass = (part: Node, isKey: boolean): void => {
      const name = `${prefix}x${inner.size}`
      const value = replaced.get(part) ?? renderer.operand(part)
      names.push(name)
      inner.set(part, name)
      values.push(isKey ? [`${this.functions.support('key')}(`, value, ')'] : value)
      captures.push(isKey ? 'key' : 'extends')
    }
    if (node.superClass) pass(node.superClass, false)
    for (const member of node.body.body as Node[]) if (member.computed) pass(member.key, true)
    const name = (node.id?.name as string | undefined) ?? nameOf(node, this.program.parents.get(node) as Node)
    let record = this.#names.get(node)
    if (record === undefined) {
      this.#names.set(node, record = this.functions.recordName(true))
      let text: Rope = this.#classText(node, renderer, inner)
      if (key !== undefined) text = underKey(`${prefix}key`, text)
      else if (!node.id && name !== '') text = underName(name, text)
      const parameters = hasStatics(node) ? [...names, `${prefix}fresh`] : names
      this.functions.records.push({ name: record, entry: { kind: 'class', path, name, known: false, made: false, captures }, parts: [[`(${parameters.join(', ')}) => (`, text, ')']] })
    }
    return [`${this.functions.support('evaluate')}(${record}`, values.map((value) => [', ', value]), ')']
  }

  #classText(node: Node, renderer: Renderer, replaced: ReadonlyMap<Node, Rope>): Rope {
    const render = (part: Node): Rope => replaced.get(part) ?? renderer.render(part)
    const body = node.body as Node
    const parts: Rope[] = []
    let at = node.start
    if (node.superClass) {
      parts.push(renderer.source(at, node.superClass.start), render(node.superClass))
      at = node.superClass.end
    }
    parts.push(renderer.source(at, body.start), '{')
    const slot = parts.length
    parts.push('')
    const fixes: Rope[] = []
    at = body.start + 1
    for (const member of body.body as Node[]) if (this.#isHeldMethod(member, body)) this.#methodKeys.set(member, this.functions.temporary())
    for (const member of body.body as Node[]) {
      parts.push(renderer.source(at, member.start), this.#member(member, renderer, render, fixes))
      at = member.end
    }
    parts.push(renderer.source(at, body.end))
    const records = this.#records.get(node)
    const moved = this.program.movedClasses.has(node) ? `${this.functions.support('members')}(this); ` : ''
    const told = this.#privates(node)
    if (fixes.length > 0 || records !== undefined || moved !== '' || told !== '') parts[slot] = [' static { ', told, records ?? '', fixes, moved, '}']
    return parts
  }

  /** CS5: a statement for the static block; none where it could meet another WeakMap. */
  #privates(node: Node): string {
    const { manager, source, strict } = this.program
    const uses = usesPrivates(node)
    if (!(uses || LIKE_PRIVATES.test(source.slice(node.start, node.end))) || !strict || manager.scopes.some(({ set }) => set.has('WeakMap'))) return ''
    return `(${this.functions.support('codeTable')}.privates ??= new WeakMap).set(this, ${uses}); `
  }

  #member(member: Node, renderer: Renderer, render: (part: Node) => Rope, fixes: Rope[]): Rope {
    if (member.type === 'StaticBlock' || member.type === 'PropertyDefinition') {
      return member.type === 'StaticBlock' ? this.staticBlock(member, renderer) : this.field(member, renderer, render)
    }
    const value = member.value as Node | null
    const key = member.key as Node
    if (value === null || this.functions.unitOf(value).form !== 'generator') {
      const keyText = member.computed ? this.#methodKey(member, render) : renderer.source(key.start, key.end)
      return [renderer.source(member.start, key.start), keyText, value === null ? '' : [renderer.source(key.end, value.start), this.functions.plain(value, renderer)]]
    }
    return this.#generatorMethod(member, key, this.functions.unitOf(value), renderer, render, fixes)
  }

  #isGenerator(member: Node): boolean {
    return member.type === 'MethodDefinition' && member.value !== null && this.functions.unitOf(member.value).form === 'generator'
  }

  /** Does the static block ask for the computed key of a method? That of a generator, and one that may come to the name of a generator before it. */
  #isHeldMethod(member: Node, body: Node): boolean {
    if (member.type !== 'MethodDefinition' || !member.computed) return false
    return this.#isGenerator(member) || (body.body as Node[]).some((other) => other.start < member.start && other.static === member.static && this.#isGenerator(other))
  }

  #methodKey(member: Node, render: (part: Node) => Rope): Rope {
    const held = this.#methodKeys.get(member)
    return held === undefined ? render(member.key) : [`${held} = ${this.functions.support('key')}(`, render(member.key), ')']
  }

  /** The method's place is held by a method without a body; a static block puts the generator function there. */
  #generatorMethod(member: Node, key: Node, unit: Unit, renderer: Renderer, render: (part: Node) => Rope, fixes: Rope[]): Rope {
    const target = member.static ? 'this' : 'this.prototype'
    const home = unit.superHome === null ? '' : `const ${unit.superHome.text} = ${this.functions.support('homeOf')}(${target}); `
    // Without its star, the method must not become the accessor of a field named `get` or `set` before it.
    const prefix = `${followsField(member, this.program.parents.get(member) as Node) ? ';' : ''}${member.static ? 'static ' : ''}`
    const fn = this.functions.reference(unit, renderer, true)
    if (key.type === 'PrivateIdentifier') {
      const held = this.functions.temporary()
      fixes.push(['{ ', home, `${held} = `, this.functions.support('named'), '(', fn, `, ${JSON.stringify(`#${key.name as string}`)}); } `])
      return `${prefix}get #${key.name as string}() { return ${held} }`
    }
    const place = member.computed ? ['[', this.#methodKey(member, render), ']'] : renderer.source(key.start, key.end)
    const ifStill = this.#ifNobodyElse(member)
    if (ifStill !== null) {
      const name = member.computed ? undefined : staticKey(key, false) as string
      const isRecord = unit.name === name && this.functions.captures(unit).length === 0
      const made: Rope = isRecord ? this.functions.named(unit) : [fn, `, ${this.#keyText(member)}`]
      const helper = isRecord && ifStill === '' && this.#isFirst(member) ? 'firstMethod' : 'method'
      const call: Rope = [ifStill, `${this.functions.support(helper)}(${target}, `, made, '); ']
      fixes.push(home === '' ? call : ['{ ', home, call, '} '])
    }
    return [prefix, place, '() {}']
  }

  /** What a member's key has come to, in the static block. */
  #keyText(member: Node): string {
    return this.#methodKeys.get(member) ?? JSON.stringify(staticKey(member.key, member.computed))
  }

  /** The condition under which no later member takes a generator method's place; null if one does. (Another generator method takes it itself.) */
  #ifNobodyElse(member: Node): string | null {
    const conditions: string[] = []
    for (const other of (this.program.parents.get(member) as Node).body as Node[]) {
      if (other.type !== 'MethodDefinition' || other.start < member.end || other.static !== member.static || other.key.type === 'PrivateIdentifier') continue
      const [name, another] = [member, other].map(({ key, computed }) => staticKey(key, computed))
      if (name !== undefined && name === another) return null
      if ((name === undefined || another === undefined) && !this.#isGenerator(other)) conditions.push(`${this.#keyText(member)} !== ${this.#keyText(other)}`)
    }
    return conditions.length === 0 ? '' : `if (${conditions.join(' && ')}) `
  }

  /** Is the class declared at the top of its module, once and for all? Then the first of its methods gives it its name there. */
  #isFirst(member: Node): boolean {
    const node = this.program.parents.get(this.program.parents.get(member) as Node) as Node
    if (this.isWrapped(node) || !this.functions.isAtTop(node) || !this.functions.unitOf(member.value).path.startsWith(`${node.id.name as string}/`) || this.functions.declared.has(node.id.name as string)) return false
    this.functions.declared.add(node.id.name as string)
    return true
  }

  field(member: Node, renderer: Renderer, render: (part: Node) => Rope = (part) => renderer.render(part)): Rope {
    if (member.static && this.#isOfMovedClass(member)) return this.#staticField(member, render)
    const { key, value } = member as unknown as { key: Node; value: Node | null }
    const keyText = member.computed ? render(key) : renderer.source(key.start, key.end)
    if (value === null) return [renderer.source(member.start, key.start), keyText, renderer.source(key.end, member.end)]
    const inner = new Renderer(this.program, this.functions.unitOf(member), this.functions, null)
    const [before, between, behind] = [renderer.source(member.start, key.start), renderer.source(key.end, value.start), renderer.source(value.end, member.end)]
    if (!this.#namesByKey(member)) return [before, keyText, between, inner.named(value, nameOf(value, member)), behind]
    if (this.#isOfMovedClass(member)) return [before, keyText, between, this.functions.underKey(value, keyText, () => inner.render(value)), behind]
    const isHeld = this.#heldKeys(this.program.parents.get(this.program.parents.get(member) as Node) as Node).length > 0
    const held = isHeld ? this.#heldKey(member) : this.functions.temporary()
    return [before, `${held} = ${this.functions.support('key')}(`, keyText, ')', between, this.functions.underKey(value, held, () => inner.render(value)), behind]
  }

  /** Runs when the class is evaluated, not when it is made again. */
  #staticField(member: Node, render: (part: Node) => Rope): Rope {
    const { key, value } = member as unknown as { key: Node; value: Node | null }
    const inner = new Renderer(this.program, this.functions.unitOf(member), this.functions, null)
    const name: Rope = member.computed ? render(key) : JSON.stringify(staticKey(key, false) ?? String(key.value))
    let text: Rope = 'undefined'
    if (value !== null) text = member.computed && isAnonymousFunction(value) ? this.functions.underKey(value, name, () => inner.render(value)) : inner.named(value, nameOf(value, member))
    return [`static { if (${this.program.prefix}fresh) ${this.functions.support('field')}(this, `, name, ', ', text, '); }']
  }

  #isOfMovedClass(member: Node): boolean {
    const body = this.program.parents.get(member) as Node
    return this.program.movedClasses.has(this.program.parents.get(body) as Node)
  }

  staticBlock(member: Node, renderer: Renderer): Rope {
    const inner = new Renderer(this.program, this.functions.unitOf(member), this.functions, null)
    const body = member.body as Node[]
    const brace = tokenFrom(this.program.source, '{', member.start)
    const text = [openingOf(inner, member, body, true), inner.statements(body, brace + 1, member.end)]
    return [renderer.source(member.start, brace + 1), this.#isOfMovedClass(member) ? [` if (${this.program.prefix}fresh) {`, text, '}'] : text]
  }
}

function followsField(member: Node, body: Node): boolean {
  return (body.body as Node[])[(body.body as Node[]).indexOf(member) - 1]?.type === 'PropertyDefinition'
}
