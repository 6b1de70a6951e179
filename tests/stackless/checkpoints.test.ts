// Timeouts of run() at compiled checkpoints: a tasklet leaves a loop in which it does nothing else.

import test from 'ava'
import { compile } from '@stillframe/compiler'
import { Scheduler } from '@stillframe/runtime'
import { capture, restore } from '@stillframe/snapshot'
import { call, getCurrent, getMain, run, runMain, schedule, switchTrap, tasklet, type Tasklet } from '@stillframe/stackless'

type Body = Generator<unknown, number, unknown>

interface Programs {
  count(log: string[], name: string, n: number): Body
  forever(): Body
  deep(n: number): Body
  byHand(n: number): Body
  killing(kill: () => void, n: number): Body
}

const source = `
export function* count(log, name, n) { let i = 0; while (i < n) i++; log.push(name); return i }
export function* forever() { for (;;) ; }
export function* deep(n) { return n === 0 ? 0 : 1 + (yield* deep(n - 1)) }
export function* byHand(n) { let sum = 0; for (const i of numbers(n)) sum += i; return sum }
export function* killing(kill, n) { let i = 0; while (i < n) { if (i % 9 === 3) kill(); i++ } return i }
function* numbers(n) { for (let i = 0; i < n; i++) yield i }
`
const { code } = compile(source, { id: 'stackless-checkpoints.js', runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false, checkpoints: 'every' })
const { count, forever, deep, byHand, killing } = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`) as Programs

/** run(), again and again while it gives a victim. Gives the number of interruptions. */
function* runAll(timeout: number, soft = false): Generator<unknown, number, unknown> {
  for (let interruptions = 0; ; interruptions++) {
    const victim = yield* run({ timeout, soft })
    if (victim === undefined) return interruptions
    victim.insert()
  }
}

test('a hard timeout takes a tasklet out of a loop, and it goes on exactly there', (t) => {
  const log: string[] = []
  runMain(function* () {
    for (const name of ['a', 'b']) tasklet(count).setup(log, name, 100)
    t.is(yield* runAll(10), 20) // 102 checkpoints each: after ten of them, ten times
  })
  t.deepEqual(log, ['a', 'b'])
})

test('a tasklet of a scheduler that is killed in here takes nothing of the timeout', (t) => {
  const scheduler = new Scheduler()
  const kill = (): void => scheduler.spawn(function* () {}).kill()
  runMain(function* () {
    tasklet(killing).setup(kill, 100)
    t.is(yield* runAll(40), 2) // 102 checkpoints, after 40 of them, twice
  })
})

test('the entries of functions are checkpoints, too, and a timeout of the whole run counts all of them', (t) => {
  runMain(function* () {
    const all = [tasklet(deep).setup(40), tasklet(deep).setup(40)]
    const victim = yield* run({ timeout: 50, totalTimeout: true })
    t.is(victim, all[1])
    t.deepEqual(all.map(({ alive }) => alive), [false, true])
    victim?.insert()
    t.is(yield* runAll(1000), 0)
  })
})

test('a victim can be saved, and its copy goes on', (t) => {
  const ends: unknown[] = []
  runMain(function* () {
    const log: string[] = []
    const spinning = tasklet(count).setup(log, 'x', 50)
    t.is(yield* run({ timeout: 20 }), spinning)
    const copy = restore(capture({ spinning, log })) as { spinning: Tasklet; log: string[] }
    copy.spinning.insert()
    yield* run()
    ends.push([...copy.log], [...log], spinning.alive)
    yield* spinning.kill()
  })
  t.deepEqual(ends, [['x'], [], true])
})

test('a soft timeout leaves a loop alone, and returns when the tasklet switches or ends', (t) => {
  const log: string[] = []
  runMain(function* () {
    tasklet(count).setup(log, 'a', 100)
    tasklet(count).setup(log, 'b', 100)
    t.is(yield* run({ timeout: 10, soft: true }), undefined)
    t.deepEqual(log, ['a'])
    yield* run()
  })
})

test('atomic tasklets, the switch trap and native frames keep a hard timeout away', (t) => {
  const log: string[] = []
  runMain(function* () {
    const body = function* (before: () => void, after: () => void): Generator<unknown, void, unknown> {
      before()
      yield* count(log, 'through', 100)
      after()
    }
    const worlds: [() => void, () => void][] = [
      [() => void getCurrent().setAtomic(true), () => void getCurrent().setAtomic(false)],
      [() => void switchTrap(1), () => void switchTrap(-1)],
      [() => void call(count, log, 'nested', 100), () => {}],
    ]
    for (const [before, after] of worlds.slice(0, 2)) {
      tasklet(body).setup(before, after)
      t.is(yield* run({ timeout: 10 }), undefined)
    }
    const victim = yield* ((): ReturnType<typeof run> => {
      tasklet(body).setup(...worlds[2] as [() => void, () => void])
      return run({ timeout: 10 })
    })()
    victim?.insert()
    yield* run()
  })
  t.deepEqual(log, ['through', 'through', 'nested', 'through'])
})

test('a generator that is driven by hand is not left in the middle; who drives it is', (t) => {
  runMain(function* () {
    const driver = tasklet(byHand).setup(30)
    t.is(yield* run({ timeout: 20 }), driver)
    driver.insert()
    t.true((yield* runAll(20)) > 0)
    t.false(driver.alive)
  })
})

test('a program inside a tasklet of the modern API is not interrupted by that one\'s budget, nor the other way round', (t) => {
  const scheduler = new Scheduler()
  const inner: string[] = []
  const outer = scheduler.spawn(function* () {
    runMain(function* () {
      tasklet(count).setup(inner, 'inner', 100)
      yield* run()
      t.not(getMain(), null)
      yield* schedule()
    })
    return 'done'
  })
  scheduler.run({ maxOperations: 5 })
  t.deepEqual([inner, outer.result], [['inner'], 'done'])
  runMain(function* () {
    const second = new Scheduler()
    const spinning = second.spawn(forever)
    t.is(second.run({ maxOperations: 5 }).interrupted, spinning)
    const victim = tasklet(forever).setup()
    t.is(yield* run({ timeout: 7 }), victim)
    yield* victim.kill()
  })
})
