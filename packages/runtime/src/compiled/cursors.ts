// Cursors: iteration state that is ours, so that a snapshot can carry it. What for-of, for-in, destructuring and
// `yield*` hold between two steps.
//
//   I1. `step()` moves on and says whether there is a `value`; after it has said no, it says no for ever.
//   I2. A cursor over an array, Map, Set or string stands for the built-in iterator only where nobody could tell the
//       difference: `iterate` checks that the iterator methods are the engine's own (ECMA-262 7.4.3 GetIterator).
//   I3. `nextMethod` of a foreign iterator is read once (7.4.2).
//   I4. The position in a Map or Set is the number of entries before it, counted when a snapshot asks.
//
// Called by: emitted code, delegate.ts. Calls: the iterated objects.

const iteratorOf: typeof Symbol.iterator = Symbol.iterator
const ArrayIteratorPrototype = Object.getPrototypeOf([][iteratorOf]()) as { next: unknown }
const MapIteratorPrototype = Object.getPrototypeOf(new Map()[iteratorOf]()) as { next: unknown }
const SetIteratorPrototype = Object.getPrototypeOf(new Set()[iteratorOf]()) as { next: unknown }
const StringIteratorPrototype = Object.getPrototypeOf(''[iteratorOf]()) as { next: unknown }
const selfIterator = (Object.getPrototypeOf(ArrayIteratorPrototype) as { [iteratorOf]: unknown })[iteratorOf]
const arrayValues = Array.prototype.values
const typedArrayValues = (Object.getPrototypeOf(Uint8Array.prototype) as { values: unknown }).values
const mapEntries = Map.prototype.entries
const setValues = Set.prototype.values
const stringIterator = String.prototype[iteratorOf]
const arrayMethods = { keys: Array.prototype.keys, values: arrayValues, entries: Array.prototype.entries } as Record<Part, Function>
const mapMethods = { keys: Map.prototype.keys, values: Map.prototype.values, entries: mapEntries } as Record<Part, Function>
const setMethods = { keys: Set.prototype.keys, values: setValues, entries: Set.prototype.entries } as Record<Part, Function>
const arrayNext = ArrayIteratorPrototype.next
const mapNext = MapIteratorPrototype.next
const setNext = SetIteratorPrototype.next
const stringNext = StringIteratorPrototype.next

export interface Cursor {
  value: unknown
  /** Moves to the next value; false at the end. */
  step(): boolean
  /** The loop is left early (7.4.11 IteratorClose). `thrown`: because of an error, which outranks any of ours. */
  close(thrown: boolean): void
}

/** What a cursor gives of each entry. */
export type Part = 'keys' | 'values' | 'entries'

export class ArrayCursor implements Cursor {
  value: unknown = undefined
  declare source: ArrayLike<unknown> | null
  index = 0
  declare part: Part

  constructor(source: ArrayLike<unknown>, part: Part) {
    this.source = source
    this.part = part
  }

  step(): boolean {
    const source = this.source
    if (source === null) return false
    if (!(this.index < source.length)) { // also when an array-like has no length (7.1.20 ToLength)
      this.source = null
      this.value = undefined
      return false
    }
    const index = this.index++
    this.value = this.part === 'values' ? source[index] : this.part === 'keys' ? index : [index, source[index]]
    return true
  }

  close(): void {}
}

export class StringCursor implements Cursor {
  value: unknown = undefined
  declare source: string
  index = 0

  constructor(source: string) {
    this.source = source
  }

  step(): boolean {
    if (this.index >= this.source.length) {
      this.value = undefined
      return false
    }
    const character = String.fromCodePoint(this.source.codePointAt(this.index) as number)
    this.value = character
    this.index += character.length
    return true
  }

  close(): void {}
}

type Collection = Map<unknown, unknown> | Set<unknown>

export class CollectionCursor implements Cursor {
  value: unknown = undefined
  /** null once the end was reached. */
  declare source: Collection | null
  /** Entries before this one when `native` was last made. I4 */
  skipped = 0
  native: Iterator<unknown> | null = null
  declare part: Part

  constructor(source: Collection, part: Part) {
    this.source = source
    this.part = part
  }

  step(): boolean {
    if (this.source === null) return false
    const result = this.#live(this.source).next()
    if (result.done) {
      this.source = null
      this.native = null
      this.value = undefined
      return false
    }
    this.value = result.value
    return true
  }

  #live(source: Collection): Iterator<unknown> {
    if (this.native === null) {
      const methods = source instanceof Map ? mapMethods : setMethods
      this.native = Reflect.apply(methods[this.part], source, []) as Iterator<unknown>
      for (let i = 0; i < this.skipped; i++) (this.native as Iterator<unknown>).next()
    }
    return this.native as Iterator<unknown>
  }

  /** How many entries of the collection, as it is now, lie before the cursor. */
  position(): number {
    if (this.source !== null && this.native !== null) {
      let left = 0
      while (!this.native.next().done) left++
      this.skipped = this.source.size - left
      this.native = null
      this.resume()
    }
    return this.skipped
  }

  /** Puts a fresh iterator where the old one stood. At once: an entry before it may be deleted at any time. */
  resume(): void {
    if (this.source !== null) this.#live(this.source)
  }

  close(): void {}
}

