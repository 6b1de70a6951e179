// Which row an object gets, or why it is refused.
//
//   CL1. What an object is depends on its prototype, and is worked out once for each prototype in a capture.
//   CL2. Built-in objects with hidden state are known by the first built-in prototype on their chain; their rows then
//        check the object itself. Built-in prototypes without a row are refused: their state would be lost silently.
//   CL3. A class of the program must have a name: a compiled module's binding, a superjson registration, a permanent,
//        or a closure of compiled code.
//
// Called by: encode.ts. Calls: names.ts, privates.ts, the rows.

import { closureOf, Frame, GeneratorPrototype, generatorState, kindOf, scopeOf } from '@stillframe/runtime/abi'
import { byteRows } from './bytes.ts'
import { frameRow, generatorRow, kindRowOf, scopeRow } from './code.ts'
import { refuse, type Reason } from '../errors.ts'
import { hostClasses } from './hosts.ts'
import { standardName, type ModuleNames } from './names.ts'
import { classNameOf } from './permanents.ts'
import { privateClass } from './privates.ts'
import { isNativeGenerator } from './proxies.ts'
import { constructorOf, prototypeRow } from './references.ts'
import type { Registries } from './registries.ts'
import type { AnyRow } from './rows.ts'
import { valueRows } from './values.ts'

const rowNamed = (tag: string): AnyRow => [...valueRows, ...byteRows].find((row) => row.tag === tag) as AnyRow
const plainRow = rowNamed('object')
const bareRow = rowNamed('null')
const instanceRow = rowNamed('instance')
const argumentsRow = rowNamed('arguments')

const host = globalThis as unknown as Record<string, { prototype: object } | undefined>
const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object

/** True for objects that have the hidden state of their kind: an object can inherit from Map.prototype without being a Map. */
type Brand = (object: object) => boolean

const answers = (method: unknown): Brand => (object) => {
  try {
    Reflect.apply(method as () => unknown, object, [])
    return true
  } catch {
    return false
  }
}
const getter = (holder: object, name: string): unknown => Object.getOwnPropertyDescriptor(holder, name)?.get
const isError: Brand = (object) => Object.prototype.toString.call(object) === '[object Error]' || Object.hasOwn(object, 'stack')
const isBoxed: Brand = (object) => [Number, String, Boolean, BigInt, Symbol].some((Class) => answers((Class.prototype as object).valueOf)(object))

interface BuiltIn {
  readonly row: AnyRow
  readonly brand: Brand
}

/** CL2 */
const builtIn = new Map<object, BuiltIn>()
function add(tag: string, brand: Brand, names: string): void {
  for (const name of names.split(/\s+/)) if (host[name] !== undefined) builtIn.set(host[name].prototype, { row: rowNamed(tag), brand })
}
add('array', Array.isArray, 'Array')
add('map', answers(getter(Map.prototype, 'size')), 'Map')
add('set', answers(getter(Set.prototype, 'size')), 'Set')
add('date', answers(Date.prototype.getTime), 'Date')
add('regexp', (object) => Object.hasOwn(object, 'lastIndex') && object !== RegExp.prototype, 'RegExp')
add('error', isError, 'Error EvalError RangeError ReferenceError SyntaxError TypeError URIError AggregateError SuppressedError')
add('buffer', answers(getter(ArrayBuffer.prototype, 'byteLength')), 'ArrayBuffer')
add('boxed', isBoxed, 'Number String Boolean BigInt Symbol')
add('view', ArrayBuffer.isView, `Buffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array
Float32Array Float64Array BigInt64Array BigUint64Array`)
for (const [tag, name] of [['url', 'URL'], ['params', 'URLSearchParams']] as const) {
  if (host[name] !== undefined) add(tag, answers((host[name].prototype as { toString: unknown }).toString), name)
}

for (const { prototype, tag, answer } of hostClasses()) builtIn.set(prototype, { row: rowNamed(tag), brand: answers(answer) })

const NEUTRAL = new Set<object>([Object.prototype, IteratorPrototype])

function refusedBuiltIn(name: string): Reason {
  const short = name.replace(/\.prototype$/, '')
  if (short === 'Promise') return refuse.promise()
  if (/^(WeakMap|WeakSet|WeakRef|FinalizationRegistry)$/.test(short)) return refuse.weak(short)
  if (/^(Async)?Generator(Function)?$/.test(short)) return refuse.nativeGenerator()
  if (short === 'IteratorHelper') return refuse.nativeIterator('iterator helper')
  if (short === 'WrappedIterator') return refuse.nativeIterator('wrapped iterator')
  if (short.endsWith('Iterator')) return refuse.nativeIterator(short.replace('Iterator', ' iterator'))
  return refuse.instance(short)
}

