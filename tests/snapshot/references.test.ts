// What goes by name: bindings of modules, permanents, what is registered with superjson.

import test from 'ava'
import { Scheduler, type Tasklet } from '@stillframe/runtime'
import { codeTable } from '@stillframe/runtime/abi'
import { capture, restore, SnapshotError } from '@stillframe/snapshot'
import { SuperJSON } from 'superjson'
import { load } from '../compiler/load.ts'
import { MARK, Money, settings, worker } from './code.ts'

type Any = any
const refused = (t: { throws: Any }, act: () => unknown, code: string): SnapshotError => {
  const error = t.throws(act, { instanceOf: SnapshotError }) as SnapshotError
  if (error.code !== code) throw error
  return error
}

test('functions, classes, symbols and constants of compiled modules are the same objects in the copy', (t) => {
  const copy = restore(capture({ worker, Money, settings, MARK, method: Money.prototype.plus, zero: Money.zero, prototype: Money.prototype })) as Any
  t.is(copy.worker, worker)
  t.is(copy.Money, Money)
  t.is(copy.settings, settings)
  t.is(copy.MARK, MARK)
  t.is(copy.method, Money.prototype.plus)
  t.is(copy.zero, Money.zero)
  t.is(copy.prototype, Money.prototype)
})

test('the content of a module\'s constant is not saved, unless it is the root', (t) => {
  t.false(capture({ settings }).includes('red'))
  t.true(capture(settings).includes('red'))
})

test('a binding that is not initialised yet does not matter', (t) => {
  t.throws(codeTable.modules.get('shop.ts')?.names['later'] as Any, { instanceOf: ReferenceError })
  t.notThrows(() => capture({ worker }))
})

