// shuffle-safe
// The sieve: each prime is a tasklet that filters its multiples.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* numbers(out: Channel<number>): Task {
  for (let i = 2; i < 30; i++) yield* out.send(i)
  out.close()
}

function* filter(prime: number, from: Channel<number>, out: Channel<number>): Task {
  for (let item = yield* from.next(); !item.done; item = yield* from.next()) {
    if (item.value % prime !== 0) yield* out.send(item.value)
  }
  out.close()
}

export default function* main(): Task {
  let from = channel<number>()
  spawn(numbers, from)
  const primes: number[] = []
  for (let item = yield* from.next(); !item.done; item = yield* from.next()) {
    primes.push(item.value)
    const out = channel<number>()
    spawn(filter, item.value, from, out)
    from = out
  }
  log(primes) // expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]
}
