// Mutants: real snapshots, damaged. Most get the right checksum again, so that they reach the decoder.
//
//   MU1. A seed names a mutant for ever (of one version of this file and of the samples).
//   MU2. The samples hold something of everything: worlds, columns, closures, generators, all kinds of values, deltas.
//
// Called by: fuzz.ts, hostile.test.ts. Calls: the snapshot's checksum.

import { channel, Scheduler } from '@stillframe/runtime'
import { capture, History } from '@stillframe/snapshot'
import { Random } from '../../packages/runtime/src/scheduler/random.ts'
import { checksum } from '../../packages/snapshot/src/text/format.ts'
import { counter, dive, each, hold, Money, orders, polite, worker } from './code.ts'

type Any = any
export type Source = (below: number) => number

/** Deterministic numbers in [0, below). */
export function source(seed: number): Source {
  const random = new Random(seed ^ 0x9e3779b9)
  return (below) => random.below(below)
}

/** Puts the right checksum on a changed text. */
export function signed(text: string): string {
  const at = text.indexOf('"sum":"') + 7
  return `${text.slice(0, at)}${checksum(text, at + 8)}${text.slice(at + 8)}`
}

/** An error that looks the same wherever it was made. MU1 */
function errorOf<E extends Error>(error: E): E {
  error.stack = `${error.name}: ${error.message}`
  return error
}

/** A world with something of everything. */
export function sample(): string {
  const scheduler = new Scheduler({ clock: { now: () => 0 }, seed: 3 })
  const inbox = channel<number>()
  const deep = scheduler.spawn(dive as Any, 3, inbox)
  scheduler.spawn(worker as Any, orders)
  scheduler.spawn(hold as Any, new Money(5, 'EUR'))
  scheduler.run()
  const generator = each(new Map<unknown, unknown>([[1, 'one'], ['a longer key', 'a longer key']]))
  generator.next()
  const symbol = Symbol('s')
  return capture({
    scheduler, inbox, deep, generator, counter: counter(5), buffer: new Uint16Array([1, 2, 3]), sparse: Object.assign([], { 1: 1 }), date: new Date(0), big: 5n,
    regexp: /x/g, error: errorOf(new RangeError('far')), frozen: Object.freeze({ a: 1 }), [symbol]: symbol, boxed: Object('s'), url: new URL('http://a/'),
    odd: Object.defineProperty({}, 'hidden', { value: NaN }), set: new Set([undefined, -0]), max: Math.max,
  })
}

/** Many like tasklets, so that there are columns. */
function crowd(): string {
  const scheduler = new Scheduler({ clock: 'virtual', seed: 1 })
  for (let i = 0; i < 8; i++) {
    scheduler.spawn(worker as Any, channel<number>())
    scheduler.spawn(hold as Any, { post: i, name: `guard ${i % 2}` })
    scheduler.spawn(polite as Any, 3)
  }
  scheduler.run({ maxSwitches: 26 })
  return capture(scheduler)
}

/** Values alone. */
function values(): string {
  const shared = new ArrayBuffer(8)
  const ring: Any = { name: 'ring', next: null }
  ring.next = { name: 'ring', next: ring }
  return capture([
    ring, new Uint8Array(shared, 2, 3), new DataView(shared), new Map<unknown, unknown>([[ring, 1], [NaN, new Set([ring])]]), Object.assign([1], { 2: 3 }), Object.create(null),
    Object.create({ shared: 1 }), errorOf(new AggregateError([errorOf(new TypeError('a'))], 'all', { cause: ring })), Object.seal([1, 2]), Object.seal([]), Object.preventExtensions([]), Object(1n), Object(Symbol.iterator),
    new URLSearchParams('a=1'), /a+/giu, new Date(NaN), Symbol.for('k'), Array.prototype.map, Map.prototype, [5, 6, 7, 8, 9], [ring, ring, ring],
    Object.defineProperty({}, 'get', { get: counter(1).peek, enumerable: true, configurable: true }), Array.from({ length: 20 }, (_, i) => i * 3),
    new Intl.NumberFormat('en', { style: 'percent' }), new Intl.Locale('en-US'),
  ])
}

/** A world, and what changed in it twice: the last text is the one that is damaged. */
function deltas(): string[] {
  const since = new History()
  const scheduler = new Scheduler({ clock: 'virtual', seed: 2 })
  const inbox = channel<number>()
  const root: Any = { scheduler, inbox, list: [1, 2, 3], money: new Money(5, 'EUR'), counter: counter(5), map: new Map<unknown, unknown>([['k', {}]]) }
  scheduler.spawn(worker as Any, inbox)
  for (let i = 0; i < 4; i++) scheduler.spawn(polite as Any, 3)
  scheduler.run({ maxSwitches: 3 })
  const texts = [capture(root, { since })]
  root.list.push({ fresh: root.map })
  root.counter.bump()
  texts.push(capture(root, { since }))
  scheduler.run({ maxSwitches: 3 })
  root.money = Object.defineProperty(new Money(6, 'EUR'), 'hidden', { value: [root] })
  root.map.set(root, new Set([root.list]))
  delete root.counter
  texts.push(capture(root, { since }))
  return texts
}

