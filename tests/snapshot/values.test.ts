// Every kind of value there and back: what a program can see of it is the same, and the text is the same the second time.

import test, { type ExecutionContext } from 'ava'
import { capture, restore } from '@stillframe/snapshot'
import { TDZ } from '@stillframe/runtime/abi'
import { counter, Money } from './code.ts'
import { difference } from './isomorphic.ts'

function survives(t: ExecutionContext, value: unknown): unknown {
  const text = capture(value)
  const copy = restore(text)
  t.is(difference(value, copy), '')
  t.is(capture(copy), text, 'the same state gives the same text')
  return copy
}

/** The array without the elements at these places. */
function holes(array: unknown[], ...places: number[]): unknown[] {
  for (const place of places) Reflect.deleteProperty(array, place)
  return array
}

const row = (name: string, make: () => unknown, also?: (t: ExecutionContext, copy: any, original: any) => void): void => {
  test(`${name} is saved and restored`, (t) => {
    const original = make()
    const copy = survives(t, original)
    survives(t, { inside: [original, original] })
    also?.(t, copy, original)
  })
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

test('a Buffer of Node keeps its bytes and its class, and not its neighbours in the pool', (t) => {
  const secret = Buffer.from('do not leak this')
  const buffer = Buffer.from('hello')
  const text = capture({ buffer })
  t.false(text.includes(secret.toString('base64').slice(4, 12)))
  const copy = restore(text) as { buffer: Buffer }
  t.true(Buffer.isBuffer(copy.buffer))
  t.is(copy.buffer.toString(), 'hello')
  t.true(text.length < 400)
  t.is(capture(copy), text)
})

test('a resizable buffer stays one', (t) => {
  const Resizable = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer & { resizable?: boolean; resize(n: number): void }
  const buffer = new Resizable(4, { maxByteLength: 16 })
  if (!buffer.resizable) return t.pass()
  const copy = restore(capture({ buffer, follows: new Uint8Array(buffer), fixed: new Uint8Array(buffer, 0, 4) })) as { buffer: typeof buffer; follows: Uint8Array; fixed: Uint8Array }
  copy.buffer.resize(8)
  t.deepEqual([copy.follows.length, copy.fixed.length], [8, 4])
})

test('a value that is its own text stays small', (t) => {
  t.true(capture(5).length < 120)
  t.is(restore(capture('hello')), 'hello')
})

test('identity is kept between everything in one snapshot', (t) => {
  const shared = { x: 1 }
  const copy = restore(capture({ list: [shared, shared], map: new Map([[shared, new Set([shared])]]), date: Object.assign(new Date(0), { shared }) })) as any
  t.is(copy.list[0], copy.list[1])
  t.is([...copy.map.keys()][0], copy.list[0])
  t.true([...copy.map.values()][0].has(copy.list[0]))
  t.is(copy.date.shared, copy.list[0])
})

test('getters are not called, and setters of prototypes are not run', (t) => {
  let calls = 0
  const prototype = {}
  Object.defineProperty(Object.prototype, 'sneaky', { set() { calls++ }, get() { calls++; return 1 }, configurable: true })
  try {
    const value = Object.create(prototype) as object
    Object.defineProperty(value, 'sneaky', { value: 5, enumerable: true, writable: true, configurable: true })
    const plain = Object.defineProperty({}, 'sneaky', { value: 6, enumerable: true, writable: true, configurable: true })
    const copy = restore(capture([value, plain])) as { sneaky: number }[]
    t.deepEqual(copy.map((one) => Object.getOwnPropertyDescriptor(one, 'sneaky')?.value as number), [5, 6])
    t.is(calls, 0)
  } finally {
    delete (Object.prototype as { sneaky?: unknown }).sneaky
  }
})
