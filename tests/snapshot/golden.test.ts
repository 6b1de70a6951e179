// Snapshots of released format versions, kept for ever: they are restored, go on, and give the same text.
// A change of the format, or of the runtime's kinds, adds a file with a new version; it never changes one that was released.
// (Until the first release: WRITE_GOLDEN=1 writes the file anew.)

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import test from 'ava'
import { channel, Scheduler } from '@stillframe/runtime'
import { capture, describe, restore } from '@stillframe/snapshot'
import { counter, dive, each, hold, Money, settings, worker } from './code.ts'
import { sendAll } from './native.ts'

type Any = any
const db = { url: 'db:' }

/** The world that was captured. */
function world(): unknown {
  const scheduler = new Scheduler({ clock: { now: () => 0 }, seed: 3 })
  const inbox = channel<number>()
  const deep = scheduler.spawn(dive as Any, 3, inbox)
  const sum = channel<number>()
  scheduler.spawn(worker as Any, sum)
  scheduler.spawn(hold as Any, new Money(5, 'EUR'))
  scheduler.run()
  const generator = each(new Map<unknown, unknown>([[1, 'one'], ['a longer key', 'a longer key']]))
  generator.next()
  const error = new RangeError('far', { cause: db })
  error.stack = 'RangeError: far'
  return {
    scheduler, inbox, deep, generator, counter: counter(5), settings, db, error, bytes: new Uint16Array([1, 2, 3]), dates: [new Date(0), new Date(NaN)],
    numbers: [NaN, -0, Infinity, 5n, -(2n ** 70n)], text: '\ud800 lone', regexp: /x/g, frozen: Object.freeze({ a: 1 }), symbols: [Symbol.for('k'), Symbol('s')],
    odd: Object.defineProperty({}, 'hidden', { value: undefined }), set: new Set([undefined, null]), max: Math.max, boxed: Object('s'), url: new URL('http://a/'),
  }
}

const VERSION = 3
const fileOf = (version: number): URL => new URL(`./golden/version-${version}.json`, import.meta.url)
const textOf = (version: number): string => readFileSync(fileOf(version), 'utf8').trimEnd()
if (process.env['WRITE_GOLDEN'] !== undefined) writeFileSync(fileOf(VERSION), `${capture(world(), { permanents: { db } })}\n`)

for (let version = 1; version <= VERSION; version++) {
  test(`a snapshot of version ${version} is restored, gives the text of today, and goes on`, (t) => {
    const text = textOf(version)
    t.true(text.startsWith(version === 1 ? '{"format":"stillframe","version":1,' : `{"stillframe":${version},`))
    const copy = restore(text, { permanents: { db } }) as Any
    t.is(capture(copy, { permanents: { db } }), textOf(VERSION))
    t.is(copy.settings, settings)
    t.is(copy.counter.bump(), 6)
    t.deepEqual([...copy.generator], [['a longer key', 'a longer key']])
    copy.scheduler.spawn(sendAll, copy.inbox, [100])
    copy.scheduler.run()
    t.is(copy.deep.result, 103)
    t.deepEqual(describe(text).tasklets.map(({ name }) => name), ['dive', 'worker', 'hold'])
  })
}

test(`what is captured today is what version ${VERSION} says`, (t) => {
  t.is(capture(world(), { permanents: { db } }), textOf(VERSION), 'a changed format needs a new version, a file of it, and a reader for the old')
})

test('every version has its file, and the newest is the one that is written', (t) => {
  const versions = readdirSync(new URL('./golden/', import.meta.url)).map((name) => Number(/^version-(\d+)\.json$/.exec(name)?.[1])).sort((a, b) => a - b)
  t.deepEqual(versions, Array.from({ length: VERSION }, (_, i) => i + 1))
  t.is((JSON.parse(capture(1)) as { stillframe: number }).stillframe, VERSION)
})
