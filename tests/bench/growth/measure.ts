// What grows with the number of tasklets? `node measure.ts NAME COUNT` prints one figure, in a process of its own.
//
// Called by: growth.js. Calls: the runtime, snapshot.

import { channel, Scheduler, sleep, type Channel } from 'stillframe'
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

const nanoseconds = (): number => Number(process.hrtime.bigint())
const heap = (): number => {
  ;(globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().heapUsed
}

/** The best of some runs of `body`, in nanoseconds per unit: what the machine can do when it is left alone. */
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
    const before = heap()
    const scheduler = new Scheduler()
    const from = channel<number>()
    for (let i = 0; i < count; i++) scheduler.spawn(receives, from)
    scheduler.run()
    const bytes = (heap() - before) / count
    if (scheduler.alive !== count) throw new Error('somebody is gone')
    return bytes
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
