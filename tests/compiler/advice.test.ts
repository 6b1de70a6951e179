// Advice must be right in both directions: what it names is refused by a capture, what it passes over is saved.

import test from 'ava'
import { compile } from '@stillframe/compiler'
import { capture } from '@stillframe/snapshot'
import { load } from './load.ts'

const advice = (source: string): string[] => compile(source, { id: 'a.js', filename: 'a.js', advise: true }).advice.map(({ code, line }) => `${line} ${code}`)

const refused: [string, string, string][] = [
  ['a promise', 'const it = Promise.resolve(1)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a promise of an async function', 'const it = later()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a WeakMap', 'let it\nit = new WeakMap()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a timer of the host', 'const it = setTimeout(() => {}, 0)\nclearTimeout(it)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a bound function', 'const it = log.bind(null)\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an instance with private fields', 'const it = new Secret()\nyield\nlog(it)', 'NEVER_SAVED'],
  ['a class with private static members', 'class It { static #n = 1; static next() { return It.#n++ } }\nyield\nlog(It)', 'NEVER_SAVED'],
  ['a class expression with private static members', 'const it = class { static #n = 1; static get n() { return this.#n } }\nyield\nlog(it)', 'NEVER_SAVED'],
  ['an AbortController that a closure uses', 'const it = new AbortController()\nconst stop = () => it.abort()\nyield\nlog(stop)', 'NEVER_SAVED'],
  ['an iterator', 'const it = new Map([[1, 2]]).entries()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['an iterator made by hand', 'const it = [1][Symbol.iterator]()\nyield\nlog(it)', 'HELD_ITERATOR'],
  ['an iterator in a loop', 'for (const it of "ab".matchAll(/./g)) {\nyield\nlog(it)\n}', 'HELD_ITERATOR'],
]
const saved: [string, string][] = [
  ['a class with private and with static members', 'class It { #a = 1; static n = 1; get() { return this.#a } }\nyield\nlog(It)'],
  ['a promise that no yield keeps', 'const it = Promise.resolve(1)\nlog(it)\nyield'],
  ['a variable that may hold something else', 'let it = new WeakMap()\nit = 1\nyield\nlog(it)'],
  ['an array of what an iterator gives', 'const it = [...new Map([[1, 2]]).entries()]\nyield\nlog(it)'],
  ['a loop over entries, which is understood', 'for (const it of [1, 2].entries()) {\nyield\nlog(it)\n}'],
  ['Object.entries, which is no iterator', 'const it = Object.entries({ a: 1 })\nyield\nlog(it)'],
  ['a class of one\'s own that has the name of another', 'const it = new Headers()\nyield\nlog(it)'],
]
const around = (body: string): string => `
export class Secret { #a = 1; get() { return this.#a } }
export class Headers {}
async function later() {}
const seen = []
export function log(value) { seen.push(value) }
export function* program() {
${body}
}`

/** The code of the error that a capture at the first yield throws. */
async function captured(body: string): Promise<string | undefined> {
  const { program } = await load<{ program(): Generator }>(around(body), `${body}.js`)
  const generator = program()
  generator.next()
  try {
    capture(generator)
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  }
}

for (const [what, body, code] of refused) {
  test(`${what} is advised against, and a capture refuses it`, async (t) => {
    t.deepEqual(advice(around(body)).map((line) => line.replace(/^\d+ /, '')), [code])
    t.not(await captured(body), undefined)
  })
}
for (const [what, body] of saved) {
  test(`${what} is not advised against, and a capture takes it`, async (t) => {
    t.deepEqual(advice(around(body)), [])
    t.is(await captured(body), undefined)
  })
}

test('calls whose outcome nobody waits for are told, with their place', (t) => {
  t.deepEqual(advice(`import { channel, sleep as nap, spawn } from 'stillframe'
import { sleep } from 'elsewhere'
function* helper() { yield }
const arrow = function* () { yield }
class Shop {
  *open() { yield }
  *run() {
    helper()
    yield arrow()
    this.open()
    nap(1)
    const inbox = channel()
    inbox.send(1)
    const task = spawn(helper)
    task.join()
    sleep(1)
    const later = helper()
    yield* later
    yield* this.open()
    inbox.close()
    for (const x of helper()) yield x
    return helper()
  }
}
helper()`), [8, 9, 10, 11, 13, 15, 25].map((line) => `${line} FORGOTTEN_YIELD_STAR`))
})

test('places are those of the TypeScript', (t) => {
  const { advice: [found] } = compile('type A = 1\n\nfunction* f(a: number): Generator {\n  const   it: unknown = fetch(String(a))\n  yield\n  return it\n}\n', { id: 'a.ts', advise: true })
  t.is(`${found?.line}:${found?.column} ${found?.message}`, '4:25 "it" holds a promise across the yield at line 5 ("yield#1"): it can\'t be saved')
})