type Verdict = AnyRow | Reason
type Plan = Verdict | ((object: object) => Verdict)

export const isReason = (verdict: Verdict): verdict is Reason => 'what' in verdict

const plain = (object: object): Verdict => {
  if (Object.hasOwn(object, Symbol.iterator) && Object.prototype.toString.call(object) === '[object Arguments]') return argumentsRow
  return plainRow
}

const bare = (object: object): Verdict =>
  Object.hasOwn(object, Symbol.toStringTag) && Object.prototype.toString.call(object) === '[object Module]' ? refuse.namespace() : bareRow

export class Classifier {
  readonly #plans = new Map<object | null, Plan>([[Object.prototype, plain], [null, bare]])
  readonly #modules: ModuleNames
  readonly #registries: Registries
  readonly #isPermanent: (object: object) => boolean
  readonly #ownerOf: (prototype: object) => Function | undefined

  constructor(modules: ModuleNames, registries: Registries, isPermanent: (object: object) => boolean, ownerOf: (prototype: object) => Function | undefined) {
    this.#modules = modules
    this.#registries = registries
    this.#isPermanent = isPermanent
    this.#ownerOf = ownerOf
  }

  rowOf(object: object): Verdict {
    const prototype = Object.getPrototypeOf(object) as object | null
    if (isHeirPrototype(object, prototype)) return this.#hasNamedConstructor(object) ? prototypeRow : refuse.unknownClass(classNameOf(object) ?? 'class')
    let plan = this.#plans.get(prototype)
    if (plan === undefined) {
      plan = this.#plan(prototype as object, object)
      this.#plans.set(prototype, plan)
    }
    const verdict = typeof plan === 'function' ? plan(object) : plan
    // An object of no class of its own may be the `prototype` of a class or function.
    if ((verdict === plainRow || verdict === instanceRow || verdict === bareRow) && (this.#ownerOf(object) !== undefined || this.#hasNamedConstructor(object))) {
      return prototypeRow
    }
    return verdict
  }

  #plan(prototype: object, object: object): Plan {
    const kind = kindOf(object)
    if (kind !== undefined) return kindRowOf(kind)
    if (prototype === Frame.prototype) return frameRow
    if (scopeOf(object) !== undefined) return scopeRow
    let found: BuiltIn | undefined
    for (let at: object | null = prototype; at !== null && !NEUTRAL.has(at); at = Object.getPrototypeOf(at) as object | null) {
      found = builtIn.get(at)
      if (found !== undefined) break
      if (at === GeneratorPrototype) {
        return (one) => {
          if (generatorState(one) !== undefined) return generatorRow
          return isNativeGenerator(one) ? refuse.nativeGenerator() : this.#instance(prototype)
        }
      }
      const name = standardName(at)
      if (name !== undefined && kindOf(Object.create(at) as object) === undefined) return refusedBuiltIn(name)
    }
    const verdict = this.#instance(prototype)
    if (found === undefined || isReason(verdict)) return verdict
    const { row, brand } = found
    return (one) => (brand(one) ? row : verdict)
  }

  /** CL3 */
  #instance(prototype: object): Verdict {
    const constructor = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown
    const named = this.#isPermanent(prototype) || standardName(prototype) !== undefined || this.#modules.find(prototype) !== undefined
    if (typeof constructor === 'function' && !named && !this.#hasNamedConstructor(prototype)) {
      return refuse.unknownClass(classNameOf({ __proto__: prototype } as object) ?? 'object of an unknown class')
    }
    const culprit = privateClass(prototype)
    return culprit === undefined ? instanceRow : refuse.privateFields(culprit)
  }

  #hasNamedConstructor(prototype: object): boolean {
    const constructor = Object.hasOwn(prototype, 'constructor') ? constructorOf(prototype) : undefined
    return constructor !== undefined && (
      closureOf(constructor) !== undefined || this.#registries.className(constructor) !== undefined ||
      this.#isPermanent(constructor) || this.#modules.find(constructor) !== undefined
    )
  }
}

/** The prototype of a class that extends one of the runtime's kinds: it inherits from them, and is none. */
function isHeirPrototype(object: object, prototype: object | null): boolean {
  return prototype !== null && Object.hasOwn(object, 'constructor') && kindOf(object) === undefined && kindOf(Object.create(prototype) as object)?.heirs === true
}
