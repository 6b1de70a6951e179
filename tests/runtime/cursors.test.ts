import test from 'ava'
import { iterate, keysOf, type Cursor } from '@stillframe/runtime/abi'
import { ArrayCursor, CollectionCursor, ForeignCursor, StringCursor } from '../../packages/runtime/src/compiled/cursors.ts'

function drain(cursor: Cursor): unknown[] {
  const all: unknown[] = []
  while (cursor.step()) all.push(cursor.value)
  return all
}

test('a cursor gives what for-of gives', (t) => {
  const sources: Iterable<unknown>[] = [
    Object.assign(Array<number>(3), { 0: 1, 2: 3 }), 'a😀\ud800b', new Map([[1, 2]]), new Set(['x']), new Uint8Array([1, 2]), [], '', (function* () { yield 1 })(),
    [1, 2].entries(), Object('ab') as string,
  ]
  for (const source of sources) {
    const copy = typeof (source as Generator).next === 'function' ? [[1], [[0, 1], [1, 2]]].shift() : [...source]
    if (typeof (source as Generator).next === 'function') t.true(drain(iterate(source)).length > 0)
    else t.deepEqual(drain(iterate(source)), copy)
  }
})

test('built-in collections get cursors that can be saved', (t) => {
  t.true(iterate([]) instanceof ArrayCursor)
  t.true(iterate(new Float64Array(1)) instanceof ArrayCursor)
  t.true(iterate('') instanceof StringCursor)
  t.true(iterate(new Map()) instanceof CollectionCursor)
  t.true(iterate(new Set()) instanceof CollectionCursor)
  t.true(iterate([].values()) instanceof ForeignCursor)
})

test('a collection with an iterator of its own is iterated with that', (t) => {
  const list = Object.assign([1, 2], { *[Symbol.iterator]() { yield 'mine' } })
  t.deepEqual(drain(iterate(list)), ['mine'])
  class Doubled extends Set<number> {
    override *[Symbol.iterator](): ReturnType<Set<number>['values']> {
      for (const x of super[Symbol.iterator]()) yield x * 2
    }
  }
  t.deepEqual(drain(iterate(new Doubled([1, 2]))), [2, 4])
})

test('a built-in iterator whose next was replaced is used as it is', (t) => {
  const prototype = Object.getPrototypeOf([][Symbol.iterator]()) as { next: () => IteratorResult<unknown> }
  const original = prototype.next
  let calls = 0
  prototype.next = function () {
    calls++
    return original.call(this)
  }
  try {
    t.is(drain(iterate([1, 2])).length, 2)
  } finally {
    prototype.next = original
  }
  t.is(calls, 3)
})

test('what is not iterable is a TypeError', (t) => {
  for (const value of [null, undefined, 5, {}, { [Symbol.iterator]: 1 }, { [Symbol.iterator]: () => 5 }]) {
    t.throws(() => iterate(value), { instanceOf: TypeError })
  }
})

test('an array cursor sees appended and removed elements, and stays at its end', (t) => {
  const list = [1, 2]
  const cursor = iterate(list)
  cursor.step()
  list.push(3)
  t.deepEqual(drain(cursor), [2, 3])
  list.push(4)
  t.false(cursor.step())
})

test('the position in a collection survives deletions before and behind it', (t) => {
  const set = new Set([1, 2, 3, 4, 5])
  const cursor = iterate(set) as CollectionCursor
  cursor.step()
  cursor.step()
  t.is(cursor.position(), 2)
  set.delete(1)
  set.delete(4)
  t.is(cursor.position(), 1)
  t.deepEqual(drain(cursor), [3, 5])
})

test('asking for the position changes nothing, also when an entry before it is deleted then', (t) => {
  const map = new Map([['a', 1], ['b', 2], ['c', 3]])
  const cursor = iterate(map) as CollectionCursor
  cursor.step()
  t.is(cursor.position(), 1)
  map.delete('a')
  map.set('a', 4)
  t.deepEqual(drain(cursor), [['b', 2], ['c', 3], ['a', 4]])
})

test('a collection that is cleared and filled again goes on from its start', (t) => {
  const set = new Set([1, 2])
  const cursor = iterate(set) as CollectionCursor
  cursor.step()
  set.clear()
  set.add(7)
  t.is(cursor.position(), 0)
  t.deepEqual(drain(cursor), [7])
})

test('the keys of for-in: inherited ones, no deleted ones, none of null', (t) => {
  const o: Record<string, unknown> = Object.assign(Object.create({ inherited: 1, b: 0 }) as object, { b: 1, a: 2, 1: 'one' })
  Object.defineProperty(o, 'hidden', { value: 1, enumerable: false })
  const cursor = keysOf(o)
  t.true(cursor.step())
  t.is(cursor.value, '1')
  delete o.a
  o.later = 1
  t.deepEqual(drain(cursor), ['b', 'inherited'])
  for (const value of [null, undefined, 5, true]) t.deepEqual(drain(keysOf(value)), [])
  t.deepEqual(drain(keysOf('ab')), ['0', '1'])
})

test('a foreign iterator: next is read once, return is called on close, and not after its end', (t) => {
  const calls: string[] = []
  const iterator = {
    n: 0,
    get next() {
      calls.push('get next')
      return function (this: { n: number }) { return { value: this.n, done: this.n++ === 1 } }
    },
    return() {
      calls.push('return')
      return {}
    },
  }
  const source = { [Symbol.iterator]: () => iterator }
  const cursor = iterate(source)
  cursor.step()
  cursor.close(false)
  cursor.close(false)
  t.deepEqual(calls, ['get next', 'return'])
  iterator.n = 1
  const ended = iterate(source)
  t.false(ended.step())
  ended.close(false)
  t.deepEqual(calls, ['get next', 'return', 'get next'])
})

test('closing: an error of return() is thrown, a result that is no object is a TypeError, and neither outranks an error', (t) => {
  const closing = (answer: () => unknown): Cursor => iterate({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: answer }) })
  const fails = (): never => { throw new RangeError('return failed') }
  t.throws(() => closing(fails).close(false), { instanceOf: RangeError })
  t.notThrows(() => closing(fails).close(true))
  t.throws(() => closing(() => 5).close(false), { instanceOf: TypeError })
  t.notThrows(() => closing(() => 5).close(true))
  t.throws(() => iterate({ [Symbol.iterator]: () => ({ next: () => 5 }) }).step(), { instanceOf: TypeError })
})

test('an error of next() ends the cursor without closing', (t) => {
  let closed = false
  const cursor = iterate({ [Symbol.iterator]: () => ({ next() { throw new Error('next failed') }, return() { closed = true; return {} } }) })
  t.throws(() => cursor.step(), { message: 'next failed' })
  cursor.close(false)
  t.false(closed)
  t.false(cursor.step())
})
