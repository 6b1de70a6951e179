// What shape.test.ts looks at, run compiled in a process of its own: after a warm-up, a marked stretch of work.

import { performance, PerformanceObserver } from 'node:perf_hooks'
import { all, channel, Scheduler, select, sleep, spawn, type Channel } from 'stillframe'
import type { Frame } from 'stillframe/abi'

function* counts() {
  for (let i = 0; ; i++) {
    total += i & 1
    yield
  }
}
function* adds() {
  let a = 0
  let b = 1
  while (true) {
    ;[a, b] = [b, (a + b) & 0xff]
    total += a & 1
    yield
  }
}
function* pings(a: Channel<number>, b: Channel<number>) {
  while (true) {
    yield* a.send(1)
    total += yield* b.receive()
  }
}
function* pongs(a: Channel<number>, b: Channel<number>) {
  while (true) yield* b.send(yield* a.receive())
}
function* deep(depth: number): Generator<unknown, number, unknown> {
  if (depth > 0) return (yield* deep(depth - 1)) + 1
  while (true) yield
}
function* many(a: number, b: number, c: number, d: number, e: number, f: number) {
  while (true) {
    yield
    ;[a, b, c, d, e, f] = [b, c, d, e, f, a]
    total += a + f
  }
}
function* wakes(ms: number) {
  while (true) yield* sleep(ms)
}
function* chooses(a: Channel<number>, b: Channel<number>) {
  while (true) total += (yield* select([a.receive(), b.receive()])).value
}
function* feeds(to: Channel<number>) {
  for (let i = 0; ; i = (i + 1) & 0xff) yield* to.send(i)
}
function* catches() {
  for (let i = 0; ; i = (i + 1) & 0xff) {
    try {
      yield* fails(i)
    } catch {
      total++
    } finally {
      yield
    }
  }
}
function* fails(i: number): Generator<unknown, void, unknown> {
  yield
  if ((i & 15) === 0) throw plain
}
const plain = { what: 'not an Error: no stack is written down' }
function* ends(a: number) {
  return a + 1
}
function* spawns() {
  for (let i = 0; ; i = (i + 1) & 0xff) total += (yield* spawn(ends, i).join()) & 1
}
function* groups() {
  while (true) {
    const [a, b] = yield* all([ends(1), ends(2)])
    total += a + b
  }
}
function* iterates(list: readonly number[]) {
  while (true) {
    for (const one of list) {
      total += one
      yield
    }
  }
}
export let total = 0

const worlds: Record<string, () => Scheduler> = {
  yields() {
    const scheduler = new Scheduler()
    for (let i = 0; i < 500; i++) scheduler.spawn(i % 2 === 0 ? counts : adds)
    return scheduler
  },
  channels() {
    const scheduler = new Scheduler()
    const a = channel<number>()
    const b = channel<number>()
    scheduler.spawn(pings, a, b)
    scheduler.spawn(pongs, a, b)
    return scheduler
  },
  mixed() {
    const scheduler = new Scheduler({ clock: 'virtual' })
    const [a, b, c, d] = [channel<number>(), channel<number>(), channel<number>(), channel<number>(8)]
    for (let i = 0; i < 20; i++) {
      scheduler.spawn(counts)
      scheduler.spawn(adds)
      scheduler.spawn(deep, i)
      scheduler.spawn(many, 1, 2, 3, 4, 5, 6)
      scheduler.spawn(wakes, i + 1)
      scheduler.spawn(catches)
      scheduler.spawn(spawns)
      scheduler.spawn(groups)
      scheduler.spawn(iterates, [1, 2, 3])
    }
    scheduler.spawn(pings, a, b)
    scheduler.spawn(pongs, a, b)
    scheduler.spawn(feeds, c)
    scheduler.spawn(feeds, d)
    scheduler.spawn(chooses, c, d)
    return scheduler
  },
}

/** How many hidden classes the frames of all tasklets have, and how many codes. */
function classesOf(scheduler: Scheduler): { frames: number; codes: number; classes: number } {
  const same = new Function('a', 'b', 'return %HaveSameMap(a, b)') as (a: Frame, b: Frame) => boolean
  const frames: Frame[] = []
  for (const { top } of scheduler.tasklets()) for (let frame = top; frame !== null; frame = frame.up) frames.push(frame)
  const found: Frame[] = []
  for (const frame of frames) if (!found.some((one) => same(one, frame))) found.push(frame)
  return { frames: frames.length, codes: new Set(frames.map(({ code }) => code)).size, classes: found.length }
}

const collections: number[] = []
new PerformanceObserver((list) => { for (const entry of list.getEntries()) collections.push(entry.startTime) }).observe({ entryTypes: ['gc'] })

const world = (worlds[process.argv[2] ?? ''] as () => Scheduler)()
for (let i = 0; i < 20; i++) world.run({ maxSwitches: 100_000 })
;(globalThis as { gc?: () => void }).gc?.()
const from = performance.now()
console.log('warm')
for (let i = 0; i < 20; i++) world.run({ maxSwitches: 100_000 })
console.log('end')
const to = performance.now()
await new Promise((resolve) => setTimeout(resolve, 50)) // observers are told on a later turn
console.log(JSON.stringify({ collections: collections.filter((at) => at >= from && at <= to).length, switches: 2_000_000, ...process.execArgv.includes('--allow-natives-syntax') ? classesOf(world) : {} }))
process.exit()
