// Every kind of value there and back: what a program can see of it is the same, and the text is the same the second time.

import { readFileSync } from 'node:fs'
import test, { type ExecutionContext } from 'ava'
import { capture, restore } from '@stillframe/snapshot'
import { difference } from './isomorphic.ts'
import { kinds, SAVED, type Options } from './kinds.ts'

function survives(t: ExecutionContext, value: unknown, options: Options): unknown {
  const text = capture(value, options)
  const copy = restore(text, options)
  t.is(difference(value, copy), '')
  t.is(capture(copy, options), text, 'the same state gives the same text')
  return copy
}

for (const { name, make, rule, also, options = {} } of kinds) {
  if (rule !== SAVED || make === undefined) continue
  test(`${name}: saved and restored`, (t) => {
    const original = make()
    const copy = survives(t, original, options)
    survives(t, { inside: [original, original] }, options)
    also?.(t, copy, original)
  })
}

test('docs/what-can-be-saved.md has a row for each row of the table of kinds, with its rule, and no other', (t) => {
  const page = readFileSync(new URL('../../docs/what-can-be-saved.md', import.meta.url), 'utf8')
  const section = page.slice(page.indexOf('## Row by row'))
  const rows = [...section.matchAll(/^\| (.*) \| (saved|`[A-Z_]+`) \|$/gm)].map(([, name, rule]) => `${name}: ${rule}`)
  t.deepEqual(rows, kinds.map(({ name, rule }) => `${name}: ${rule === SAVED ? rule : `\`${rule}\``}`))
})

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

test('views of a page as large as Node\'s pool share it afterwards', (t) => {
  for (const size of [8192, Buffer.poolSize]) {
    const page = Buffer.alloc(size)
    const copy = restore(capture({ head: page.subarray(0, 16), page })) as { head: Buffer; page: Buffer }
    copy.head.writeUInt32LE(42, 0)
    t.is(copy.page.readUInt32LE(0), 42)
    t.is(page.length, size)
  }
})

test('a large view is saved without a list of its keys, and with what else it has', (t) => {
  const large = new Uint8Array(40_000_000)
  t.is((restore(capture({ large })) as { large: Uint8Array }).large.length, large.length)
  const odd = Object.assign(new Uint8Array(1000), { extra: 1, [Symbol.for('mark')]: 2 })
  Object.defineProperty(odd, 'hidden', { value: 3 })
  const copy = (restore(capture({ odd })) as any).odd
  t.deepEqual([copy.extra, copy[Symbol.for('mark')], copy.hidden, Object.keys(copy).length], [1, 2, 3, 1001])
})

test('a view that follows its buffer still does when the buffer is full', (t) => {
  const buffer = new (ArrayBuffer as any)(8, { maxByteLength: 8 })
  const { follows, stays } = restore(capture({ follows: new Uint8Array(buffer), stays: new Uint8Array(buffer, 0, 8) })) as any
  follows.buffer.resize(4)
  t.deepEqual([follows.length, stays.length, follows.buffer === stays.buffer, buffer.byteLength], [4, 0, true, 8])
  const { view, one, end } = restore(capture({ view: new DataView(buffer, 4, 4), one: new Uint8Array(buffer, 7, 1), end: new Uint8Array(buffer, 7) })) as any
  t.deepEqual([view.byteLength, one.length, end.length], [4, 1, 1])
  view.buffer.resize(7)
  t.deepEqual([one.byteOffset, end.byteOffset, end.length], [0, 7, 0])
})

test('a URL keeps properties of its own under symbols', (t) => {
  const url = Object.assign(new URL('https://example.org/?a=1'), { [Symbol.for('mark')]: { x: 1 } })
  void url.searchParams
  t.deepEqual((restore(capture({ url })) as any).url[Symbol.for('mark')], { x: 1 })
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
