// Values: a row for each kind of value of the language that has identity. (Leaf values are cells: cells.ts. Bytes: bytes.ts. Intl and
// Temporal: hosts.ts.)
//
//   V1. A row restores what a program can see of a value: class, own properties with attributes and order, internal state.
//   V2. Objects without class state share their list of keys: it is part of the type.
//
// Called by: classify.ts, decode.ts. Calls: properties.ts.

import { HOLE, isHole } from '../text/cells.ts'
import { isIndex, need } from '../text/format.ts'
import { hostRows } from './hosts.ts'
import { isRuntimePrototype } from './names.ts'
import { coversNothing, isRegular, levelOf, put, saveOdd } from './properties.ts'
import { INDEX, PROPERTY, PUT, row, WORDS, type AnyRow, type Reader, type Type, type Writer } from './rows.ts'

const NONE = 0
const LONGEST_ARRAY = 2 ** 32

/**
 * Puts the regular properties of `object`; what is odd goes to `more`. V2
 * `owner` and `head` make up the type, `shown` is how it is written; `allowed` names the only properties to be saved.
 */
function keyed(object: object, writer: Writer, owner: object, head: unknown[], shown: unknown[] = head, allowed?: readonly string[]): typeof PUT {
  const level = levelOf(object)
  const keys = allowed === undefined ? Reflect.ownKeys(object) : allowed.filter((key) => Object.hasOwn(object, key))
  const values: unknown[] = []
  for (const key of keys) {
    if (typeof key === 'symbol') break
    const property = Reflect.getOwnPropertyDescriptor(object, key)
    if (!isRegular(property, level)) break
    values.push(property.value)
  }
  const regular = values.length
  writer.begin(typeOfKeys(keys, regular, writer, owner, head, shown), regular)
  for (let i = 0; i < regular; i++) writer.put(values[i], PROPERTY, keys[i] as string)
  if (level > 0 || regular < keys.length) writer.more(object, level, NONE, keys.slice(regular))
  return PUT
}

interface Keys {
  readonly keys: readonly (string | symbol)[]
  readonly type: number
}

/** How many lists of keys are compared, of those met last, before the type is asked for part by part. */
const MOST_COMPARED = 8

function typeOfKeys(keys: readonly (string | symbol)[], count: number, writer: Writer, owner: object, head: unknown[], shown: unknown[]): number {
  const known = writer.memo<Keys>(owner)
  for (let i = known.length - 1; i >= 0; i--) {
    const one = known[i] as Keys
    let same = one.keys.length === count
    for (let k = 0; same && k < count; k++) same = one.keys[k] === keys[k]
    if (same) return one.type
  }
  const own = keys.slice(0, count)
  const type = writer.type([...head, ...own], () => [...shown, ...own])
  if (known.length === MOST_COMPARED) known.shift()
  known.push({ keys: own, type })
  return type
}

function fillKeyed(object: object, keys: readonly unknown[], cells: readonly unknown[], reader: Reader): void {
  need(keys.length === cells.length, 'an object has too many or too few values')
  const prototype = Object.getPrototypeOf(object) as object | null
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    need(typeof key === 'string', 'a key is none')
    const value = reader.value(cells[i])
    if (prototype !== null && key in prototype) put(object, key, value)
    else (object as Record<string, unknown>)[key] = value
  }
}

/** The same for all objects of a type: they have one prototype. */
function fillAllKeyed(objects: readonly object[], keys: readonly unknown[], values: readonly (readonly unknown[])[]): void {
  need(keys.length === values.length, 'an object has too many or too few values')
  const prototype = Object.getPrototypeOf(objects[0]) as object | null
  keys.forEach((key, k) => {
    need(typeof key === 'string', 'a key is none')
    const column = values[k] as readonly unknown[]
    const same = column.length === 1
    if (prototype !== null && key in prototype) for (let i = 0; i < objects.length; i++) put(objects[i] as object, key, column[same ? 0 : i])
    else for (let i = 0; i < objects.length; i++) (objects[i] as Record<string, unknown>)[key] = column[same ? 0 : i]
  })
}

const ARRAY = ['array']
const PLAIN = {}
const BARE = {}

