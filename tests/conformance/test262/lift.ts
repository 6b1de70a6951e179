// Lifting: an ordinary program becomes the body of a tasklet's generator, with a suspend point put between its
// statements, so that a test of `for-of` or of destructuring becomes a test of suspending in it.
//
//   LI1. A `yield` goes before every statement and behind the last, in the program itself and in the blocks, loops, switch
//        cases and try statements of it, but in no function or class: they are not the tasklet's.
//   LI2. A statement that is the body of an `if` or a loop is put into a block with its yields, unless it is a function.
//   LI3. In suite `operands`, operands too: `(yield, x)` where an expression stands whose value alone counts (an argument, the
//        right side of an operator, a computed key, an element ...). Never where the place gives it more than a value: a callee's
//        `this`, a target, the name of an anonymous function, a template's quasis, `delete` and `typeof`.
//   LI4. Directives stay in front of all, `this` is the script's.
//
// What a script can do and a function's body can't (its `var`s are properties of the global object) changes by being lifted:
// run.ts finds out by running the lifted program natively.
//
// Called by: run.ts. Calls: oxc-parser.

import { parseSync } from 'oxc-parser'
import { children, isAnonymousFunction, isClass, isFunction, type Node } from '../../../packages/compiler/src/ast.ts'
import type { Suite } from './files.ts'

/** The lifted text of a script; null where the parser finds errors. */
export function lift(source: string, suite: Exclude<Suite, 'plain'>): string | null {
  const result = parseSync('input.js', source, { lang: 'js', sourceType: 'script', preserveParens: false, range: true })
  if (result.errors.length > 0) return null
  const lifter = new Lifter(source, suite === 'operands')
  return lifter.script(result.program as unknown as Node)
}

class Lifter {
  readonly #source: string
  readonly #operands: boolean
  readonly #insertions: { at: number; text: string }[] = []

  constructor(source: string, operands: boolean) {
    this.#source = source
    this.#operands = operands
  }

  script(program: Node): string {
    const statements = program.body as Node[]
    const directives = statements.filter(({ directive }) => directive !== undefined && directive !== null)
    const from = directives.at(-1)?.end ?? 0
    this.#list(statements.slice(directives.length), this.#source.length)
    let text = ''
    let at = from
    // Stable: insertions at one place stand in the order they were made.
    for (const insertion of this.#insertions.map((each, order) => ({ ...each, order })).sort((a, b) => a.at - b.at || a.order - b.order)) {
      text += this.#source.slice(at, insertion.at) + insertion.text
      at = insertion.at
    }
    text += this.#source.slice(at)
    return `${this.#source.slice(0, from)};function* lifted262() {${text}\n}\n{ const it262 = lifted262.call(this); while (!it262.next().done); }\n`
  }