/** A long list that was edited. */
function edits(): string[] {
  const since = new History()
  const root: Any = { list: Array.from({ length: 60 }, (_, i) => ({ i })), map: new Map(Array.from({ length: 40 }, (_, i) => [i, i])) }
  const texts = [capture(root, { since })]
  root.list.splice(20, 2, root)
  root.list.push(root.list.shift(), {})
  root.map.set(7, root.list)
  root.map.delete(11)
  return [...texts, capture(root, { since })]
}

/** MU2. Texts in the order of restore; the last is to be damaged. */
export const samples: readonly (() => readonly string[])[] = [() => [sample()], () => [crowd()], () => [values()], deltas, edits]

const PIECES = ['[0]', '[1]', '[5]', '[999999]', '[-1]', '[-99]', '[]', 'null', '0', '-1', '-2', '-100000', '1e9', '4294967295', '9007199254740991', '1e400', 'true',
  '"__proto__"', '"constructor"', '"prototype"', '"toString"', '["NaN"]', '["-0"]', '["tdz"]', '["hole"]', '["big","9"]', '["big","x"]', '["big","0x"]', '{}', '[[]]', '"frame"', '"closure"',
  '"Scheduler"', '"Tasklet"', '"Channel"', '"instance"', '"custom"', '"std"', '"module"', '"permanent"', '"symbol"', '"map"', '"x"', '{"__proto__":1}', '"Function"', '"eval"',
  '"Object.prototype"', '"stillframe.Tasklet.prototype"', '"stillframe.Channel.prototype"', '"Money.prototype"', '"shop.ts"', '"orders"', '"settings"', '{"c":[1000000000,0]}', '{"c":[2,[0]]}', '{"c":[8,[1]]}',
  '{"q":[8,0,1]}', '{"q":[24,1,1]}', '{"s":[8,0,1e15]}', '{"r":[0,1,2]}', '{"r":[null,null]}', '{"q":[1e308,0,0]}', '{"c":[4294967295,["NaN"]]}', '"waiting"', '"tasklet channel"', '"edit"', '"intl"', '"temporal"', '"locale"']

const DEEP = 3000

/** Replaces, removes, doubles, swaps or nests something somewhere in the document. */
function mutate(document: Any, next: Source): void {
  const parts = ['delta', 'code', 'types', 'strings', 'objects', 'more', 'places', 'root'].filter((name) => Array.isArray(document[name]))
  let holder = document[parts[next(parts.length)] as string] as Any[]
  while (next(4) > 0) {
    const at = holder[next(holder.length)]
    const inner = typeof at === 'object' && at !== null && !Array.isArray(at) ? Object.values(at)[0] : at
    if (!Array.isArray(inner) || inner.length === 0) break
    holder = inner
  }
  const at = next(Math.max(1, holder.length))
  switch (next(7)) {
    case 0: case 1: holder[at] = JSON.parse(PIECES[next(PIECES.length)] as string); break
    case 2: holder.splice(at, 1); break
    case 3: holder.splice(at, 0, holder[next(Math.max(1, holder.length))]); break
    case 4: {
      const other = next(Math.max(1, holder.length))
      ;[holder[at], holder[other]] = [holder[other], holder[at]]
      break
    }
    case 5: {
      if (next(50) > 0) return mutate(document, next)
      let chain: Any = holder[at]
      for (let i = 0; i < DEEP; i++) chain = [chain]
      holder[at] = chain
      break
    }
    default:
      if (typeof holder[at] === 'number') holder[at] = next(4) === 0 ? -next(40) : next(60)
      else if (Array.isArray(holder[at]) && typeof holder[at][0] === 'number') holder[at][0] = next(60)
  }
}

const charAt = (next: Source): string => (next(8) === 0 ? String.fromCharCode(next(0x10000)) : String.fromCharCode(32 + next(95)))

/** One damaged text. MU1 */
export function mutant(text: string, seed: number): string {
  const next = source(seed)
  const way = next(10)
  if (way === 0) return text.slice(0, next(text.length))
  if (way <= 2) {
    let changed = text
    for (let k = next(3); k >= 0; k--) {
      const at = next(changed.length)
      changed = `${changed.slice(0, at)}${next(5) === 0 ? '' : charAt(next)}${changed.slice(at + 1)}`
    }
    return way === 1 ? changed : signed(changed)
  }
  const document = JSON.parse(text) as Any
  for (let k = next(3); k >= 0; k--) mutate(document, next)
  return signed(JSON.stringify(document))
}