const plain = row<object>({
  tag: 'object',
  empty: true,
  save: (object, writer) => keyed(object, writer, PLAIN, ['object']),
  create: () => ({}),
  fill: (object, type, cells, reader) => fillKeyed(object, type.slice(1), cells, reader),
  fillAll: (objects, type, values) => fillAllKeyed(objects, type.slice(1), values),
})

const bare = row<object>({
  tag: 'null',
  empty: true,
  save: (object, writer) => keyed(object, writer, BARE, ['null']),
  create: () => Object.create(null) as object,
  fill: (object, type, cells, reader) => fillKeyed(object, type.slice(1), cells, reader),
  fillAll: (objects, type, values) => fillAllKeyed(objects, type.slice(1), values),
})

/** Any object with a prototype of the program's. The prototype is part of the type. */
const instance = row<object>({
  tag: 'instance',
  empty: true,
  save(object, writer) {
    const prototype = Object.getPrototypeOf(object) as object
    const cell = writer.cell(prototype, WORDS, 'prototype')
    return keyed(object, writer, prototype, ['instance', prototype], ['instance', cell], writer.allowed(prototype))
  },
  needs: (type) => [type[1]],
  create(type, _cells, reader) {
    const prototype = reader.made(type[1])
    need((typeof prototype === 'object' && prototype !== null) || typeof prototype === 'function', 'a prototype is none')
    need(!isRuntimePrototype(prototype), 'an object pretends to be the runtime\'s')
    return Object.create(prototype) as object
  },
  fill: (object, type, cells, reader) => fillKeyed(object, type.slice(2), cells, reader),
  fillAll: (objects, type, values) => fillAllKeyed(objects, type.slice(2), values),
})

const array = row<unknown[]>({
  tag: 'array',
  empty: true,
  save(array, writer) {
    if (!Array.isArray(array)) throw new TypeError('it is no array')
    const level = levelOf(array)
    const keys = Reflect.ownKeys(array)
    const elements = elementsOf(array, keys, level)
    if (elements !== undefined) {
      writer.begin(writer.type(ARRAY), elements.length)
      for (let i = 0; i < elements.length; i++) writer.put(elements[i], INDEX, i)
      return PUT
    }
    const regular = new Map<number, unknown>()
    const odd: PropertyKey[] = []
    const dense: unknown[] = []
    for (const key of keys) {
      const property = Reflect.getOwnPropertyDescriptor(array, key) as PropertyDescriptor
      if (key === 'length') {
        if (property.writable !== level < 3) odd.push(key)
      } else if (typeof key === 'string' && isArrayIndex(key) && isRegular(property, level)) {
        const cell = writer.cell(property.value, INDEX, key)
        if (dense.length === Number(key) && regular.size === 0) dense.push(cell)
        else regular.set(Number(key), cell)
      } else {
        odd.push(key)
      }
    }
    const prototype = Object.getPrototypeOf(array) as object | null
    const natural = prototype === Array.prototype
    if (level > 0 || odd.length > 0 || !natural) writer.more(array, level, natural ? NONE : writer.cell(prototype, WORDS, 'prototype'), odd)
    if (dense.length === array.length) return [writer.type(['array']), ...dense]
    if (array.length <= 2 * (dense.length + regular.size) + 8) {
      for (let i = dense.length; i < array.length; i++) dense.push(regular.has(i) ? regular.get(i) : HOLE)
      return [writer.type(['array']), ...dense]
    }
    dense.forEach((cell, i) => regular.set(i, cell))
    const pairs = [...regular].sort(([a], [b]) => a - b).flat()
    return [writer.type(['sparse']), array.length, ...pairs]
  },
  create: (_type, cells) => blank(cells.length),
  fill(array, _type, cells, reader) {
    const short = cells.length <= SHORT
    if (!short) array.length = 0
    for (let i = 0; i < cells.length; i++) element(array, short, i, isHole(cells[i]) ? HOLE : reader.value(cells[i]))
  },
  fillAll(arrays, _type, values) {
    const short = values.length <= SHORT
    if (!short) for (const array of arrays) array.length = 0 // a custom type may have filled it before
    values.forEach((column, k) => {
      const same = column.length === 1
      for (let i = 0; i < arrays.length; i++) element(arrays[i] as unknown[], short, k, column[same ? 0 : i])
    })
  },
})

