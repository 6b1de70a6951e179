// What shape.test.ts looks at, run compiled in a process of its own: after a warm-up, a marked stretch of work.

import { performance, PerformanceObserver } from 'node:perf_hooks'
import { channel, Scheduler, type Channel } from 'stillframe'

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
console.log(JSON.stringify({ collections: collections.filter((at) => at >= from && at <= to).length, switches: 2_000_000 }))
process.exit()
