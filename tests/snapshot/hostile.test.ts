// Any text in: a SnapshotError or a graph out. Never a crash, a hang, a changed prototype or a half-restored world.

import test from 'ava'
import { Scheduler } from '@stillframe/runtime'
import { capture, describe, History, restore, SnapshotError } from '@stillframe/snapshot'
import { ask, each, emptyOrders, hold, orders } from './code.ts'
import { fuzz } from './fuzz.ts'
import { sample, signed, source } from './mutants.ts'

type Any = any

function outcome(text: string): 'restored' | 'refused' {
  emptyOrders()
  const answer = attempt(text)
  if (answer === 'refused' && orders.balance !== 0) throw new Error('half restored')
  if (Object.keys(Object.prototype).length > 0) throw new Error('a prototype was changed')
  return answer
}

function attempt(text: string): 'restored' | 'refused' {
  try {
    restore(text)
    return 'restored'
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    return 'refused'
  }
}

test('a text that was cut or changed anywhere is refused by its checksum', (t) => {
  const text = sample()
  t.is(outcome(text), 'restored')
  const next = source(1)
  for (let i = 0; i < 1000; i++) {
    const at = next(text.length)
    const changed = next(2) === 0 ? text.slice(0, at) : `${text.slice(0, at)}${String.fromCharCode(32 + next(90))}${text.slice(at + 1)}`
    if (changed !== text) t.is(outcome(changed), 'refused')
  }
})

test('damaged snapshots are refused or give a graph that can be trusted, and change nothing else', (t) => {
  const { refused, restored, failures } = fuzz(3000, 1)
  t.log({ refused, restored })
  t.deepEqual(failures, [])
  t.true(refused > 1000 && restored > 100)
})

const refusedWith = (t: Any, text: unknown, code: string): void => {
  t.is((t.throws(() => restore(text as string), { instanceOf: SnapshotError }) as SnapshotError).code, code)
}

test('what is no snapshot is refused', (t) => {
  for (const text of ['', '{}', 'null', '[]', '{"format":"other"}', '<html>', '"stillframe"', 5, null, undefined, {}]) refusedWith(t, text, 'MALFORMED')
  refusedWith(t, '['.repeat(100_000), 'MALFORMED')
  refusedWith(t, capture(1).replace('{"stillframe":3', '{"stillframe":9'), 'VERSION')
  refusedWith(t, `{ "version": 1, "format": "stillframe" }`, 'MALFORMED')
  t.throws(() => describe('{}'), { instanceOf: SnapshotError })
})

test('limits are checked before anything is built', (t) => {
  const text = capture([[1, 2, 3], [4, 5]])
  t.is((t.throws(() => restore(text, { limits: { bytes: 50 } })) as SnapshotError).code, 'TOO_LARGE')
  t.is((t.throws(() => restore(text, { limits: { nodes: 5 } })) as SnapshotError).code, 'TOO_LARGE')
})

/** A text with these parts. */
function forged(parts: { types: unknown[]; objects: unknown[]; [other: string]: unknown }): string {
  return signed(`{"stillframe":3,"sum":"00000000",${JSON.stringify({ code: [], root: [0], ...parts }).slice(1)}`)
}

test('a snapshot can\'t write to a prototype, to a class or to anything it only names', (t) => {
  refusedWith(t, forged({ types: [['std']], objects: [[0, 'Object.prototype']], more: [[0, 0, 0, 'polluted', 7, true]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['module', 'function'], ['prototype']], objects: [[1, [1]], [0, 'shop.ts', 'Money']], more: [[0, 0, 0, 'plus', 7, 1]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['std']], objects: [[0, 'Math']], more: [[0, 3, 0]] }), 'MALFORMED')
  t.is(restore(forged({ types: [['object', '__proto__']], objects: [[0, 5]] })) !== undefined, true)
  t.is(({} as Any).polluted, undefined)
  t.false(Object.isFrozen(Math))
})