/** The elements of an array that has nothing else; undefined for other arrays. */
function elementsOf(array: unknown[], keys: readonly PropertyKey[], level: number): unknown[] | undefined {
  if (level > 0 || keys.length !== array.length + 1 || Object.getPrototypeOf(array) !== Array.prototype) return undefined
  const elements: unknown[] = []
  for (let i = 0; i < array.length; i++) {
    const property = Reflect.getOwnPropertyDescriptor(array, i)
    if (!isRegular(property, level)) return undefined
    elements.push(property.value)
  }
  return Reflect.getOwnPropertyDescriptor(array, 'length')?.writable ? elements : undefined
}

/** Arrays up to this length are made with their length: what grows by `push` gets room for 17. */
const SHORT = 4

function blank(length: number): unknown[] {
  switch (length) {
    case 1: return [undefined]
    case 2: return [undefined, undefined]
    case 3: return [undefined, undefined, undefined]
    case 4: return [undefined, undefined, undefined, undefined]
    default: return []
  }
}

function element(array: unknown[], short: boolean, index: number, value: unknown): void {
  if (value === HOLE) {
    if (short) Reflect.deleteProperty(array, index)
    else array.length++
  } else if (short) array[index] = value
  else array.push(value)
}

const sparse = row<unknown[]>({
  tag: 'sparse',
  save: () => { throw new TypeError('arrays are saved by their own row') },
  create(_type, cells) {
    need(isIndex(cells[0], LONGEST_ARRAY), 'the length of an array is none')
    const array: unknown[] = []
    array.length = cells[0]
    return array
  },
  fill(array, _type, cells, reader) {
    need(cells.length % 2 === 1, 'a sparse array is damaged')
    for (let i = 1; i < cells.length; i += 2) {
      const index = cells[i]
      need(isIndex(index, array.length), 'an index is out of range')
      array[index] = reader.value(cells[i + 1])
    }
  },
})

const isArrayIndex = (key: string): boolean => /^(0|[1-9]\d*)$/.test(key) && Number(key) < LONGEST_ARRAY - 1

const strictArguments = function (): unknown {
  return arguments
}

/** `arguments` of strict code: not an array, with a hidden length. */
const argumentsObject = row<object>({
  tag: 'arguments',
  save(object, writer) {
    const level = levelOf(object)
    const { length } = object as { length: number }
    const cells: unknown[] = []
    for (let i = 0; i < length; i++) {
      if (!isRegular(Reflect.getOwnPropertyDescriptor(object, i), level)) break
      cells.push(writer.cell((object as unknown[])[i], INDEX, i))
    }
    const sample = Reflect.apply(strictArguments, undefined, []) as object
    saveOdd(object, writer, Object.prototype, (key) => {
      if (typeof key === 'string' && isArrayIndex(key)) return Number(key) < cells.length
      const own = Reflect.getOwnPropertyDescriptor(object, key) as PropertyDescriptor
      const natural = Reflect.getOwnPropertyDescriptor(sample, key)
      if (natural === undefined || level > 0) return key === 'callee'
      return key === 'length' ? own.value === cells.length && !own.enumerable : own.value === natural.value && own.get === natural.get
    })
    return [writer.type(['arguments']), ...cells]
  },
  create: (_type, cells) => Reflect.apply(strictArguments, undefined, cells.map(() => undefined)) as object,
  fill(object, _type, cells, reader) {
    cells.forEach((cell, i) => { (object as unknown[])[i] = reader.value(cell) })
  },
})

const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get as () => number
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')?.get as () => number

