// Every kind of value, one row each: how to make one, and whether it is saved or refused. docs/what-can-be-saved.md lists
// the same rows.
//
// Long because it is one table.
//
// Called by: values.test.ts (what is saved), refusals.test.ts (what is refused). Calls: nothing.

import { EventEmitter } from 'node:events'
import type { ExecutionContext } from 'ava'
import type { CaptureOptions } from '@stillframe/snapshot'
import { GeneratorFunctionPrototype, TDZ } from '@stillframe/runtime/abi'
import { SuperJSON } from 'superjson'
import { counter, each, hold, Money, Secret } from './code.ts'
import * as native from './native.ts'

type Any = any
export type Options = Pick<CaptureOptions, 'superjson'>
export const SAVED = 'saved'

export interface Kind {
  readonly name: string
  /** Undefined where the host has no such thing. */
  readonly make: (() => unknown) | undefined
  /** SAVED, or the code it is refused with. */
  readonly rule: string
  /** What the refusal says. */
  readonly says?: RegExp
  readonly also?: (t: ExecutionContext, copy: Any, original: Any) => void
  readonly options?: Options
}

export const kinds: Kind[] = []

const row = (name: string, make: () => unknown, also?: Kind['also'], options: Options = {}): void => {
  kinds.push({ name, make, rule: SAVED, options, ...(also === undefined ? {} : { also }) })
}
const refused = (name: string, rule: string, says: RegExp, make: (() => unknown) | undefined): void => {
  kinds.push({ name, make, rule, says })
}

export class Socket extends EventEmitter {}

const hosts = globalThis as Any
/** Only where the host has it. */
const where = (exists: unknown, make: () => unknown): (() => unknown) | undefined => (exists === undefined ? undefined : make)

/** The array without the elements at these places. */
function holes(array: unknown[], ...places: number[]): unknown[] {
  for (const place of places) Reflect.deleteProperty(array, place)
  return array
}

row('undefined', () => undefined)
row('null', () => null)
row('booleans', () => [true, false])
row('strings', () => ['', 'text', 'a longer text', 'a longer text', 'x'.repeat(1000), '\u0000"\\\n', '__proto__'])
row('a lone surrogate', () => ['\ud800', '\udc00 and \ud83d', '😀'])
row('numbers', () => [0, -0, 1, -1, 1.5, 1e300, 5e-324, NaN, Infinity, -Infinity, 2 ** 53])
row('bigint', () => [0n, -1n, 12345678901234567890n, -(2n ** 5000n), 2n ** 5000n])
row('well-known symbols', () => [Symbol.iterator, Symbol.asyncIterator, Symbol.toStringTag])
row('symbols of the global registry', () => [Symbol.for('order'), Symbol.for('')])
row('an uninitialised binding', () => [TDZ])
row('a local symbol', () => {
  const symbol = Symbol('mine')
  return { symbol, again: symbol, [symbol]: 1, nameless: Symbol() }
}, (t, copy) => t.is(copy.symbol, copy.again))

