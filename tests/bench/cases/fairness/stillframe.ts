// Two tasklets play ping-pong for ever under drive(); how many ticks of a host timer of 5 ms come within 10 ms?

import { channel, Scheduler, type Channel } from 'stillframe'

const TICKS = 40

function* forward(from: Channel<number>, to: Channel<number>) {
  while (true) yield* to.send((yield* from.receive()) + 1)
}

export async function measure(): Promise<number> {
  const scheduler = new Scheduler()
  const a = channel<number>()
  const b = channel<number>()
  scheduler.spawn(forward, a, b)
  scheduler.spawn(forward, b, a)
  scheduler.spawn(function* () { yield* a.send(0) })
  const stop = new AbortController()
  let late = 0
  let ticks = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    if (now - last > 10) late++
    last = now
    if (++ticks === TICKS) stop.abort()
  }, 5)
  await scheduler.drive({ signal: stop.signal })
  clearInterval(timer)
  return (late / TICKS) * 100
}
