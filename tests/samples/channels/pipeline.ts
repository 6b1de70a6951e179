// shuffle-safe
// Three stages, each a tasklet, connected by channels.

import { type Channel, channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* count(out: Channel<number>, n: number): Task {
  for (let i = 1; i <= n; i++) yield* out.send(i)
  out.close()
}

function* square(from: Channel<number>, out: Channel<number>): Task {
  for (let item = yield* from.next(); !item.done; item = yield* from.next()) yield* out.send(item.value ** 2)
  out.close()
}

export default function* main(): Task {
  const numbers = channel<number>()
  const squares = channel<number>(2)
  spawn(count, numbers, 5)
  spawn(square, numbers, squares)
  const all: number[] = []
  for (let item = yield* squares.next(); !item.done; item = yield* squares.next()) all.push(item.value)
  log(all) // expect: [1, 4, 9, 16, 25]
}
