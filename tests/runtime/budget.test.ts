import test from 'ava'
import { compile } from '@stillframe/compiler'
import { channel, current, request, Scheduler, sleep, type Channel, type Tasklet } from '@stillframe/runtime'
import { call } from '@stillframe/runtime/interop'
import { checkInvariants } from '@stillframe/runtime/testing'
import { capture, restore } from '@stillframe/snapshot'
import { settle, world, type Task } from './world.ts'

interface Programs {
  forever(): Task
  count(n: number): Task<unknown>
  labelled(n: number): Task<unknown>
  rounds(n: number): Task<unknown>
  entries(n: number): Task<unknown>
  cleanly(log: string[]): Task
  iterates(n: number): Task<unknown>
  drives(n: number): Task<unknown>
  receives(from: Channel<number>): Task<unknown>
  sends(to: Channel<number>): Task
  spoiled(to: Channel<number>, spoil: () => void): Task
  swallows(to: Channel<number>, kill: () => void): Task
}

const source = `
export function* receives(from) { return yield* from.receive() }
export function* sends(to) { for (let i = 0; i < 9; i++) yield* to.send(i) }
export function* spoiled(to, spoil) { for (let i = 0; i < 30; i++) { if (i % 4 === 1) spoil(); yield* to.send(i) } }
export function* swallows(to, kill) { try { kill() } catch {} for (let i = 0; i < 100; i++) ; yield* to.send(1) }
export function* forever() { for (;;) ; }
export function* count(n) { let sum = 0; for (let i = 0; i < n; i++) sum += i; return sum }
export function* labelled(n) {
  let out = ''
  outer: for (let i = 0; i < n; i++) {
    inner: while (true) {
      for (let k = 0; ; k++) {
        if (k === 1) continue
        if (k === 3) continue outer
        if (i === 3) break inner
        out += i + '' + k + ' '
      }
    }
    out += 'broke '
  }
  do { out += n; if (n === 2) continue; if (n === 1) break } while (n-- > 0)
  return out
}
export function* rounds(n) {
  const made = []
  for (let i = 0; i < n; i++) made.push(() => i)
  let sum = 0
  for (const f of made) sum += f()
  for (const k in { a: 1, b: 2 }) sum += k.length
  return sum
}
export function* entries(n) { return n < 2 ? n : (yield* entries(n - 1)) + (yield* entries(n - 2)) }
export function* cleanly(log) { try { for (;;) ; } finally { log.push('cleaned'); yield; log.push('up') } }
export function* drives(n) { let sum = 0; for (const i of spins(n)) sum += i; return sum }
function* spins(n) { for (let i = 0; i < n; i++) { let k = 0; while (k < i) k++; yield k } }
function* numbers(n) { for (let i = 0; i < n; i++) yield i }
export function* iterates(n) { let sum = 0; for (const i of [...numbers(n)]) sum += i; for (const i of numbers(n)) sum += i; return sum }
`

async function load(id: string, checkpoints: boolean | 'every'): Promise<Programs> {
  const { code } = compile(source, { id, runtime: import.meta.resolve('@stillframe/runtime/abi'), sourceMap: false, checkpoints })
  return await programs(code)
}

