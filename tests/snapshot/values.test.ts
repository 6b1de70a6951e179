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