/** The keys of a for-in loop (14.7.5.9 EnumerateObjectProperties): gathered first, skipped if deleted meanwhile. */
export class KeysCursor implements Cursor {
  value: unknown = undefined
  declare source: object | null
  declare keys: string[]
  index = 0

  constructor(source: object | null, keys: string[]) {
    this.source = source
    this.keys = keys
  }

  step(): boolean {
    while (this.source !== null && this.index < this.keys.length) {
      const key = this.keys[this.index++] as string
      if (isEnumerable(this.source, key)) {
        this.value = key
        return true
      }
    }
    this.source = null
    this.value = undefined
    return false
  }

  close(): void {}
}

function isEnumerable(source: object, key: string): boolean {
  for (let object: object | null = source; object !== null; object = Object.getPrototypeOf(object)) {
    const property = Object.getOwnPropertyDescriptor(object, key)
    if (property !== undefined) return property.enumerable === true
  }
  return false
}

export class ForeignCursor implements Cursor {
  value: unknown = undefined
  declare iterator: Iterator<unknown>
  declare nextMethod: unknown
  done = false

  constructor(iterator: Iterator<unknown>, nextMethod: unknown) {
    this.iterator = iterator
    this.nextMethod = nextMethod
  }

  step(): boolean {
    if (this.done) return false
    this.done = true // an error of next() or of its result ends the iteration without close (7.4.8)
    const result = Reflect.apply(this.nextMethod as () => IteratorResult<unknown>, this.iterator, []) as IteratorResult<unknown>
    if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`)
    if (result.done) {
      this.value = undefined
      return false
    }
    this.value = result.value
    this.done = false
    return true
  }

  close(thrown: boolean): void {
    if (this.done) return
    this.done = true
    let inner: unknown
    try {
      const method = this.iterator.return as unknown
      if (method === undefined || method === null) return
      inner = Reflect.apply(method as () => unknown, this.iterator, [])
    } catch (error) {
      if (thrown) return
      throw error
    }
    if (!thrown && !isObject(inner)) throw new TypeError(`${String(inner)} is not an object`)
  }
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** GetIterator(value, sync): a cursor of ours over built-in collections, or one around the foreign iterator. I2 */
export function iterate(value: unknown): Cursor {
  const method = (value as { [iteratorOf]: unknown })[iteratorOf] as unknown
  if (typeof value === 'string') {
    if (method === stringIterator && StringIteratorPrototype.next === stringNext) return new StringCursor(value)
  } else if (method === arrayValues || method === typedArrayValues) {
    if (ArrayIteratorPrototype.next === arrayNext && isArrayOrView(value)) {
      return new ArrayCursor(value as ArrayLike<unknown>, 'values')
    }
  } else if (method === mapEntries) {
    if (MapIteratorPrototype.next === mapNext && value instanceof Map) return new CollectionCursor(value, 'entries')
  } else if (method === setValues) {
    if (SetIteratorPrototype.next === setNext && value instanceof Set) return new CollectionCursor(value, 'values')
  }
  if (typeof method !== 'function') throw new TypeError(`${printable(value)} is not iterable`)
  const iterator = Reflect.apply(method, value, []) as Iterator<unknown>
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object')
  return new ForeignCursor(iterator, iterator.next)
}

/**
 * GetIterator(source[part](), sync), for `for (const [i, x] of list.entries())` and its kin: the built-in iterator such a
 * call makes is seen by nobody else, so a cursor can stand for it.
 */
export function iteratePart(source: unknown, part: Part, text: string): Cursor {
  const method = (source as Record<Part, unknown>)[part]
  if (Array.isArray(source) && method === arrayMethods[part] && isPristine(ArrayIteratorPrototype, arrayNext)) return new ArrayCursor(source, part)
  if (source instanceof Map && method === mapMethods[part] && isPristine(MapIteratorPrototype, mapNext)) return new CollectionCursor(source, part)
  if (source instanceof Set && method === setMethods[part] && isPristine(SetIteratorPrototype, setNext)) return new CollectionCursor(source, part)
  if (typeof method !== 'function') throw new TypeError(`${text} is not a function`)
  return iterate(Reflect.apply(method, source as object, []))
}

/** Built-in iterators of this kind give themselves from [Symbol.iterator], and step as the engine made them. */
function isPristine(prototype: { next: unknown }, next: unknown): boolean {
  return prototype.next === next && (prototype as { [iteratorOf]?: unknown })[iteratorOf] === selfIterator
}

function printable(value: unknown): string {
  return isObject(value) ? 'object' : String(value)
}

/** Arrays, typed arrays, arguments objects: their length is a length. */
function isArrayOrView(value: unknown): boolean {
  return Array.isArray(value) || ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object Arguments]'
}

/** The cursor of `for (const key in value)`. */
export function keysOf(value: unknown): KeysCursor {
  if (value === undefined || value === null) return new KeysCursor(null, [])
  const source = Object(value) as object
  const keys: string[] = []
  for (const key in source) keys.push(key)
  return new KeysCursor(source, keys)
}
