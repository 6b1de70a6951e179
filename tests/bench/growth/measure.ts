// What grows with the number of tasklets? `node measure.ts NAME COUNT` prints one figure, in a process of its own.
//
// Called by: growth.js. Calls: the runtime, snapshot.

import { channel, Scheduler, select, sleep, type Channel } from 'stillframe'
import { capture, restore } from 'stillframe/snapshot'

function* yields(seed: number) {
  for (let i = seed; ; i++) {
    kept ^= i
    yield
  }
}
let kept = 0

function* receives(from: Channel<number>) {
  let sum = 0
  while (true) sum += yield* from.receive()
}

function* sleeps(ms: number) {
  while (true) yield* sleep(ms)
}

/** Takes a value from whichever of `from` has one. */
function* selects(from: readonly Channel<number>[]) {
  while (true) {
    const { value } = yield* select(from.map((one) => one.receive()))
    kept ^= value
    received++
  }
}
let received = 0

function* sends(to: readonly Channel<number>[]) {
  for (let i = 0; ; i = (i * 31 + 7) % to.length) yield* to[i]!.send(i)
}

/** Processor time of all threads: what others do on the machine does not count. */
const nanoseconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}
const heap = (): number => {
  ;(globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().heapUsed
}

/** The best of some runs of `body`, in nanoseconds per unit. */
function best(body: () => number, rounds = 5): number {
  let least = Infinity
  for (let i = 0; i < rounds; i++) {
    const from = nanoseconds()
    const units = body()
    least = Math.min(least, (nanoseconds() - from) / units)
  }
  return least
}

const measures: Record<string, (count: number) => number> = {
  switch(count) {
    const scheduler = new Scheduler()
    for (let i = 0; i < count; i++) scheduler.spawn(yields, i)
    const turns = Math.max(count, 1_000_000)
    return best(() => scheduler.run({ maxSwitches: turns }).switches)
  },
  memory(count) {
    const world = (): Scheduler => {
      const scheduler = new Scheduler()
      const from = channel<number>()
      for (let i = 0; i < count; i++) scheduler.spawn(receives, from)
      scheduler.run()
      return scheduler
    }
    world()
    const worlds = Math.ceil(100_000 / count) // of small ones many, so that what else is on the heap does not show
    const before = heap()
    const all = Array.from({ length: worlds }, world)
    const bytes = (heap() - before) / (worlds * count)
    if (all.some(({ alive }) => alive !== count)) throw new Error('somebody is gone')
    return bytes
  },
  select(count) {
    const scheduler = new Scheduler()
    const all = Array.from({ length: count }, () => channel<number>())
    scheduler.spawn(selects, all)
    scheduler.spawn(sends, all)
    const values = Math.max(3, Math.min(200_000, 2_000_000 / count))
    scheduler.run({ maxSwitches: values })
    return best(() => {
      const before = received
      while (received - before < values) scheduler.run({ maxSwitches: values })
      return received - before
    })
  },
  timers(count) {
    const scheduler = new Scheduler({ clock: 'virtual' })
    for (let i = 0; i < count; i++) scheduler.spawn(sleeps, 1 + ((i * 7919) % count))
    scheduler.run({ maxSwitches: count })
    const turns = Math.max(count, 300_000)
    return best(() => scheduler.run({ maxSwitches: turns }).switches)
  },
  capture(count) {
    const scheduler = new Scheduler()
    const from = channel<number>()
    for (let i = 0; i < count; i++) scheduler.spawn(receives, from)
    scheduler.run()
    return best(() => {
      restore(capture(scheduler))
      return count
    }, count < 100_000 ? 10 : 3)
  },
}

const [name = '', count = ''] = process.argv.slice(2)
const measure = measures[name]
if (measure === undefined) throw new Error(`no measure is called ${name}: ${Object.keys(measures).join(', ')}`)
console.log(String(measure(Number(count))))
