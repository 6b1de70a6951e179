// Suspects: the values that no snapshot takes, by how they are made.
//
// Called by: advice.ts. Calls: names.ts, members.ts.

import { isClass, isFunction, type Node } from '../ast.ts'
import { hasUnsavableInstances, methodOf } from './members.ts'
import type { Names } from './names.ts'

export interface Suspect {
  readonly code: 'HELD_ITERATOR' | 'NEVER_SAVED'
  readonly what: string
  readonly cure: string
}

const never = (what: string, cure: string): Suspect => ({ code: 'NEVER_SAVED', what, cure })
const PERMANENT = 'make it a permanent, or end its use before the yield'
const iterator: Suspect = { code: 'HELD_ITERATOR', what: 'a native iterator', cure: 'loop with for-of in the tasklet itself, or keep an array and an index' }
const promise = never('a promise', 'wait for it through `yield* request(kind, args)`, which is saved and asked again')
const bound = never('a bound function', 'write an arrow function')
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
/** Of Node's own modules. */
const handles = new Set(['createReadStream', 'createWriteStream', 'createServer', 'createConnection', 'connect', 'spawn', 'fork', 'exec', 'execFile', 'watch', 'createInterface', 'request', 'createHash', 'createHmac'])
const collections = new Set(['Array', 'Map', 'Set', 'URLSearchParams', 'Headers', 'FormData', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'])
const iteratorMakers = new Set(['keys', 'values', 'entries'])
/** By the global that has them: functions that give arrays. */
const arrayMakers = new Map([['Object', iteratorMakers], ['Array', new Set(['from', 'of'])]])

export class Suspects {
  readonly #names: Names

  constructor(names: Names) {
    this.#names = names
  }

  of(value: Node): Suspect | undefined {
    switch (value.type) {
      case 'ImportExpression': return promise
      case 'ClassDeclaration': case 'ClassExpression': return this.#names.program.movedClasses.has(value) ? undefined : privateClass
      case 'NewExpression': return this.#instance(value.callee as Node)
      case 'CallExpression': return this.#result(value.callee as Node)
      default: return undefined
    }
  }

  #instance(callee: Node): Suspect | undefined {
    const name = this.#names.globalName(callee) ?? this.#names.nodeName(callee)
    if (name !== undefined) return constructors.get(name)
    if (callee.type === 'MemberExpression' && !callee.computed && this.#names.globalName(callee.object) === 'Intl') return host(`Intl.${callee.property.name as string}`)
    const isPrivate = callee.type === 'Identifier' && this.#names.isAlways(callee, (value) => isClass(value) && hasUnsavableInstances(value, this.#names))
    return isPrivate ? never(`an instance of ${callee.name as string}, which has private #fields`, 'use ordinary fields, hooks (`static [SAVE]` and `[LOAD]`), or a permanent') : undefined
  }

  #result(callee: Node): Suspect | undefined {
    const global = this.#names.globalName(callee)
    if (global !== undefined) return functions.get(global)
    const ofNode = this.#names.nodeName(callee)
    if (ofNode !== undefined && handles.has(ofNode)) return never(`what ${this.#text(callee)}() gives`, PERMANENT)
    if (callee.type !== 'MemberExpression') return this.#names.isAlways(callee, isAsync) ? promise : undefined
    const object = callee.object as Node
    if (callee.computed) return isSymbolIterator(callee.property as Node) && (this.#isCollection(object) || this.#isString(object)) ? iterator : undefined
    const name = callee.property.name as string
    if (promiseMakers.has(name) && this.#names.globalName(object) === 'Promise') return promise
    if (name === 'bind') return this.#isFunction(object) ? bound : undefined
    if (name === 'matchAll' ? this.#isString(object) : iteratorMakers.has(name) && this.#isCollection(object)) return iterator
    const method = methodOf(callee, this.#names)
    return method !== undefined && isAsync(method.value as Node) ? promise : undefined
  }

  #isFunction(node: Node): boolean {
    return methodOf(node, this.#names) !== undefined || this.#names.isAlways(node, (value) => isFunction(value) || isClass(value))
  }

  #isCollection(node: Node): boolean {
    return this.#names.isAlways(node, ({ type, callee }) => {
      if (type === 'NewExpression') return collections.has(this.#names.globalName(callee as Node) ?? '')
      if (type !== 'CallExpression' || callee.type !== 'MemberExpression' || callee.computed) return type === 'ArrayExpression'
      return arrayMakers.get(this.#names.globalName(callee.object as Node) ?? '')?.has(callee.property.name as string) === true
    })
  }

  #isString(node: Node): boolean {
    return this.#names.isAlways(node, ({ type, value, callee }) => (
      type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string') || (type === 'CallExpression' && this.#names.globalName(callee as Node) === 'String')
    ))
  }

  #text({ start, end }: Node): string {
    return this.#names.program.source.slice(start, end)
  }
}

const isAsync = (node: Node): boolean => isFunction(node) && node.async === true && node.generator !== true

function isSymbolIterator(property: Node): boolean {
  return property.type === 'MemberExpression' && property.object.name === 'Symbol' && property.property.name === 'iterator'
}
