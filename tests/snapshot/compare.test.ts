import test from 'ava'
import { channel, Scheduler, type Tasklet } from '@stillframe/runtime'
import { capture, compare } from '@stillframe/snapshot'
import { counter, hold, worker } from './code.ts'

type Any = any
const lines = (before: unknown, after: unknown): string[] => compare(capture(before), capture(after)).map(({ path, before: was, after: is }) => `${path}: ${was} -> ${is}`)

test('the same state has no differences', (t) => {
  const shared = { a: 1 }
  t.deepEqual(lines([shared, shared, new Map([[1, shared]])], [shared, shared, new Map([[1, shared]])]), [])
})

test('values are compared by the way to them', (t) => {
  t.deepEqual(lines({ a: 1, b: 'x', gone: null }, { a: 2, b: 'x', fresh: 5n }), ['root.a: 1 -> 2', 'root.gone: null -> undefined', 'root.fresh: undefined -> 5n'])
  t.deepEqual(lines([1, 2], [1, 2, 3]), ['root.length: 2 -> 3', 'root[2]: undefined -> 3'])
})

test('sharing counts', (t) => {
  const one = { n: 1 }
  t.deepEqual(lines({ a: one, b: one }, { a: one, b: { n: 1 } }), ['root.b: the same as root.a -> undefined', 'root.b.n: undefined -> 1'])
})

test('tasklets are found by name, wherever they stand in lists; their variables by name', (t) => {
  const world = (names: string[], reply: string): Scheduler => {
    const scheduler = new Scheduler({ clock: 'virtual' })
    for (const name of names) scheduler.spawn(hold as Any, name === 'a' ? reply : name).name = name
    scheduler.run({ maxSwitches: names.length })
    return scheduler
  }
  const found = lines(world(['a', 'b'], 'yes'), world(['b', 'a'], 'no')).filter((line) => /reply/.test(line))
  t.deepEqual(found, ['tasklet "a" > hold > reply: "yes" -> "no"'])
})

test('of several tasklets of one name each is compared with itself', (t) => {
  const scheduler = new Scheduler()
  const tasklets = ['one', 'two', 'three'].map((reply) => scheduler.spawn(hold as Any, reply) as Tasklet)
  scheduler.run({ maxSwitches: 3 })
  const before = capture(scheduler)
  tasklets[0]!.kill()
  scheduler.run({ maxSwitches: 3 })
  const found = compare(before, capture(scheduler)).filter(({ path }) => path.endsWith('reply'))
  t.deepEqual(found, [{ path: 'tasklet "hold" 1 > hold > reply', before: '"one"', after: undefined }])
})

test('a tasklet that went on is seen by its label and state', (t) => {
  const scheduler = new Scheduler()
  const inbox = channel<number>()
  const tasklet = scheduler.spawn(worker as Any, inbox)
  const before = capture(scheduler)
  scheduler.run()
  const found = compare(before, capture(scheduler))
  t.like(found.find(({ path }) => path === 'tasklet "worker"'), { before: 'ready', after: 'parked' })
  t.like(found.find(({ path }) => path === 'tasklet "worker" > worker'), { before: 'at "start"', after: 'at "receive#1"' })
  t.true(tasklet.alive)
})

test('what a closure captured is compared by its name', (t) => {
  t.deepEqual(lines(counter(1).peek, counter(2).peek), ['root > scope > count: 1 -> 2'])
})

test('a text that is damaged, or of a version to come, is refused as restore refuses it', (t) => {
  const text = capture([1])
  const codeOf = (one: string, other: string): string | undefined => (t.throws(() => compare(one, other)) as Error & { code?: string }).code
  t.is(codeOf(text, text.replace('1]', '2]')), 'CHECKSUM')
  t.is(codeOf('{"stillframe":99,"sum":"00000000"}', text), 'VERSION')
  t.is(codeOf(text, ''), 'MALFORMED')
})
