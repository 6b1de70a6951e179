import { channel, Scheduler, type Channel } from 'stillframe'

function* link(from: Channel<number>, to: Channel<number>) {
  while (true) {
    const token = yield* from.receive()
    if (token === 0) return
    yield* to.send(token - 1)
  }
}

export function round(tasklets: number, hops: number): number {
  const scheduler = new Scheduler()
  const first = channel<number>()
  let from = first
  for (let i = 1; i < tasklets; i++) {
    const to = channel<number>()
    scheduler.spawn(link, from, to)
    from = to
  }
  scheduler.spawn(link, from, first)
  scheduler.spawn(function* () { yield* first.send(hops) })
  const report = scheduler.run()
  if (report.alive !== tasklets - 1) throw new Error(`wrong number of survivors ${report.alive}`)
  return hops
}
