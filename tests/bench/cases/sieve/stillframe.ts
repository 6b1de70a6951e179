import { channel, Scheduler, type Channel } from 'stillframe'

function* generate(out: Channel<number>) {
  for (let i = 2; ; i++) yield* out.send(i)
}

function* filter(from: Channel<number>, to: Channel<number>, prime: number) {
  while (true) {
    const n = yield* from.receive()
    if (n % prime !== 0) yield* to.send(n)
  }
}

function* sieve(primes: number) {
  let from = channel<number>()
  scheduler.spawn(generate, from)
  let prime = 0
  for (let i = 0; i < primes; i++) {
    prime = yield* from.receive()
    const to = channel<number>()
    scheduler.spawn(filter, from, to, prime)
    from = to
  }
  return prime
}

let scheduler: Scheduler

export function round(primes: number, last: number): number {
  scheduler = new Scheduler()
  const tasklet = scheduler.spawn(sieve, primes)
  while (tasklet.alive) scheduler.run({ maxSwitches: 1000 })
  if (tasklet.result !== last) throw new Error(`wrong prime ${tasklet.result}`)
  return 1
}
