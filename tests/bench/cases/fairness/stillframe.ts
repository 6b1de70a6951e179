// Two tasklets play ping-pong for ever under drive(); how many ticks of a host timer of 5 ms come within 10 ms? A tick is late
// by our doing if this process was at work for longer than that since the last one: what others take of the machine does not count.

import { channel, Scheduler, type Channel } from 'stillframe'

function* forward(from: Channel<number>, to: Channel<number>) {
  while (true) yield* to.send((yield* from.receive()) + 1)
}

export async function measure(most: number): Promise<number> {
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
  let worked = process.cpuUsage()
  const timer = setInterval(() => {
    const now = performance.now()
    const { user, system } = process.cpuUsage(worked)
    if (now - last > 10 && (user + system) / 1000 > 10) late++
    last = now
    worked = process.cpuUsage()
    if (++ticks === most) stop.abort()
  }, 5)
  await scheduler.drive({ signal: stop.signal })
  clearInterval(timer)
  return (late / most) * 100
}
