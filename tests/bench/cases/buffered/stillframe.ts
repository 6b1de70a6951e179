import { channel, Scheduler, type Channel } from 'stillframe'

function* producer(out: Channel<number>, values: number) {
  for (let i = 0; i < values; i++) yield* out.send(i)
}

function* consumer(from: Channel<number>, values: number) {
  let sum = 0
  for (let i = 0; i < values; i++) sum += yield* from.receive()
  return sum
}

export function round(pairs: number, values: number): number {
  const scheduler = new Scheduler()
  const consumers = Array.from({ length: pairs }, () => {
    const buffer = channel<number>(64)
    scheduler.spawn(producer, buffer, values)
    return scheduler.spawn(consumer, buffer, values)
  })
  scheduler.run()
  for (const { result } of consumers) if (result !== 0.5 * values * (values - 1)) throw new Error(`wrong sum ${result}`)
  return pairs * values
}