row('a plain object', () => ({ a: 1, b: { c: 'd' }, 7: 'seven', '': 'empty', constructor: 1, toString: 2 }))
row('an object with a key __proto__', () => JSON.parse('{"__proto__":{"polluted":true},"a":1}') as unknown, (t, copy) => {
  t.is(Object.getPrototypeOf(copy), Object.prototype)
  t.is(({} as { polluted?: boolean }).polluted, undefined)
})
row('an object without prototype', () => Object.assign(Object.create(null), { a: 1, __proto__: null }))
row('an object whose prototype is another object', () => Object.create({ shared: [1] }, { own: { value: 2, enumerable: true, writable: true, configurable: true } }))
row('symbol keys', () => ({ a: 1, [Symbol.for('k')]: 2, [Symbol.iterator]: null }))
row('hidden and read-only properties', () => Object.defineProperties({ first: 0 }, {
  hidden: { value: 1, enumerable: false, writable: true, configurable: true },
  fixed: { value: { deep: true }, enumerable: true, writable: false, configurable: false },
  last: { value: 3, enumerable: true, writable: true, configurable: true },
}))
row('accessors made of closures', () => {
  const { bump, peek } = counter(4)
  return Object.defineProperty({}, 'count', { get: peek, set: bump, enumerable: true, configurable: true })
}, (t, copy) => {
  copy.count = 0
  t.is(copy.count, 5)
})
row('frozen, sealed and closed objects', () => [
  Object.freeze({ a: 1, b: {} }), Object.seal({ a: 1 }), Object.preventExtensions({ a: 1 }), Object.freeze([1, 2]), Object.freeze([]), Object.freeze({}),
  Object.seal(holes([1, 2, 3], 1)), Object.freeze(Object.defineProperty({}, 'hidden', { value: 1 })), Object.preventExtensions(new Map([[1, 2]])),
])
row('empty arrays that can\'t be extended', () => [Object.preventExtensions([]), Object.seal([]), Object.freeze([]), Object.defineProperty([], 'length', { writable: false })])
row('an array', () => [1, [2, [3]], 'x', undefined, null])
row('a sparse array', () => Object.assign(holes([1, 2, 3, 4], 1), { length: 6 }))
row('a very sparse array', () => {
  const array: unknown[] = []
  array[5_000_000] = 'far'
  array[7] = 'near'
  return array
})
row('an array with other properties', () => Object.assign([1, 2], { index: 0, '-1': 'last', [Symbol.for('s')]: 's' }))
row('an array with odd elements', () => Object.defineProperty(Object.defineProperty([1, 2, 3], 1, { enumerable: false }), 'length', { writable: false }))
row('an array of another class', () => Object.setPrototypeOf([1], Object.create(Array.prototype)))
row('a Map', () => new Map<unknown, unknown>([[1, 'one'], [NaN, 'nan'], [{}, []], ['k', new Map()]]))
row('a Map that holds itself as key and value', () => {
  const map = new Map<unknown, unknown>()
  return map.set(map, map).set('own', { map })
})
row('a Set', () => new Set<unknown>([3, 1, 2, {}, new Set()]))
row('properties of a Map', () => Object.assign(new Map([[1, 2]]), { label: 'prices' }))
row('a Date', () => [new Date(0), new Date(1e12), new Date(NaN), Object.assign(new Date(5), { zone: 'UTC' })])
row('a RegExp', () => {
  const regexp = /a(b)?\/"/dgimsuy
  regexp.lastIndex = 3
  return [regexp, /x/, Object.assign(/y/, { label: 'y' }), Object.freeze(/z/g)]
})
row('errors', () => [
  new Error('plain'), new TypeError('typed'), new RangeError('far', { cause: { code: 1 } }), new AggregateError([new Error('a'), 2], 'many'),
  Object.assign(new Error('more'), { code: 'E_MORE', details: [1] }), Object.freeze(new SyntaxError('frozen')),
  Object.setPrototypeOf(new EvalError('odd'), Error.prototype),
], (t, copy) => {
  t.true(copy[0] instanceof Error && copy[1] instanceof TypeError && copy[3] instanceof AggregateError)
  t.regex(copy[0].stack as string, /values\.test/)
})
row('an error that causes itself', () => {
  const error = new Error('loop')
  error.cause = error
  return error
})
row('an error without a stack', () => {
  const error = new Error('bare')
  delete error.stack
  return error
})
row('buffers and views onto them', () => {
  const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer
  return { buffer, all: new Uint8Array(buffer), part: new Uint16Array(buffer, 2, 2), view: new DataView(buffer, 4), empty: new ArrayBuffer(0) }
}, (t, copy) => {
  copy.all[2] = 9
  t.is(copy.part[0] & 255, 9)
})
row('typed arrays of each type', () => [
  new Int8Array([-1]), new Uint8ClampedArray([300]), new Int16Array([-2]), new Uint32Array([4e9]), new Int32Array(3), new Float32Array([0.5]),
  new Float64Array([NaN, -0, Infinity]), new BigInt64Array([-1n]), new BigUint64Array([2n ** 64n - 1n]), new Uint8Array(0),
])
row('a typed array with other properties', () => Object.assign(new Uint8Array(2), { label: 'bytes' }))
row('a large buffer', () => new Uint8Array(200_000).map((_, i) => i * 7))
row('boxed primitives', () => [Object(1), Object('text'), Object(false), Object(5n), Object(Symbol.iterator), Object.assign(Object('s'), { extra: 1 })])
row('URLs', () => [new URL('https://user@host:8080/path?q=1#hash'), new URLSearchParams('a=1&a=2&b=%20')])
row('arguments', () => Reflect.apply(function (): unknown { return arguments }, undefined, [1, {}, 'x']), (t, copy) => {
  t.is(Object.prototype.toString.call(copy), '[object Arguments]')
  t.deepEqual([...copy], [1, {}, 'x'])
})
row('instances of classes of compiled modules', () => {
  const money = new Money(5, 'EUR')
  money.next = money
  return [money, new Money(7, 'USD')]
}, (t, copy) => t.is(copy[0].plus(copy[1]).amount, 12))
row('intrinsics', () => [Math.max, Array.prototype, console, Object, Map, Map.prototype.get, JSON, globalThis, Promise, Reflect.ownKeys])
row('a resizable buffer', () => {
  const buffer = Reflect.construct(ArrayBuffer, [4, { maxByteLength: 16 }]) as ArrayBuffer
  return { buffer, follows: new Uint8Array(buffer), fixed: new Uint8Array(buffer, 0, 4) }
}, (t, { buffer, follows, fixed }) => {
  buffer.resize(8)
  t.deepEqual([follows.length, fixed.length, buffer.maxByteLength], [8, 4, 16])
})
for (const [name, items, rest] of [
  ['an array', [1, 2, 3], [2, 3]], ['a Map', new Map([[1, 'a'], [2, 'b']]), [[2, 'b']]], ['a Set', new Set([1, 2]), [2]], ['a string', 'a😀b', ['😀', 'b']],
] as const) {
  row(`a compiled for-of in the middle of ${name}`, () => {
    const loop = each(items)
    loop.next()
    return loop
  }, (t, copy) => t.deepEqual([...copy], [...rest]))
}
class Coin { cents = 1 }
class Decimal {
  text: string
  constructor(text: string) { this.text = text }
}
const MINT = Symbol('mint')
const isolated = new SuperJSON()
isolated.registerClass(Coin, 'values/Coin')
isolated.registerSymbol(MINT, 'values/mint')
isolated.registerCustom<Decimal, string>({ isApplicable: (value): value is Decimal => value instanceof Decimal, serialize: ({ text }) => text, deserialize: (text) => new Decimal(text) }, 'values/Decimal')
isolated.allowErrorProps('code')
row('what an isolated SuperJSON knows', () => [new Coin(), MINT, new Decimal('0.10'), Object.assign(new Error('priced'), { code: 'E_PRICE' })], (t, copy) => {
  t.true(copy[0] instanceof Coin && copy[2] instanceof Decimal)
  t.is(copy[1], MINT)
  t.is(copy[3].code, 'E_PRICE')
}, { superjson: isolated })

