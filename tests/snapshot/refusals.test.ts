// What can't be saved is refused with the way to it, in words, and how to mend it.

import { EventEmitter } from 'node:events'
import test from 'ava'
import { channel, race, Scheduler, wait } from '@stillframe/runtime'
import { capture, describe, explain, LOAD, restore, SAVE, SnapshotError } from '@stillframe/snapshot'
import { counter, dive, each, hold } from './code.ts'
import { kinds, SAVED, Socket } from './kinds.ts'
import { nativeHold } from './native.ts'

type Any = any

/** A tasklet named `name` that holds `reply` while it sleeps. */
function holding(reply: unknown, name = 'checkout'): Any {
  const scheduler = new Scheduler({ clock: { now: () => 0 } })
  const tasklet = scheduler.spawn(hold as Any, reply)
  tasklet.name = name
  scheduler.run()
  return tasklet
}

const message = (value: unknown, options = {}): string => {
  try {
    capture(value, options)
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    if (!error.message.startsWith(error.path) || !error.message.endsWith(error.hint)) throw new Error('message, path and hint do not fit')
    return error.message
  }
  return ''
}

test('a socket in a reply is refused with its tasklet, place, local and property', (t) => {
  t.is(message(holding({ socket: new Socket() })),
    'tasklet "checkout" (shop.ts:41, at "approve#1") > local reply > .socket: a Socket can\'t be saved. Register it as a permanent, or drop it before the yield. (A class of yours goes by the name it has in a compiled module, one with generator functions, that declares or imports it.)')
})

test('a promise that a tasklet waits for is refused with the tasklet and the cure', (t) => {
  const scheduler = new Scheduler()
  scheduler.spawn(function payment() { return race([wait(new Promise(() => {}))]) } as never)
  scheduler.run()
  t.is(message(scheduler),
    'tasklet "payment" (std::0, at "select") > wait for a promise > args: a Promise can\'t be saved. Wait for it through request(kind, args), which is saved and asked again after a restore.')
})

test('the path begins at the tasklet, whatever holds it', (t) => {
  const tasklet = holding([{ deep: new Map([['k', new Socket()]]) }])
  const expected = /^tasklet "checkout" \(shop\.ts:41, at "approve#1"\) > local reply > \[0\] > \.deep > value of key "k": a Socket can't be saved\./
  t.regex(message(tasklet), expected)
  t.regex(message(tasklet.home), expected)
  t.regex(message({ world: [tasklet] }), expected)
})

test('without a tasklet the path begins at the root', (t) => {
  t.regex(message({ a: [1, { 'odd key': new Socket() }] }), /^root > \.a > \[1\] > \["odd key"\]: a Socket/)
  t.regex(message(new Socket()), /^root: a Socket/)
})

test('values in callers, closures, channels and generator objects are found too', (t) => {
  const scheduler = new Scheduler()
  const inbox = channel<number>(1)
  const deep = scheduler.spawn(dive as Any, 2, inbox)
  deep.name = 'deep'
  scheduler.run()
  inbox.buffer?.push(new Socket() as Any)
  t.regex(message(inbox), /^channel > buffer > \[0\]: a Socket/)
  inbox.poll()
  ;(deep.top as Any).up.code.meta.points[1].live.push(1)
  try {
    ;(deep.top as Any).up.s1 = new Socket()
    t.regex(message(deep), /^tasklet "deep" \(shop\.ts:24, at "receive#1"\) > caller dive \(shop\.ts:22, at "dive#1"\) > local inbox: a Socket/)
  } finally {
    ;(deep.top as Any).up.code.meta.points[1].live.pop()
  }
  const { peek, bump } = counter(new Socket() as Any)
  void bump
  t.regex(message({ peek }), /^root > \.peek > captured scope > local count: a Socket/)
  const generator = each([1, new Socket()])
  generator.next()
  t.regex(message(generator), /^generator each > each \(shop\.ts:52, at "yield#1"\) > local cursor > source > \[1\]: a Socket/)
})