test('a name that is gone, or means something else now, is refused', (t) => {
  const names = codeTable.modules.get('shop.ts')?.names as Record<string, () => unknown>
  const text = capture({ worker, settings })
  const { worker: getWorker, settings: getSettings } = names
  try {
    delete names['worker']
    const gone = refused(t, () => restore(text), 'FUNCTION_UNKNOWN')
    t.regex(gone.message, /shop\.ts#worker/)
    names['worker'] = getWorker as Any
    delete names['settings']
    refused(t, () => restore(text), 'NAME_UNKNOWN')
    names['settings'] = () => []
    refused(t, () => restore(text), 'NAME_CHANGED')
  } finally {
    Object.assign(names, { worker: getWorker, settings: getSettings })
  }
})

const passing = `
let current = null, last = null, steady = { s: 1 }
const subs = [], table = { steps() { return 'step' } }, large = new Uint8Array(1000)
const subscribe = (f) => { subs.push(f); return f }
function* one(who) { const o = { who }; current = o; yield; return o.who }
function* two(who) { const f = () => who; last = f; yield; return f() }
function* three(who) { const f = subscribe(() => who); yield; return f() }
function* four(who) { const f = () => who; table[who.length] = f; yield; return f() }
function* five() { const { steps } = table; const s = steady; yield; return [steps === table.steps, s === steady] }
export const begin = (spawn, who) => [one, two, three, four, five].map((body) => spawn(body, who))
`

test('what a variable holds for now, or a list, is saved as it is: elsewhere it holds something else', async (t) => {
  const { begin } = await load<{ begin: (spawn: Any, who: string) => Tasklet[] }>(passing, 'passing.js')
  const world = (who: string): { scheduler: Scheduler; tasklets: Tasklet[] } => {
    const scheduler = new Scheduler()
    const tasklets = begin((body: Any, name: string) => scheduler.spawn(body, name), who)
    scheduler.run({ maxSwitches: 5 })
    return { scheduler, tasklets }
  }
  const text = capture(world('ada'))
  world('bob')
  const { scheduler, tasklets } = restore(text) as Any
  scheduler.run()
  t.deepEqual(tasklets.map(({ result }: Tasklet) => result), ['ada', 'ada', 'ada', 'ada', [true, true]])
})

const owner = `
export const own = { mine: true }
export class Own { x = 1 }
export function* holds() { const [o, i, r] = [own, new Own(), Registry.one]; yield; return [o === own, i instanceof Own, r === Registry.one] }
let made
class Registry { static one; static { made = new Registry(); Registry.one = made } }
`
const holder = 'let type = null, current = null\nexport function use(t, c) { type = t; current = c }\nexport function* noop() { yield [type, current] }'

test('a constant names what it holds, whatever variables of other modules hold it, too', async (t) => {
  const { holds, own, Own } = await load<Any>(owner, 'owner.js')
  const { use } = await load<Any>(holder, 'holder.js')
  use(Own, own)
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(holds)
  scheduler.run({ maxSwitches: 1 })
  const copy = restore(capture({ scheduler, tasklet })) as Any
  copy.scheduler.run()
  t.deepEqual(copy.tasklet.result, [true, true, true])
})

class Database { url = 'db:' }
const db = new Database()
const log = (): void => {}

test('permanents go by name in both directions', (t) => {
  const permanents = { db, log, rows: [1, 2] }
  const text = capture({ a: db, b: [db], log, rows: permanents.rows }, { permanents })
  t.false(text.includes('db:'))
  const other = { db: new Database(), log: () => {}, rows: [] }
  const copy = restore(text, { permanents: other }) as Any
  t.is(copy.a, other.db)
  t.is(copy.b[0], other.db)
  t.is(copy.log, other.log)
  t.is(copy.rows, other.rows)
})

test('a resolver is asked for every object, and finds them again', (t) => {
  const players = new Map([[1, new Database()], [42, new Database()]])
  const permanents = {
    save: (object: object) => { for (const [id, player] of players) if (player === object) return `player:${id}`; return undefined },
    load: (name: string) => players.get(Number(name.slice(7))),
  }
  const copy = restore(capture({ first: players.get(1), second: players.get(42) }, { permanents }), { permanents }) as Any
  t.is(copy.first, players.get(1))
  t.is(copy.second, players.get(42))
})

test('a resolver that reads the state of instances is not tripped by their class', (t) => {
  class Player { #id = 42; get id(): number { return this.#id } }
  const player = new Player()
  const permanents = { save: (o: object) => ('id' in o ? `player:${(o as Player).id}` : undefined), load: () => player }
  t.is((restore(capture([player, Player], { permanents: { ...permanents, save: (o: object) => (o === Player ? 'Player' : permanents.save(o)) } }),
    { permanents: { save: permanents.save, load: (name) => (name === 'Player' ? Player : player) } }) as Any)[0], player)
})

test('a record with members called save and load is a record if they are not both functions', (t) => {
  const permanents = { save: db, load: log }
  t.is((restore(capture([db], { permanents }), { permanents }) as Any)[0], db)
})

test('a permanent that is missing at restore, or is another kind of thing, is refused', (t) => {
  const text = capture({ db }, { permanents: { db } })
  t.regex(refused(t, () => restore(text), 'PERMANENT_MISSING').message, /"db" is missing/)
  refused(t, () => restore(text, { permanents: {} }), 'PERMANENT_MISSING')
  refused(t, () => restore(text, { permanents: { db: [] } }), 'PERMANENT_CHANGED')
  refused(t, () => restore(text, { permanents: { db: () => {} } }), 'PERMANENT_CHANGED')
  refused(t, () => restore(text, { permanents: { db: {} } }), 'PERMANENT_CHANGED')
  refused(t, () => restore(text, { permanents: { db: 'db' as Any } }), 'PERMANENT_CHANGED')
  refused(t, () => restore(text, { permanents: { save: () => undefined, load: () => { throw new Error('closed') } } }), 'PERMANENT_MISSING')
})

test('an object with two permanent names, or a name with two objects, is refused at capture', (t) => {
  refused(t, () => capture({ db }, { permanents: { db, again: db } }), 'PERMANENT_TWICE')
  refused(t, () => capture([new Database(), new Database()], { permanents: { save: (o: object) => (o instanceof Database ? 'db' : undefined), load: () => db } }), 'PERMANENT_TWICE')
  refused(t, () => capture({ db }, { permanents: { save: () => 5 as Any, load: () => db } }), 'PERMANENT_NAME')
})

test('a class that is a permanent names the prototype of its instances', (t) => {
  const permanents = { Database }
  const copy = restore(capture(new Database(), { permanents }), { permanents }) as Database
  t.true(copy instanceof Database)
  t.is(copy.url, 'db:')
})

class Point { x: number; y: number; secret?: string; other?: Point; constructor(x: number, y: number) { this.x = x; this.y = y } }

test('classes registered with superjson keep identity and cycles, on the default instance and on one given', (t) => {
  const superjson = new SuperJSON()
  superjson.registerClass(Point, { identifier: 'Point', allowProps: ['x', 'y', 'other'] })
  const point = new Point(1, 2)
  point.secret = 'no'
  point.other = point
  const copy = restore(capture([point, point], { superjson }), { superjson }) as Point[]
  t.is(copy[0], copy[1])
  t.is(copy[0]?.other, copy[0])
  t.true(copy[0] instanceof Point)
  t.is(copy[0]?.secret, undefined)
  refused(t, () => capture(point), 'NOT_SAVABLE')
  refused(t, () => restore(capture(point, { superjson })), 'TYPE_UNKNOWN')
  class Shared { n = 1 }
  SuperJSON.registerClass(Shared, 'SharedOfTest')
  t.true(restore(capture(new Shared())) instanceof Shared)
})

test('symbols registered with superjson go by name', (t) => {
  const superjson = new SuperJSON()
  const symbol = Symbol('currency')
  superjson.registerSymbol(symbol, 'currency')
  t.is((restore(capture({ symbol }, { superjson }), { superjson }) as Any).symbol, symbol)
  t.not((restore(capture({ symbol })) as Any).symbol, symbol)
})

class Decimal { digits: string; #cache = 0; constructor(digits: string) { this.digits = digits } get cache(): number { return this.#cache } }
class Node_ { name: string; next: Node_ | null = null; constructor(name: string) { this.name = name } }

function withCustom(): SuperJSON {
  const superjson = new SuperJSON()
  superjson.registerCustom<Decimal, Any>({
    isApplicable: (value): value is Decimal => value instanceof Decimal, serialize: (value) => value.digits, deserialize: (digits) => new Decimal(digits),
  }, 'Decimal')
  superjson.registerCustom<Node_, Any>({
    isApplicable: (value): value is Node_ => value instanceof Node_, serialize: ({ name, next }) => ({ name, next }),
    deserialize: ({ name, next }) => Object.assign(new Node_(name), { next }),
  }, 'Node')
  return superjson
}

test('custom types of superjson: their payload is walked, so that what is shared stays shared', (t) => {
  const superjson = withCustom()
  const price = new Decimal('1.50')
  const node = new Node_('a')
  node.next = new Node_('b')
  const map = new Map<unknown, unknown>([[price, node], [node.next, 'next']])
  const copy = restore(capture({ price, node, map }, { superjson }), { superjson }) as Any
  t.true(copy.price instanceof Decimal)
  t.is(copy.price.digits, '1.50')
  t.is(copy.price.cache, 0)
  t.is([...copy.map.keys()][0], copy.price)
  t.is(copy.map.get(copy.node.next), 'next')
  t.is(capture(copy, { superjson }), capture({ price, node, map }, { superjson }))
})

test('what a custom type has been given already is not filled twice', (t) => {
  class Printed { all: unknown; text = ''; constructor(all: unknown) { this.all = all } }
  const lists = [[1], [2], [3]]
  const long = [[1, 2, 3, 4, 5, 6], [2, 2, 3, 4, 5, 6]]
  const holes = [[, 1], [, 2], [1, 2]] // oxlint-disable-line no-sparse-arrays
  const superjson = new SuperJSON()
  superjson.registerCustom<Printed, Any>({
    isApplicable: (value): value is Printed => value instanceof Printed, serialize: ({ all }) => all,
    deserialize: (all) => Object.assign(new Printed(all), { text: JSON.stringify(all) }),
  }, 'Printed')
  const copy = restore(capture([new Printed([lists, long, holes]), lists, long, holes], { superjson }), { superjson }) as Any
  t.deepEqual(copy.slice(1), [lists, long, holes])
  t.false(0 in copy[3][0])
  t.is(copy[0].text, JSON.stringify([lists, long, holes]))
})

test('custom objects may refer to each other, and to themselves', (t) => {
  const superjson = withCustom()
  const [a, b] = [new Node_('a'), new Node_('b')]
  a.next = b
  b.next = a
  const own = new Node_('own')
  own.next = own
  const copy = restore(capture({ ring: [a, b], own }, { superjson }), { superjson }) as Any
  t.is(copy.ring[0].next, copy.ring[1])
  t.is(copy.ring[1].next, copy.ring[0])
  t.is(copy.own.next, copy.own)
  t.is(copy.own.name, 'own')
})

test('a custom object that hides a reference to itself is refused, not broken', (t) => {
  class Hidden { #self: unknown; constructor(self: unknown) { this.#self = self } get self(): unknown { return this.#self ?? this } }
  const superjson = new SuperJSON()
  superjson.registerCustom<Hidden, Any>({ isApplicable: (v): v is Hidden => v instanceof Hidden, serialize: (v) => ({ self: v.self }), deserialize: (p) => new Hidden(p.self) }, 'Hidden')
  refused(t, () => restore(capture(new Hidden(undefined), { superjson }), { superjson }), 'CUSTOM_FAILED')
})

test('a custom type that is not registered at restore, or fails, is named', (t) => {
  const superjson = withCustom()
  const text = capture(new Decimal('1'), { superjson })
  t.regex(refused(t, () => restore(text), 'TYPE_UNKNOWN').message, /"Decimal"/)
  const broken = new SuperJSON()
  broken.registerCustom<Decimal, Any>({ isApplicable: (v): v is Decimal => v instanceof Decimal, serialize: () => 1, deserialize: () => { throw new Error('no') } }, 'Decimal')
  refused(t, () => restore(text, { superjson: broken }), 'CUSTOM_FAILED')
})
