// Advice: what compiles, but will be refused by a capture, or wait for nothing. What the lint rules report and
// `stillframe explain` shows: they know exactly what each suspend point keeps, because the compiler does.
//
//   AD1. Only what is certain is told: a variable whose every known value is of a kind that no snapshot takes, and that a
//        suspend point keeps; a call of what is known to be a generator function or an operation.
//   AD2. A value that is made a permanent, or registered with superjson, is advised against all the same: say so beside
//        it, with the linter's own comment.
//
// Called by: compile.ts. Calls: nothing.

import { children, isGenerator, type Node } from './ast.ts'
import type { Diagnostic } from './errors.ts'
import type { GeneratorInfo } from './generator.ts'
import type { Binding, Program, Unit } from './scopes/model.ts'

type Place = (node: Node) => [number, number]

interface Suspect {
  readonly code: 'HELD_ITERATOR' | 'NEVER_SAVED'
  readonly what: string
  readonly cure: string
}

const never = (what: string, cure: string): Suspect => ({ code: 'NEVER_SAVED', what, cure })
const PERMANENT = 'make it a permanent, or end its use before the yield'
const iterator: Suspect = { code: 'HELD_ITERATOR', what: 'a native iterator', cure: 'loop with for-of in the tasklet itself, or keep an array and an index' }
const promise = never('a promise', 'wait for it through `yield* request(kind, args)`, which is saved and asked again')
const weak = (name: string): Suspect => never(`a ${name}`, 'use a Map or a Set')
const privateClass = never('a class that can\'t be made again (it has private static members, say)', 'declare it at the top of the module')
const host = (name: string): Suspect => never(/^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`, PERMANENT)

const constructors = new Map<string, Suspect>([
  ['Promise', promise], ['WeakMap', weak('WeakMap')], ['WeakSet', weak('WeakSet')], ['WeakRef', never('a WeakRef', 'keep the object itself')],
  ...['FinalizationRegistry', 'SharedArrayBuffer', 'AbortController', 'WebSocket', 'EventSource', 'Worker', 'MessageChannel', 'BroadcastChannel',
    'ReadableStream', 'WritableStream', 'TransformStream', 'XMLHttpRequest', 'EventTarget', 'TextEncoder', 'TextDecoder', 'Headers', 'Request', 'Response',
    'FormData', 'Blob', 'File', 'EventEmitter'].map((name): [string, Suspect] => [name, host(name)]),
])
const functions = new Map<string, Suspect>([
  ['fetch', promise], ...['setTimeout', 'setInterval', 'setImmediate'].map((name): [string, Suspect] => [name, never('a timer of the host', 'use `yield* sleep(ms)`')]),
])
const promiseMakers = new Set(['resolve', 'reject', 'all', 'race', 'any', 'allSettled', 'withResolvers', 'try'])
const iteratorMakers = new Set(['keys', 'values', 'entries', 'matchAll'])
/** Of Node's own modules. */
const handles = new Set(['createReadStream', 'createWriteStream', 'createServer', 'createConnection', 'connect', 'spawn', 'fork', 'exec', 'execFile', 'watch', 'createInterface', 'request', 'createHash', 'createHmac'])
const operations = new Set(['sleep', 'schedule', 'request', 'select', 'scope', 'all', 'allSettled', 'any', 'race', 'withTimeout', 'shield'])
const methodsOf: Record<string, ReadonlySet<string>> = { channel: new Set(['send', 'receive', 'next']), spawn: new Set(['join']) }

export function advise(program: Program, infos: readonly GeneratorInfo[], file: string, place: Place): Diagnostic[] {
  const adviser = new Adviser(program, file, place)
  for (const info of infos) adviser.held(info)
  adviser.calls(program.ast)
  return adviser.found.sort((a, b) => a.line - b.line || a.column - b.column)
}

class Adviser {
  readonly found: Diagnostic[] = []
  readonly #program: Program
  readonly #file: string
  readonly #place: Place

  constructor(program: Program, file: string, place: Place) {
    this.#program = program
    this.#file = file
    this.#place = place
  }

  /** Variables and loops that hold, across a suspend point, what no snapshot takes. */
  held({ unit, slots, points }: GeneratorInfo): void {
    for (const binding of this.#bindingsOf(unit)) {
      const definition = this.#values(binding)
      const suspect = definition === undefined ? undefined : this.#common(definition)
      if (suspect === undefined || definition === undefined) continue
      const point = points.find(({ pc, node, live }) => pc > 0 && (
        binding.where === 'scope' ? node.start > binding.declarationEnd : live.some((slot) => slots[slot] === binding.local?.name)
      ))
      if (point !== undefined) this.#tell(suspect.code, definition[0] as Node, `"${binding.name}" holds ${suspect.what} across the yield at line ${this.#place(point.node)[0]} ("${point.label}"): it can't be saved`, suspect.cure)
    }
    this.#loops(unit.node.body as Node)
  }

  #bindingsOf(unit: Unit): Binding[] {
    return (this.#program.bindingsOf.get(unit) ?? []).filter(({ where }) => where !== 'native')
  }

  /** for-of over an iterator; `of list.entries()` and its kin are understood by the compiler. */
  #loops(node: Node): void {
    if (!this.#program.suspends.has(node)) return
    if (node.type === 'ForOfStatement' && this.#program.suspends.has(node.body as Node)) {
      const right = node.right as Node
      const direct = right.type === 'CallExpression' && right.callee.type === 'MemberExpression' && ['keys', 'values', 'entries'].includes(right.callee.property.name as string)
      if (!direct && this.#suspect(right)?.code === 'HELD_ITERATOR') {
        this.#tell('HELD_ITERATOR', right, 'the loop holds a native iterator across a yield: it can\'t be saved', 'loop over an array of it: `[...iterator]`')
      }
    }
    for (const child of children(node)) this.#loops(child)
  }

  /** The values a variable is known to get; undefined if it gets others too. */
  #values(binding: Binding): Node[] | undefined {
    const values: Node[] = binding.variable.defs.filter(({ type }) => type === 'ClassName').map(({ node }) => node as unknown as Node)
    for (const { writeExpr, partial } of binding.variable.references as unknown as { writeExpr?: Node | null; partial?: boolean }[]) {
      if (!writeExpr) continue
      if (partial) return undefined
      const nothing = (writeExpr.type === 'Literal' && writeExpr.value === null) || (writeExpr.type === 'Identifier' && writeExpr.name === 'undefined')
      if (!nothing) values.push(writeExpr)
    }
    return values.length === 0 || binding.kind === 'param' ? undefined : values
  }

  #common(values: readonly Node[]): Suspect | undefined {
    const suspects = values.map((value) => this.#suspect(value))
    return suspects.every((suspect) => suspect !== undefined) ? suspects[0] : undefined
  }

  #suspect(value: Node): Suspect | undefined {
    switch (value.type) {
      case 'ImportExpression': return promise
      case 'ClassDeclaration': case 'ClassExpression': return this.#program.movedClasses.has(value) ? undefined : privateClass
      case 'NewExpression': return this.#instance(value.callee as Node)
      case 'CallExpression': return this.#result(value.callee as Node)
      default: return undefined
    }
  }

  #instance(callee: Node): Suspect | undefined {
    const name = callee.type === 'MemberExpression' ? callee.property.name as string : callee.name as string
    const binding = this.#definition(callee)
    if (callee.type === 'Identifier' && binding !== undefined && !isFromNode(binding)) {
      const made = binding.type === 'ImportBinding' ? undefined : classOf(binding.node)
      return made !== undefined && usesPrivateFields(made, this.#program.source)
        ? never(`an instance of ${name}, which has private #fields`, 'use ordinary fields, a custom type of superjson, or a permanent') : undefined
    }
    if (callee.type === 'MemberExpression' && callee.object.name === 'Intl') return host(`Intl.${name}`)
    return constructors.get(name)
  }

  #result(callee: Node): Suspect | undefined {
    if (callee.type === 'Identifier') {
      const binding = this.#definition(callee)
      if (binding === undefined) return functions.get(callee.name as string)
      if (isFromNode(binding) && handles.has(callee.name as string)) return never(`what ${callee.name as string}() gives`, PERMANENT)
      const made = binding.type === 'FunctionName' ? binding.node : undefined
      return made?.async === true && made.generator !== true ? promise : undefined
    }
    if (callee.type !== 'MemberExpression') return undefined
    const object = callee.object as Node
    if (callee.computed) return isSymbolIterator(callee.property as Node) ? iterator : undefined
    const name = callee.property.name as string
    const global = object.type === 'Identifier' && this.#definition(object) === undefined ? object.name as string : undefined
    if (global === 'Promise' && promiseMakers.has(name)) return promise
    if (name === 'bind') return never('a bound function', 'write an arrow function')
    if (iteratorMakers.has(name) && global !== 'Object' && (callee.object.type !== 'ThisExpression')) return iterator
    const owner = object.type === 'Identifier' ? this.#definition(object) : undefined
    return owner !== undefined && isFromNode(owner) && handles.has(name) ? never(`what ${object.name as string}.${name}() gives`, PERMANENT) : undefined
  }

  /** Calls of generator functions and operations whose outcome nobody waits for. */
  calls(node: Node): void {
    if (node.type === 'CallExpression') {
      const parent = this.#program.parents.get(node)
      const dropped = parent?.type === 'ExpressionStatement'
      const yielded = parent?.type === 'YieldExpression' && parent.delegate !== true
      if ((dropped || yielded) && this.#waits(node.callee as Node)) {
        const text = this.#program.source.slice(node.callee.start as number, node.callee.end as number).replace(/\s+/g, ' ')
        const inside = this.#insideGenerator(node)
        const problem = yielded ? `\`yield\` hands ${text}(...) over as it is` : `${text}(...) is never run`
        this.#tell('FORGOTTEN_YIELD_STAR', node, `${problem}: its outcome is lost`, inside ? `write \`yield* ${text}(...)\`` : `it runs in a generator function, with \`yield* ${text}(...)\`, or in a tasklet: \`spawn(...)\``)
      }
    }
    for (const child of children(node)) this.calls(child)
  }

  #waits(callee: Node): boolean {
    if (callee.type === 'Identifier') {
      const binding = this.#definition(callee)
      if (binding === undefined) return false
      return binding.type === 'ImportBinding' ? isOurs(binding) && operations.has(importedName(binding)) : isGeneratorFunction(binding)
    }
    if (callee.type !== 'MemberExpression' || callee.computed) return false
    const name = callee.property.name as string
    if (callee.object.type === 'ThisExpression') return this.#hasGeneratorMethod(callee, name)
    const owner = callee.object.type === 'Identifier' ? this.#definition(callee.object as Node) : undefined
    const init = owner?.type === 'Variable' && owner.node.id?.type === 'Identifier' ? owner.node.init as Node | null : null
    if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return false
    const maker = this.#definition(init.callee as Node)
    return maker !== undefined && maker.type === 'ImportBinding' && isOurs(maker) && methodsOf[importedName(maker)]?.has(name) === true
  }

  #hasGeneratorMethod(at: Node, name: string): boolean {
    for (let up = this.#program.parents.get(at); up !== undefined; up = this.#program.parents.get(up)) {
      if (up.type !== 'ClassBody') continue
      return (up.body as Node[]).some((member) => member.type === 'MethodDefinition' && !member.computed && member.key.name === name && member.value.generator === true && member.value.async !== true)
    }
    return false
  }

  #insideGenerator(node: Node): boolean {
    for (let up = this.#program.parents.get(node); up !== undefined; up = this.#program.parents.get(up)) {
      if (isGenerator(up)) return true
      if (/Function|StaticBlock|PropertyDefinition/.test(up.type)) return false
    }
    return false
  }

  #definition(identifier: Node): Definition | undefined {
    if (identifier.type !== 'Identifier') return undefined
    const use = this.#program.uses.get(identifier)
    const variable = use?.binding.variable ?? this.#program.manager.scopes.find(({ type }) => type === 'module')?.set.get(identifier.name as string)
    return variable?.defs.length === 1 ? variable.defs[0] as unknown as Definition : undefined
  }

  #tell(code: string, node: Node, message: string, hint: string): void {
    const [line, column] = this.#place(node)
    this.found.push({ code, severity: 'warning', message, hint, file: this.#file, line, column })
  }
}

