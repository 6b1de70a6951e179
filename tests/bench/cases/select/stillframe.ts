import { channel, Scheduler, select, type Channel } from 'stillframe'

const CHANNELS = 8

function* producer(out: Channel<number>, values: number) {
  for (let i = 0; i < values; i++) yield* out.send(i)
}

function* consumer(c: Channel<number>[], values: number) {
  let sum = 0
  for (let i = 0; i < values; i++) {
    const { value } = yield* select([
      c[0]!.receive(), c[1]!.receive(), c[2]!.receive(), c[3]!.receive(), c[4]!.receive(), c[5]!.receive(), c[6]!.receive(), c[7]!.receive(),
    ], { fair: true })
    sum += value
  }
  return sum
}

export function round(values: number): number {
  const scheduler = new Scheduler()
  const each = values / CHANNELS
  const channels = Array.from({ length: CHANNELS }, () => channel<number>())
  for (const one of channels) scheduler.spawn(producer, one, each)
  const { result } = consume(scheduler, channels, values)
  if (result !== (CHANNELS * each * (each - 1)) / 2) throw new Error(`wrong sum ${result}`)
  return values
}

function consume(scheduler: Scheduler, channels: Channel<number>[], values: number): { result: number | undefined } {
  const tasklet = scheduler.spawn(consumer, channels, values)
  scheduler.run()
  return tasklet
}