test('a snapshot can name only what the program registered', (t) => {
  for (const name of ['Function', 'eval', 'process', 'Function.prototype.constructor', 'GeneratorFunction', 'Math.nothing', '']) {
    refusedWith(t, forged({ types: [['std']], objects: [[0, name]] }), 'NAME_UNKNOWN')
  }
  for (const [module, name] of [['shop.ts', 'constructor'], ['shop.ts', '__proto__'], ['nowhere.ts', 'worker'], ['shop.ts', 'Money.constructor.constructor'], ['shop.ts', 'Money.prototype.constructor.constructor']]) {
    refusedWith(t, forged({ types: [['module', 'object']], objects: [[0, module, name]] }), 'NAME_UNKNOWN')
  }
  refusedWith(t, forged({ types: [['closure', 'constructor']], objects: [[0]] }), 'FUNCTION_UNKNOWN')
})

test('chains without end and objects that need themselves are refused', (t) => {
  const code = [['shop.ts#worker', 's1', 'b1']]
  const frame = ['frame', 0, 1, 'receive#1', 12, 3, 'inbox', 'total']
  refusedWith(t, forged({ code, types: [frame], objects: [[0, [0], 1, 2]] }), 'MALFORMED')
  refusedWith(t, forged({ code, types: [frame], objects: [[0, [1], 1, 2], [0, [0], 1, 2]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['instance', [0], 'a']], objects: [[0, 1]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['object']], objects: [[0]], more: [[0, 0, [0]]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['sparse']], objects: [[0, 4294967296]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['CollectionCursor', 'source skipped'], ['set']], objects: [[0, [1], 9007199254740991], [1]] }), 'MALFORMED')
})

test('two tasklets can\'t have one list of joiners', (t) => {
  refusedWith(t, forged({ types: [['Tasklet', 'id joiners', 'state', 4], ['array']], objects: [[0, 1, [1]], [1]] }), 'MALFORMED')
  refusedWith(t, forged({ types: [['array'], ['Tasklet', 'id joiners', 'state', 4], ['Join', 'target']], objects: [[0, [1], [2]], [-2, 1, [1, 2], { c: [2, [4]] }], [2, [1]], [0, [3]]] }), 'MALFORMED')
})

test('who is parked has an operation, and nobody else', (t) => {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(hold as Any, 'reply')
  scheduler.run()
  const text = capture(tasklet)
  const was = '"state",3'
  t.true(text.includes(was), text)
  t.notThrows(() => restore(text))
  for (const state of [0, 1, 4]) refusedWith(t, signed(text.replace(was, `"state",${state}`)), 'MALFORMED')
  refusedWith(t, forged({ types: [['Tasklet', 'id', 'state', 3]], objects: [[0, 1]] }), 'MALFORMED')
})

test('nothing is due before time begins', (t) => {
  const sleep = (ms: number, dueMs: number): string => forged({ types: [['Sleep', 'ms dueMs']], objects: [[0, ms, dueMs]] })
  t.notThrows(() => restore(sleep(1000, 6)))
  refusedWith(t, sleep(1000, -6), 'MALFORMED')
  refusedWith(t, sleep(-1, 6), 'MALFORMED')
})

test('who waits for a timer or a request lives in that scheduler', (t) => {
  for (const body of [hold, ask]) {
    const scheduler = new Scheduler({ handlers: { price: () => new Promise(() => {}) } })
    scheduler.spawn(body as Any)
    scheduler.run()
    const text = capture(scheduler)
    const without = text.replace(' living counters', ' counters').replace('[0,[1],[2],[3]', '[0,[1],[3]')
    t.not(without, text)
    t.notThrows(() => restore(text))
    refusedWith(t, signed(without), 'MALFORMED')
  }
})

test('a delta with a frame of code that is none is refused', (t) => {
  const since = new History()
  const root: Any = { list: [1] }
  const base = capture(root, { since })
  root.loop = each([1, 2])
  root.loop.next()
  const document = JSON.parse(capture(root, { since })) as { types: unknown[][] }
  const frame = document.types.find(([tag]) => tag === 'frame') as unknown[]
  frame[1] = 'constructor'
  t.is((t.throws(() => restore(base, signed(JSON.stringify(document))), { instanceOf: SnapshotError }) as SnapshotError).code, 'MALFORMED')
})