  #insert(at: number, text: string): void {
    this.#insertions.push({ at, text })
  }

  /** LI1 */
  #list(statements: readonly Node[], end: number): void {
    for (const statement of statements) {
      this.#insert(statement.start, ';yield;')
      this.#statement(statement)
    }
    if (statements.length > 0) this.#insert(end, ';yield;')
  }

  /** LI2 */
  #body(node: Node): void {
    if (node.type === 'BlockStatement') return this.#list(node.body as Node[], node.end - 1)
    if (node.type === 'FunctionDeclaration' || node.type === 'LabeledStatement') return this.#statement(node)
    this.#insert(node.start, '{;yield;')
    this.#statement(node)
    this.#insert(node.end, ';yield;}')
  }

  #statement(node: Node): void {
    switch (node.type) {
      case 'BlockStatement': return this.#list(node.body as Node[], node.end - 1)
      case 'IfStatement':
        this.#operand(node.test)
        this.#body(node.consequent)
        if (node.alternate) this.#body(node.alternate)
        return
      case 'ForStatement':
        if (node.init) this.#parts(node.init)
        if (node.test) this.#operand(node.test)
        if (node.update) this.#parts(node.update)
        return this.#body(node.body)
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#parts(node.left)
        this.#operand(node.right)
        return this.#body(node.body)
      case 'WhileStatement':
      case 'DoWhileStatement':
        if (node.type === 'WhileStatement') this.#operand(node.test)
        this.#body(node.body)
        if (node.type === 'DoWhileStatement') this.#operand(node.test)
        return
      case 'WithStatement':
        this.#operand(node.object)
        return this.#body(node.body)
      case 'SwitchStatement':
        this.#operand(node.discriminant)
        for (const clause of node.cases as Node[]) {
          if (clause.test) this.#operand(clause.test)
          this.#list(clause.consequent as Node[], clause.end)
        }
        return
      case 'TryStatement':
        this.#statement(node.block)
        if (node.handler) {
          if (node.handler.param) this.#parts(node.handler.param)
          this.#statement(node.handler.body)
        }
        if (node.finalizer) this.#statement(node.finalizer)
        return
      case 'LabeledStatement':
        return /^(For|ForIn|ForOf|While|DoWhile|Switch|Block|Labeled)Statement$/.test(node.body.type) ? this.#statement(node.body) : undefined
      case 'FunctionDeclaration': return
      case 'ReturnStatement':
      case 'ThrowStatement': if (node.argument) this.#operand(node.argument); return
      default: this.#parts(node)
    }
  }

  // --- operands (LI3)

  /** An expression whose value alone counts. */
  #operand(node: Node): void {
    if (!this.#operands) return
    if (isAnonymousFunction(node) || node.type === 'SpreadElement') return this.#parts(node)
    // The author's parentheses stay inside: the inserted ones go around the bare expression.
    this.#insert(node.start, '(yield, ')
    this.#parts(node)
    this.#insert(node.end, ')')
  }

  /** Finds operands within an expression, pattern or declaration. */
  #parts(node: Node): void {
    if (!this.#operands || isFunction(node)) return
    if (isClass(node)) return this.#class(node)
    switch (node.type) {
      case 'BinaryExpression':
        if (node.left.type !== 'PrivateIdentifier') this.#operand(node.left)
        return this.#operand(node.right)
      case 'LogicalExpression': this.#operand(node.left); return this.#operand(node.right)
      case 'ConditionalExpression': this.#operand(node.test); this.#operand(node.consequent); return this.#operand(node.alternate)
      case 'AssignmentExpression':
      case 'AssignmentPattern': this.#parts(node.left); return this.#operand(node.right)
      case 'VariableDeclarator': this.#parts(node.id); if (node.init) this.#operand(node.init); return
      case 'ExpressionStatement': return this.#parts(node.expression)
      case 'SpreadElement': return this.#operand(node.argument)
      case 'ArrayExpression': for (const element of node.elements as (Node | null)[]) if (element) this.#operand(element); return
      case 'MemberExpression':
        // The base of an optional chain's link is no place of its own: the chain would be cut.
        if (node.object.type === 'Super' || this.#isChained(node.object)) this.#parts(node.object)
        else this.#operand(node.object)
        if (node.computed) this.#operand(node.property)
        return
      case 'CallExpression':
      case 'NewExpression':
        this.#parts(node.callee)
        for (const argument of node.arguments as Node[]) this.#operand(argument)
        return
      case 'TaggedTemplateExpression': this.#parts(node.tag); return this.#parts(node.quasi)
      case 'TemplateLiteral': for (const expression of node.expressions as Node[]) this.#operand(expression); return
      case 'Property':
        if (node.computed) this.#operand(node.key)
        if (node.shorthand && node.value.type === 'Identifier') return
        if (this.#isPatternValue(node.value)) return this.#parts(node.value)
        return node.method || node.kind !== 'init' ? undefined : this.#operand(node.value)
      case 'ObjectPattern':
        for (const property of node.properties as Node[]) {
          if (property.type === 'Property' && property.computed) this.#operand(property.key)
          this.#parts(property.type === 'Property' ? property.value : property)
        }
        return
      case 'UnaryExpression':
        return node.operator === 'delete' || node.operator === 'typeof' ? this.#parts(node.argument) : this.#operand(node.argument)
      case 'ImportExpression': return
      default: for (const child of children(node)) this.#parts(child)
    }
  }

  #isPatternValue(node: Node): boolean {
    return node.type === 'AssignmentPattern' || node.type === 'ObjectPattern' || node.type === 'ArrayPattern'
  }

  #isChained(node: Node): boolean {
    for (let at = node; at.type === 'MemberExpression' || at.type === 'CallExpression';) {
      if (at.optional) return true
      at = (at.type === 'MemberExpression' ? at.object : at.callee) as Node
    }
    return false
  }

  #class(node: Node): void {
    if (node.superClass && node.superClass.type !== 'ClassExpression') this.#operand(node.superClass)
    for (const member of node.body.body as Node[]) if (member.computed) this.#operand(member.key)
  }
}