row('a number format', () => [new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' }), new Intl.NumberFormat('en', { notation: 'compact' }), Object.freeze(new Intl.NumberFormat())], (t, copy, original) => {
  for (const [i, format] of original.entries()) {
    t.is(copy[i].format(1234.5678), format.format(1234.5678))
    t.deepEqual(copy[i].resolvedOptions(), format.resolvedOptions())
  }
  t.is(Object.prototype.toString.call(copy[0]), '[object Intl.NumberFormat]')
})
row('a collator', () => new Intl.Collator('de', { numeric: true, sensitivity: 'base' }), (t, copy) => t.is(copy.compare('a10', 'A9'), 1))
row('other Intl objects', () => [
  new Intl.PluralRules('en', { type: 'ordinal' }), new Intl.ListFormat('en', { type: 'disjunction' }), new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
  new Intl.DisplayNames('en', { type: 'region' }), new Intl.Segmenter('en', { granularity: 'word' }),
], (t, copy) => {
  t.is(copy[0].select(2), 'two')
  t.is(copy[1].format(['a', 'b']), 'a or b')
  t.is(copy[2].format(-1, 'day'), 'yesterday')
  t.is(copy[3].of('FR'), 'France')
  t.is([...copy[4].segment('a b')].length, 3)
})
row('a locale', () => new Intl.Locale('en-Latn-US', { calendar: 'buddhist', hourCycle: 'h12' }), (t, copy, original) => t.is(copy.toString(), original.toString()))
const temporals = (): Any[] => {
  const { Temporal } = hosts
  return [
    new Temporal.Instant(-(10n ** 20n) - 1n), new Temporal.ZonedDateTime(0n, 'Europe/Paris', 'japanese'), Temporal.Duration.from({ milliseconds: 1500, hours: -0 }), new Temporal.PlainTime(1, 2, 3, 4, 5, 6),
    new Temporal.PlainDate(-271821, 4, 19), new Temporal.PlainDate(2026, 1, 31, 'hebrew'), new Temporal.PlainDateTime(2026, 1, 31, 23, 59, 59, 999, 999, 999), new Temporal.PlainYearMonth(2026, 1, 'iso8601', 15),
    new Temporal.PlainMonthDay(2, 29, 'iso8601', 2000), Temporal.PlainMonthDay.from({ monthCode: 'M05L', day: 1, calendar: 'hebrew' }),
  ]
}
kinds.push({
  name: 'Temporal objects', rule: SAVED, make: where(hosts.Temporal, temporals), also: (t, copy, original) => {
    for (const [i, one] of original.entries()) {
      t.is(Object.getPrototypeOf(copy[i]), Object.getPrototypeOf(one))
      t.is(copy[i].toString({ calendarName: 'always' }), one.toString({ calendarName: 'always' }))
      if (one.equals !== undefined) t.true(one.equals(copy[i]), String(one))
    }
    t.is(copy[2].milliseconds, 1500)
  },
})

