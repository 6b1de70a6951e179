// shuffle-safe
// Closures over one variable, held by two tasklets and a channel: one variable.

import { channel, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* caller(f: (by: number) => number, times: number): Task {
  for (let i = 0; i < times; i++) {
    f(1)
    yield
  }
}

export default function* main(): Task {
  let total = 0
  const add = (by: number): number => (total += by)
  const post = channel<() => number>(1)
  yield* post.send(() => total)
  const a = spawn(caller, add, 3)
  const b = spawn(caller, (by: number) => add(by * 10), 2)
  yield* a.join()
  yield* b.join()
  log((yield* post.receive())(), total) // expect: 23 23
}
