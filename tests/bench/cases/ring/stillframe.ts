import { channel, Scheduler, type Channel } from 'stillframe'

const TASKLETS = 1000
const HOPS = 300_000

function* link(from: Channel<number>, to: Channel<number>) {
  while (true) {
    const token = yield* from.receive()
    if (token === 0) return
    yield* to.send(token - 1)
  }
}

export function round(): number {
  const scheduler = new Scheduler()
  const first = channel<number>()
  let from = first
  for (let i = 1; i < TASKLETS; i++) {
    const to = channel<number>()
    scheduler.spawn(link, from, to)
    from = to
  }
  scheduler.spawn(link, from, first)
  scheduler.spawn(function* () { yield* first.send(HOPS) })
  const report = scheduler.run()
  if (report.alive !== TASKLETS - 1) throw new Error(`wrong number of survivors ${report.alive}`)
  return HOPS
}