const map = row<Map<unknown, unknown>>({
  tag: 'map',
  empty: true,
  late: true,
  save(map, writer) {
    Reflect.apply(mapSize, map, [])
    const cells: unknown[] = []
    Map.prototype.forEach.call(map, (value, key) => {
      const words = typeof key === 'object' || typeof key === 'symbol' || typeof key === 'function' ? 'value' : `value of key ${JSON.stringify(String(key))}`
      cells.push(writer.cell(key, WORDS, 'key'), writer.cell(value, WORDS, words))
    })
    saveOdd(map, writer, Map.prototype, coversNothing)
    return [writer.type(['map']), ...cells]
  },
  create: () => new Map(),
  fill(map, _type, cells, reader) {
    need(cells.length % 2 === 0, 'a Map is damaged')
    map.clear()
    for (let i = 0; i < cells.length; i += 2) map.set(reader.value(cells[i]), reader.value(cells[i + 1]))
  },
})

const set = row<Set<unknown>>({
  tag: 'set',
  empty: true,
  late: true,
  save(set, writer) {
    Reflect.apply(setSize, set, [])
    const cells: unknown[] = []
    Set.prototype.forEach.call(set, (value) => cells.push(writer.cell(value, WORDS, 'member')))
    saveOdd(set, writer, Set.prototype, coversNothing)
    return [writer.type(['set']), ...cells]
  },
  create: () => new Set(),
  fill(set, _type, cells, reader) {
    set.clear()
    for (const cell of cells) set.add(reader.value(cell))
  },
})

const date = row<Date>({
  tag: 'date',
  save(date, writer) {
    const ms = Date.prototype.getTime.call(date)
    saveOdd(date, writer, Date.prototype, coversNothing)
    return [writer.type(['date']), writer.cell(ms, PROPERTY, 'time')]
  },
  create: (_type, cells, reader) => {
    const ms = reader.value(cells[0])
    need(typeof ms === 'number', 'a Date is damaged')
    return new Date(ms)
  },
})

const regexpSource = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source')?.get as () => string
const regexpFlags = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags')?.get as () => string

const regexp = row<RegExp>({
  tag: 'regexp',
  save(regexp, writer) {
    const source = Reflect.apply(regexpSource, regexp, [])
    const flags = Reflect.apply(regexpFlags, regexp, [])
    saveOdd(regexp, writer, RegExp.prototype, (key, level) =>
      key === 'lastIndex' && Reflect.getOwnPropertyDescriptor(regexp, key)?.writable === level < 3)
    const last = writer.cell(regexp.lastIndex, PROPERTY, 'lastIndex')
    return [writer.type(['regexp']), writer.cell(source, PROPERTY, 'source'), flags, ...(last === 0 ? [] : [last])]
  },
  create(_type, cells, reader) {
    const source = reader.value(cells[0])
    const flags = cells[1]
    need(typeof source === 'string' && typeof flags === 'string', 'a RegExp is damaged')
    try {
      return new RegExp(source, flags)
    } catch {
      return need(false, 'a RegExp is damaged') as never
    }
  },
  fill(regexp, _type, cells, reader) {
    if (cells.length > 2) regexp.lastIndex = reader.value(cells[2]) as number
  },
})

/** An error's own `stack`: an accessor from V8 12 on (Node 22), a data property before. */
const STACK = Object.getOwnPropertyDescriptor(new Error(), 'stack')