for (const { name, make, rule, says } of kinds) {
  if (rule === SAVED || make === undefined) continue
  test(`${name}: refused`, (t) => {
    const value = make()
    t.regex(message(value), says as RegExp)
    t.is(explain({ value })[0]?.code, rule)
  })
}

test('a native frame is refused with the cure', (t) => {
  const scheduler = new Scheduler()
  const tasklet = scheduler.spawn(nativeHold, 1)
  scheduler.run({ maxSwitches: 1 })
  t.is(message(tasklet), 'tasklet "nativeHold": its frame is a native generator, which can\'t be saved. Compile the module: run with `node --import stillframe/register`, or use the bundler plugin; CommonJS is not compiled.')
  t.is(explain(tasklet)[0]?.code, 'NATIVE_FRAME')
})

test('a generator object that runs can\'t be captured from inside', (t) => {
  let code = ''
  const spy = { get [Symbol.iterator]() { code = explain(generator)[0]?.code ?? 'none'; return Array.prototype.values } }
  const generator = each(spy as Any)
  try { generator.next() } catch { /* the spy is no array */ }
  t.is(code, 'GENERATOR_RUNNING')
})

test('explain lists everything, and changes and throws nothing', (t) => {
  const found = explain({ a: new Socket(), b: Promise.resolve(), c: { d: () => 1 }, fine: 1 })
  t.deepEqual(found.map(({ path }) => path), ['root > .a', 'root > .b', 'root > .c > .d'])
  t.deepEqual(explain({ fine: [1, 2] }), [])
})

test('what is refused is shown in a description of the object', (t) => {
  const described = describe(holding({ socket: new Socket() }))
  t.is(described.refusals.length, 1)
  t.is(described.tasklets[0]?.frames[0]?.locals[0]?.preview, '{ socket: can\'t be saved: Socket }')
})

test('limits end a capture that grows too large', (t) => {
  t.is((t.throws(() => capture([[], [], []], { limits: { nodes: 3 } })) as SnapshotError).code, 'TOO_LARGE')
  t.is((t.throws(() => capture('x'.repeat(1000), { limits: { bytes: 500 } })) as SnapshotError).code, 'TOO_LARGE')
})

test('a Proxy is refused, and none of its traps is run; as a permanent it goes by name', (t) => {
  let runs = 0
  const traps = new Proxy({}, { get: () => { throw new Error(`trap ${++runs}`) } })
  const proxies = [new Proxy({}, traps), new Proxy(function () {}, traps), new Proxy([], traps)]
  for (const proxy of proxies) {
    t.is(message({ proxy }), 'root > .proxy: a Proxy can\'t be saved: its traps are code that nobody can read. Save what it stands for, or register it as a permanent.')
    t.is(explain({ proxy })[0]?.code, 'NOT_SAVABLE')
    const text = capture({ proxy }, { permanents: { proxy } })
    t.is(restore<Any>(text, { permanents: { proxy } }).proxy, proxy)
    t.is(restore<Any>(text, { permanents: { proxy: EventEmitter } }).proxy, EventEmitter, 'it may be the real thing now')
    t.is((t.throws(() => restore(text, { permanents: { proxy: 5 as never } })) as SnapshotError).code, 'PERMANENT_CHANGED')
  }
  const real = new Socket()
  const copy = restore<Any>(capture({ real }, { permanents: { real } }), { permanents: { real: proxies[0] as object } })
  t.is(copy.real, proxies[0])
  t.is(runs, 0)
})

test('a value that throws when it is looked at is refused with its path', (t) => {
  class Hostile { static [SAVE](): never { throw new Error('keep out') } static [LOAD](): void {} }
  t.regex(message({ hostile: new Hostile() }, { permanents: { Hostile } }), /^root > \.hostile: .*can't be saved: reading it threw Error: keep out/)
})