refused('a Promise', 'PROMISE', /a Promise can't be saved\. Wait for it through request/, () => Promise.resolve(1))
refused('an async function\'s result', 'PROMISE', /a Promise/, () => (async () => {})())
refused('a WeakMap', 'NOT_SAVABLE', /a WeakMap can't be saved: nobody can list/, () => new WeakMap())
refused('a WeakRef', 'NOT_SAVABLE', /a WeakRef/, () => new WeakRef({}))
refused('a FinalizationRegistry', 'NOT_SAVABLE', /a FinalizationRegistry/, () => new FinalizationRegistry(() => {}))
refused('a native generator object', 'NATIVE_GENERATOR', /native generator object .* --import stillframe\/register/, () => native.nativeHold(1))
refused('a generator made from text', 'NATIVE_GENERATOR', /a native generator object/, () => (Reflect.construct((GeneratorFunctionPrototype as Any).constructor as Function, ['yield 1']) as () => unknown)())
refused('a native array iterator', 'NATIVE_ITERATOR', /native Array iterator can't be saved: nobody can read its position/, () => [1].values())
refused('a native Map iterator', 'NATIVE_ITERATOR', /native Map iterator/, () => new Map().entries())
refused('a function of no compiled module', 'FUNCTION_UNNAMED', /the function "lost" can't be saved: no compiled module defines it/, () => function lost() {})
refused('a class of no compiled module', 'FUNCTION_UNNAMED', /the class "Lost" can't be saved/, () => class Lost {})
refused('an arrow function', 'FUNCTION_UNNAMED', /the function "anonymous"/, () => () => 1)
refused('a bound function', 'FUNCTION_UNNAMED', /the bound function "hold"/, () => hold.bind(null))
refused('eval', 'FUNCTION_UNNAMED', /it makes code from text/, () => [Function, ['eval'].map((name) => (globalThis as Any)[name])])
refused('an instance of an unknown class', 'NOT_SAVABLE', /a Socket can't be saved\. Register/, () => new Socket())
refused('a host object', 'NOT_SAVABLE', /an AbortController can't be saved/, () => new AbortController())
refused('a DOMException', 'NOT_SAVABLE', /a DOMException can't be saved/, () => new DOMException('x'))
refused('the promise of an imported module', 'PROMISE', /a Promise/, () => import('./native.ts'))
refused('a module namespace', 'NOT_SAVABLE', /a module namespace object can't be saved/, () => native)
refused('private fields', 'PRIVATE_FIELDS', /a Secret has private #fields/, () => new Secret())
refused('a shared buffer', 'NOT_SAVABLE', /a SharedArrayBuffer/, () => new Uint8Array(new SharedArrayBuffer(2)))
refused('a getter of no compiled module', 'FUNCTION_UNNAMED', /root > \.now: the function "get now"/, () => ({ get now() { return 1 } }))
refused('a native Set iterator', 'NATIVE_ITERATOR', /native Set iterator/, () => new Set().values())
refused('a native string iterator', 'NATIVE_ITERATOR', /native String iterator/, () => 'text'[Symbol.iterator]())
refused('a native iterator of matches', 'NATIVE_ITERATOR', /native RegExpString iterator/, () => 'text'.matchAll(/t/g))
refused('an iterator helper', 'NATIVE_ITERATOR', /native iterator helper/, where(hosts.Iterator, () => ([1].values() as Any).map((one: number) => one)))
refused('what Iterator.from wraps', 'NATIVE_ITERATOR', /native wrapped iterator/, where(hosts.Iterator, () => hosts.Iterator.from({ next: () => ({ done: true, value: 1 }) })))
refused('an async generator object', 'NATIVE_GENERATOR', /a native generator object/, () => (async function* () {})())
refused('a date format', 'NOT_SAVABLE', /an Intl.DateTimeFormat can't be saved/, () => new Intl.DateTimeFormat('en'))
refused('what a number format formats with', 'FUNCTION_UNNAMED', /can't be saved/, () => new Intl.NumberFormat('en').format)
refused('a WeakSet', 'NOT_SAVABLE', /a WeakSet can't be saved/, () => new WeakSet())
refused('a Proxy', 'NOT_SAVABLE', /a Proxy can't be saved/, () => new Proxy({}, {}))
