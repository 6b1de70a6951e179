import { channel, Scheduler, spawn, type Channel } from 'stillframe'

function* skynet(out: Channel<number>, first: number, size: number): Generator<unknown, void, unknown> {
  if (size === 1) {
    yield* out.send(first)
    return
  }
  const results = channel<number>()
  const part = size / 10
  for (let i = 0; i < 10; i++) spawn(skynet, results, first + i * part, part)
  let sum = 0
  for (let i = 0; i < 10; i++) sum += yield* results.receive()
  yield* out.send(sum)
}

export function round(leaves: number): number {
  const scheduler = new Scheduler()
  const out = channel<number>()
  scheduler.spawn(skynet, out, 0, leaves)
  const tasklet = scheduler.spawn(function* () { return yield* out.receive() })
  scheduler.run()
  if (tasklet.result !== 0.5 * leaves * (leaves - 1)) throw new Error(`wrong sum ${tasklet.result}`)
  return leaves
}