async function programs(code: string): Promise<Programs> {
  return await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`) as Programs
}

const native = await programs(source)
const [plain, usual, every] = await Promise.all([load('budget.js', false), load('budget-usual.js', true), load('budget-every.js', 'every')])

/** A clock of the tests' own: each look at it takes `stepMs`. Gives what makes time pass. */
function withClock(stepMs: number, body: (pass: (ms: number) => void) => void): void {
  const real = performance.now
  let now = 0
  performance.now = () => (now += stepMs)
  try {
    body((ms) => { now += ms })
  } finally {
    performance.now = real
  }
}

/** Runs one operation or checkpoint at a time, on a copy of the world each time, and counts the interruptions. */
function torture(scheduler: Scheduler): { interruptions: number; tasklet: Tasklet } {
  let root = { scheduler, tasklet: scheduler.tasklets()[0] as Tasklet }
  for (let interruptions = 0; interruptions < 5000; interruptions++) {
    const { reason } = root.scheduler.run({ maxOperations: 1 })
    checkInvariants(root.scheduler)
    if (reason !== 'operations') return { interruptions, tasklet: root.tasklet }
    root = restore(capture(root)) as typeof root
  }
  throw new Error('still running')
}

test('a tasklet that loops for ever does not keep run() from returning, and its neighbours run', (t) => {
  for (const { forever } of [usual, every]) {
    const { scheduler } = world()
    const tasklet = scheduler.spawn(forever)
    withClock(0.1, () => {
      const report = scheduler.run({ budgetMs: 3 })
      t.is(report.reason, 'budget')
      t.is(report.interrupted, tasklet)
      t.is(report.overran, undefined)
    })
    const other = scheduler.spawn(function* (): Task<string> { return 'done' })
    scheduler.run({ maxOperations: 3 })
    scheduler.run({ maxOperations: 3 })
    t.is(other.result, 'done')
    checkInvariants(scheduler)
  }
})

test('loops of every form, interrupted and restored at their checkpoints, do what they do without', (t) => {
  for (const name of ['count', 'labelled', 'rounds', 'entries', 'iterates'] as const) {
    for (const n of [0, 1, 2, 3, 5]) {
      const expected = world().scheduler.spawn(plain[name], n)
      settle(expected.home as Scheduler)
      for (const build of [usual, every]) {
        const { scheduler } = world()
        scheduler.spawn(build[name], n)
        const { tasklet, interruptions } = torture(scheduler)
        t.is(tasklet.result, expected.result, `${name}(${n})`)
        if (build === every && n > 3) t.true(interruptions >= 2, `${name}(${n})`)
      }
    }
  }
})

test('a tasklet that is killed at a checkpoint cleans up', (t) => {
  const { scheduler } = world()
  const log: string[] = []
  const tasklet = scheduler.spawn(every.cleanly, log)
  scheduler.run({ maxOperations: 10 })
  tasklet.kill()
  t.is(scheduler.run().reason, 'done')
  t.deepEqual(log, ['cleaned', 'up'])
})

test('an operation that waits counts like one that does not, compiled or not', (t) => {
  for (const { receives, sends } of [native, plain]) {
    const { scheduler } = world()
    const [empty, buffer] = [channel<number>(), channel<number>(100)]
    for (let i = 0; i < 3; i++) scheduler.spawn(receives, empty)
    const sender = scheduler.spawn(sends, buffer)
    const { reason, interrupted } = scheduler.run({ maxOperations: 5 })
    t.deepEqual([reason, interrupted, buffer.buffered], ['operations', sender, 3])
  }
})

test('the budget of operations is exact, and the same on every machine', (t) => {
  const { scheduler } = world()
  scheduler.spawn(every.count, 100)
  let runs = 1
  while (scheduler.run({ maxOperations: 10 }).reason === 'operations') runs++
  t.is(runs, 11) // 1 entry, 101 tests, and one more test each time the loop is entered again
})

test('operations that never have to wait count: a loop of sends is interrupted without checkpoints, and goes on', (t) => {
  const { scheduler } = world()
  const box = channel<number>(Infinity)
  const tasklet = scheduler.spawn(function* (): Task {
    for (let i = 0; ; i++) yield* box.send(i)
  })
  t.is(scheduler.run({ maxOperations: 100 }).interrupted, tasklet)
  t.is(scheduler.run({ maxOperations: 100 }).reason, 'operations')
  withClock(0.1, () => { t.is(scheduler.run({ budgetMs: 2 }).reason, 'budget') })
  const values = box.buffer?.toArray() as number[]
  t.true(values.length >= 200 && values.every((value, i) => value === i))
})

test('the end of a turn is the end of the ring; with keepTurn the interrupted tasklet goes on first', (t) => {
  for (const keepTurn of [false, true]) {
    const { scheduler } = world()
    const first = scheduler.spawn(usual.forever)
    const second = scheduler.spawn(usual.forever)
    scheduler.run({ maxOperations: 5, keepTurn })
    t.is(scheduler.ring.first, keepTurn ? first : second)
  }
})

test('who can not be interrupted and overruns the budget is named', (t) => {
  withClock(0.001, (pass) => {
    const { scheduler } = world()
    for (let i = 0; i < 5; i++) scheduler.spawn(function* quick(): Task { yield })
    const culprit = scheduler.spawn(function* slow(): Task {
      yield
      pass(30)
    })
    for (let i = 0; i < 5; i++) scheduler.spawn(function* quick(): Task { yield; yield })
    const report = scheduler.run({ budgetMs: 10 })
    t.is(report.reason, 'budget')
    t.is(report.overran?.tasklet, culprit)
    t.true((report.overran?.ms ?? 0) >= 30)
    t.is(report.interrupted, undefined)
  })
})

/** Tasklets with quick turns, and `hog`, whose turns number `at` take 30 ms. */
function herd(pass: (ms: number) => void, at: number[]): Scheduler {
  const { scheduler } = world()
  function* quick(): Task { for (;;) yield }
  function* hogging(): Task {
    for (let turn = 1; ; turn++) {
      if (at.includes(turn)) pass(30)
      yield
    }
  }
  for (let i = 0; i < 9; i++) scheduler.spawn(quick)
  scheduler.spawn(hogging)
  return scheduler
}

test('who overruns is named, also after many quick turns, also a second time', (t) => {
  withClock(0.00001, (pass) => {
    const scheduler = herd(pass, [99, 5000, 5001])
    for (let i = 0; i < 3; i++) t.is(scheduler.run({ budgetMs: 10 }).overran?.tasklet.name, 'hogging')
  })
})

test('time that handlers and timers take is nobody\'s', (t) => {
  withClock(0.001, (pass) => {
    const scheduler = new Scheduler({ handlers: { slow: () => pass(30) } })
    scheduler.spawn(function* (): Task { yield* request('slow') })
    t.is(scheduler.run({ budgetMs: 10 }).overran, undefined)
  })
})

test('a generator object is not left in the middle: it has no checkpoint to offer to who drives it', (t) => {
  const { scheduler } = world()
  const seen: number[] = []
  scheduler.spawn(function* (): Task { for (const i of every.iterates(4)) seen.push(i as number) })
  for (let i = 0; i < 10; i++) scheduler.run({ maxOperations: 1 })
  t.deepEqual(seen, [])
})

test('a tight loop that cannot leave, under a native generator or a native frame, comes to its end; who drives it leaves', (t) => {
  const spin = every.count
  const scheduler = new Scheduler()
  const driving = scheduler.spawn(function* () { return yield* spin(50) })
  const nesting = scheduler.spawn(function* () { return [20].map((n) => call(spin, n)) })
  for (let i = 0; i < 5; i++) scheduler.run({ maxOperations: 5 })
  t.deepEqual([driving.result, nesting.result], [1225, [190]])
  const other = new Scheduler()
  const driver = other.spawn(every.drives, 30)
  t.is(other.run({ maxOperations: 5 }).interrupted, driver)
  other.run()
  t.is(driver.result, 435)
})

test('builds with and without checkpoints have the same labels beside those, and other hashes', (t) => {
  const points = (checkpoints: boolean): string[] => compile('export function* f(a) { while (a) { yield 1; for (;;) yield* g() } }', { id: 'x.js', checkpoints }).functions[0]!.points.map(({ label }) => label)
  t.deepEqual(points(false), ['while/yield#1', 'while/for/g#1'])
  t.deepEqual(points(true), ['checkpoint#1', 'while/checkpoint#1', 'while/yield#1', 'while/for/checkpoint#1', 'while/for/g#1'])
  const hashes = (checkpoints: boolean): RegExpMatchArray | null => compile('export function* f() { yield 1 }', { id: 'x.js', checkpoints }).code.match(/(shape|body): "\w+"/g)
  for (const [i, hash] of (hashes(false) ?? []).entries()) t.not(hash, hashes(true)?.[i])
})

test('a budget that is no number is refused, and would not end', (t) => {
  const { scheduler } = world()
  scheduler.spawn(function* (): Task { yield })
  for (const options of [{ maxSwitches: NaN }, { budgetMs: 'x' }, { maxOperations: -1 }]) t.throws(() => scheduler.run(options as never), { code: 'BAD_NUMBER' })
  t.is(scheduler.run().reason, 'done')
})

test('operations count as they would when somebody was killed in their turn, or another world has run', (t) => {
  for (const { spoiled } of [native, plain]) {
    const victims: Tasklet[] = []
    for (const spoil of [() => {}, () => victims.pop()?.kill(), () => world().scheduler.run()]) {
      const { scheduler } = world()
      for (let i = 0; i < 9; i++) victims.push(scheduler.spawn(function* (): Task { yield* sleep(1) }))
      scheduler.run({ maxSwitches: 9 })
      const buffer = channel<number>(100)
      scheduler.spawn(spoiled, buffer, spoil)
      for (const sent of [8, 16, 24]) { // (the one too many is done, and then it leaves)
        t.is(scheduler.run({ maxOperations: 7 }).reason, 'operations')
        t.is(buffer.buffered, sent)
      }
    }
  }
})

test('who has swallowed its own kill is told again, however many checkpoints later', (t) => {
  for (const { swallows } of [plain, usual, every]) {
    const { scheduler } = world()
    const buffer = channel<number>(1)
    const tasklet = scheduler.spawn(swallows, buffer, () => current().kill())
    scheduler.run({ budgetMs: 1000 })
    t.deepEqual([tasklet.status, buffer.buffered], ['killed', 0])
  }
})

test('operations that wait use up the budget, too', (t) => {
  for (const maxOperations of [1, 10, 10.5]) {
    for (const ms of [0, 1]) {
      const { scheduler } = world()
      for (let i = 0; i < 4; i++) scheduler.spawn(function* (): Task { for (;;) yield* sleep(ms) })
      for (let i = 0; i < 3; i++) t.like(scheduler.run({ maxOperations }), { reason: 'operations', interrupted: undefined, alive: 4 })
      checkInvariants(scheduler)
    }
  }
})