type ErrorClass = new (...args: unknown[]) => Error
const ERRORS = ['AggregateError', 'SuppressedError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'Error']
const ERROR_KEYS: readonly (string | symbol)[] = ['stack', 'message', 'cause', 'errors', 'error', 'suppressed']
const errorClass = (name: unknown): ErrorClass | undefined =>
  ERRORS.includes(name as string) ? ((globalThis as Record<string, unknown>)[name as string] as ErrorClass | undefined) : undefined

/** Errors: the hidden own properties that the engine gives them are cells; the stack is a property like the others. */
const error = row<Error>({
  tag: 'error',
  save(error, writer) {
    const isA = (name: string): boolean => {
      const prototype = errorClass(name)?.prototype as object | undefined
      return prototype !== undefined && (Object.getPrototypeOf(error) === prototype || Object.prototype.isPrototypeOf.call(prototype, error))
    }
    const name = ERRORS.find(isA) ?? 'Error'
    const level = levelOf(error)
    const hidden = Reflect.ownKeys(error).filter((key) => {
      if (!ERROR_KEYS.includes(key)) return false
      return key === 'stack' || isRegular(Reflect.getOwnPropertyDescriptor(error, key), level, false)
    })
    const cells = hidden.map((key) => writer.cell((error as unknown as Record<PropertyKey, unknown>)[key], PROPERTY, key))
    saveOdd(error, writer, errorClass(name)?.prototype as object, (key) => hidden.includes(key as string))
    return [writer.type(['error', name, ...hidden]), ...cells]
  },
  create(type) {
    const Class = errorClass(type[1])
    need(Class !== undefined, 'an Error is of no class known here')
    const error = type[1] === 'AggregateError' ? new Class([]) : new Class()
    for (const key of Reflect.ownKeys(error)) Reflect.deleteProperty(error, key)
    return error
  },
  fill(error, type, cells, reader) {
    need(type.length === cells.length + 2, 'an Error is damaged')
    cells.forEach((cell, i) => {
      const key = type[i + 2]
      need(ERROR_KEYS.includes(key as string), 'an Error is damaged')
      if (key === 'stack' && STACK?.set !== undefined) {
        Object.defineProperty(error, key, STACK)
        error.stack = reader.value(cell) as string
        return
      }
      Object.defineProperty(error, key as string, { value: reader.value(cell), writable: true, enumerable: false, configurable: true })
    })
  },
})

const BOXES: readonly [Function, (object: object) => unknown][] = [
  [Number, (object) => Number.prototype.valueOf.call(object)],
  [String, (object) => String.prototype.valueOf.call(object)],
  [Boolean, (object) => Boolean.prototype.valueOf.call(object)],
  [BigInt, (object) => BigInt.prototype.valueOf.call(object)],
  [Symbol, (object) => Symbol.prototype.valueOf.call(object)],
]

/** Number, String, Boolean, BigInt and Symbol objects. */
const boxed = row<object>({
  tag: 'boxed',
  save(object, writer) {
    const [Class, valueOf] = BOXES.find(([Class]) => object instanceof Class) as (typeof BOXES)[number]
    const value = valueOf(object)
    const covered = typeof value === 'string' ? value.length : -1
    saveOdd(object, writer, Class.prototype as object, (key) =>
      covered >= 0 && typeof key === 'string' && (key === 'length' || (isArrayIndex(key) && Number(key) < covered)))
    return [writer.type(['boxed']), writer.cell(value, WORDS, 'value')]
  },
  needs: (_type, cells) => [cells[0]],
  create(_type, cells, reader) {
    const value = typeof cells[0] === 'object' ? reader.value(cells[0]) : cells[0]
    need(value !== null && value !== undefined && typeof value !== 'object' && typeof value !== 'function', 'a boxed value is none')
    return Object(reader.value(cells[0])) as object
  },
})

type HrefClass = new (text: string) => object
const hostClass = (name: 'URL' | 'URLSearchParams'): HrefClass | undefined => (globalThis as unknown as Record<string, HrefClass>)[name]

function textual(tag: string, name: 'URL' | 'URLSearchParams'): AnyRow {
  return row<object>({
    tag,
    save(object, writer) {
      const text = Reflect.apply((hostClass(name) as HrefClass).prototype.toString as () => string, object, [])
      const fresh = new (hostClass(name) as HrefClass)(text) // Node 20 keeps its own state under symbols
      saveOdd(object, writer, (hostClass(name) as HrefClass).prototype as object, (key) => Object.hasOwn(fresh, key))
      return [writer.type([tag]), writer.cell(text, WORDS, 'text')]
    },
    create(_type: Type, cells: readonly unknown[], reader: Reader) {
      const Class = hostClass(name)
      const text = reader.value(cells[0])
      need(Class !== undefined && typeof text === 'string', `a ${name} is damaged, or unknown to this host`)
      try {
        return new Class(text)
      } catch {
        return need(false, `a ${name} is damaged`) as never
      }
    },
  })
}

export const valueRows: readonly AnyRow[] = [
  plain, bare, instance, array, sparse, argumentsObject, map, set, date, regexp, error, boxed,
  textual('url', 'URL'), textual('params', 'URLSearchParams'), ...hostRows,
]
