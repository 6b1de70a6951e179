// A description tells what a snapshot holds, without the program that made it.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { channel, Scheduler } from '@stillframe/runtime'
import { capture, describe } from '@stillframe/snapshot'
import { dive, each, emptyOrders, hold, Money, orders, worker } from './code.ts'

type Any = any

function text(): string {
  const scheduler = new Scheduler({ clock: { now: () => 500 } })
  const inbox = channel<number>()
  scheduler.spawn(worker as Any, inbox)
  scheduler.spawn(dive as Any, 1, orders)
  scheduler.spawn(hold as Any, { price: new Money(5, 'EUR'), items: [1, 2, 3, 4, 5, 6, 7], text: 'x'.repeat(100), when: new Date(0), db })
  scheduler.run()
  const generator = each([1, 2])
  generator.next()
  const made = capture({ scheduler, generator }, { permanents: { db } })
  emptyOrders()
  return made
}

const db = { url: 'db:' }

test('tasklets are described with what they wait for, their frames and their locals', (t) => {
  const described = describe(text())
  t.deepEqual(described.tasklets.map(({ name, status, waitsFor }) => [name, status, waitsFor]), [
    ['worker', 'parked', 'receive on a channel'], ['dive', 'parked', 'receive on a channel'], ['hold', 'parked', 'sleep of 1000 ms'],
  ])
  t.deepEqual(described.tasklets[1]?.frames.map((frame) => [frame.function, frame.module, frame.line, frame.column, frame.label]), [
    ['dive', 'shop.ts', 24, 3, 'receive#1'], ['dive', 'shop.ts', 22, 3, 'dive#1'],
  ])
  t.deepEqual(described.tasklets[0]?.frames[0]?.locals, [{ name: 'inbox', preview: 'channel' }, { name: 'total', preview: '0' }])
  t.is(described.tasklets[2]?.frames[0]?.locals[0]?.preview,
    `{ price: Money { amount: 5, currency: "EUR", next: null }, items: [1, 2, 3, 4, 5, ... 2 more], text: "${'x'.repeat(40)}...", when: 1970-01-01T00:00:00.000Z, db: permanent "db" }`)
})

test('channels, timers, generators, functions and permanents are described', (t) => {
  const described = describe(text())
  t.deepEqual(described.channels, [
    { capacity: 0, closed: false, buffered: 0, balance: -1, waiting: ['worker'], place: undefined },
    { capacity: 0, closed: false, buffered: 0, balance: -1, waiting: ['dive'], place: 'shop.ts#orders' },
  ])
  t.deepEqual(described.timers, [{ tasklet: 'hold', ms: 1000, dueMs: 1500 }])
  t.deepEqual(described.generators[0]?.frames.map((frame) => [frame.function, frame.label]), [['each', 'yield#1']])
  t.true(described.functions.some(({ id, labels }) => id === 'shop.ts#dive' && labels.length === 2))
  t.deepEqual(described.permanents, ['db'])
  t.is(described.root, '{ scheduler: scheduler, generator: generator }')
})

test('a text is described without the program that made it', (t) => {
  const program = `
    import { describe } from ${JSON.stringify(fileURLToPath(new URL('../../packages/snapshot/src/index.ts', import.meta.url)))}
    let text = ''
    for await (const part of process.stdin) text += part
    console.log(describe(text).tasklets.map((one) => one.name).join())`
  const loader = fileURLToPath(new URL('../../packages/stillframe/register/strip-only.js', import.meta.url))
  const out = execFileSync(process.execPath, [`--import=${loader}`, '--input-type=module', '-e', program], { input: text(), encoding: 'utf8' })
  t.is(out.trim(), 'worker,dive,hold')
})

test('an object is described as its snapshot would be', (t) => {
  const scheduler = new Scheduler()
  scheduler.spawn(each as Any, [1])
  const described = describe(scheduler)
  t.is(described.bytes, undefined)
  t.is(described.tasklets[0]?.status, 'ready')
  t.deepEqual({ ...described, bytes: 0 }, { ...describe(capture(scheduler)), bytes: 0 })
})