interface Definition {
  readonly type: string
  readonly node: Node
  readonly parent?: Node
}

const sourceOf = (definition: Definition): string => (definition.type === 'ImportBinding' ? definition.parent?.source?.value as string : '')
const isFromNode = (definition: Definition): boolean => /^(?:node:|(?:fs|net|http|https|tls|child_process|readline|crypto|events|worker_threads)(?:\/|$))/.test(sourceOf(definition))
const isOurs = (definition: Definition): boolean => /^@?stillframe(?:\/|$)/.test(sourceOf(definition))
const importedName = ({ node }: Definition): string => (node.imported?.name ?? '') as string

function isGeneratorFunction({ type, node }: Definition): boolean {
  if (type === 'FunctionName') return isGenerator(node)
  return type === 'Variable' && node.id?.type === 'Identifier' && node.init != null && isGenerator(node.init as Node)
}

function classOf(node: Node): Node | undefined {
  const made = node.type === 'VariableDeclarator' ? node.init as Node | null : node
  return made?.type === 'ClassDeclaration' || made?.type === 'ClassExpression' ? made : undefined
}

/** As the snapshot decides it: by what the class' text reads. */
function usesPrivateFields(node: Node, source: string): boolean {
  return /[\w$)\]]\??\.#[\p{ID_Start}_$]|#[\p{ID_Start}_$][\p{ID_Continue}$]* in /u.test(source.slice(node.start, node.end))
}

function isSymbolIterator(property: Node): boolean {
  return property.type === 'MemberExpression' && property.object.name === 'Symbol' && property.property.name === 'iterator'
}
