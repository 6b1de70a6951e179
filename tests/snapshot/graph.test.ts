// Whole graphs: any shape, any depth.

import test from 'ava'
import fc from 'fast-check'
import { channel, Scheduler } from '@stillframe/runtime'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import { dive } from './code.ts'
import { difference } from './isomorphic.ts'

type Plan = { kind: number; links: [string, number][]; leaf: unknown }[]

const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.bigInt(), fc.boolean(), fc.constantFrom(undefined, null, -0, NaN))
const plan: fc.Arbitrary<Plan> = fc.array(
  fc.record({ kind: fc.nat(9), links: fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.nat()), { maxLength: 4 }), leaf }),
  { minLength: 1, maxLength: 12 },
)

/** Builds the graph of a plan: nodes of all kinds, linked at random, cycles included. */
function build(nodes: Plan): unknown {
  const made = nodes.map(({ kind, leaf }): object => {
    switch (kind) {
      case 0: return []
      case 1: return new Map()
      case 2: return new Set()
      case 3: return Object.create(null) as object
      case 4: return new Error(String(leaf))
      case 5: return new Date(7)
      case 6: return Object.assign([], { label: leaf })
      case 7: return Object(Symbol.for('k')) as object
      default: return {}
    }
  })
  nodes.forEach(({ links, leaf }, i) => {
    const node = made[i] as object
    for (const [key, to] of links) {
      const other = made[to % made.length]
      if (node instanceof Map) node.set(key.length % 2 ? other : key, other).set(other, leaf)
      else if (node instanceof Set) node.add(other).add(leaf)
      else if (Array.isArray(node)) node.push(other, leaf)
      else Object.defineProperty(node, key, { value: key === '' ? leaf : other, enumerable: key.length !== 3, writable: true, configurable: true })
    }
    if (links.length === 4) Object.freeze(node)
  })
  return made[0]
}

test('any graph comes back as it was, and gives the same text again', (t) => {
  fc.assert(fc.property(plan, (nodes) => {
    const graph = build(nodes)
    const text = capture(graph)
    const copy = restore(text)
    const found = difference(graph, copy)
    if (found !== '') throw new Error(found)
    if (capture(copy) !== text) throw new Error('another text')
  }), { numRuns: 500, seed: 20240 })
  t.pass()
})

test('a list of a million links is saved in linear time, without a deep stack', (t) => {
  let list: { i: number; next: unknown } | null = null
  for (let i = 0; i < 1_000_000; i++) list = { i, next: list }
  const text = capture(list)
  let count = 0
  for (let at = restore(text) as typeof list; at !== null; at = at.next as typeof list) count++
  t.is(count, 1_000_000)
})

test('a chain of a million frames is saved, restored, and goes on', (t) => {
  const depth = 1_000_000
  const scheduler = new Scheduler()
  const inbox = channel<number>()
  scheduler.spawn(dive as never, depth, inbox)
  scheduler.run()
  const copy = restore(capture({ scheduler, inbox })) as { scheduler: Scheduler; inbox: typeof inbox }
  const tasklet = copy.scheduler.tasklets()[0]
  copy.scheduler.spawn(send as never, copy.inbox)
  copy.scheduler.run()
  t.is(tasklet?.result, depth + 42)
})

function* send(inbox: ReturnType<typeof channel<number>>): Generator {
  yield* inbox.send(42)
}

test('the order of work does not depend on the depth of nesting', (t) => {
  let nested: unknown[] = []
  const outer = nested
  for (let i = 0; i < 200_000; i++) nested.push(nested = [])
  let depth = 0
  for (let at = restore(capture(outer)) as unknown[]; at.length > 0; at = at[0] as unknown[]) depth++
  t.is(depth, 200_000)
})

test('a refusal at the end of a long way shows its beginning and its end', (t) => {
  let list: unknown = Promise.resolve()
  for (let i = 0; i < 100_000; i++) list = { next: list }
  const error = t.throws(() => capture(list), { instanceOf: SnapshotError }) as SnapshotError
  t.regex(error.path, /^root > \.next > \.next > \.next > \.\.\. 99985 more \.\.\. > \.next/)
  t.true(error.path.length < 200)
})
