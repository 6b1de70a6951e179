// shuffle-safe
// A select is a value: made once, waited for again and again, by several tasklets at a time.

import { channel, type Operation, select, spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* worker(either: Operation<{ key: 'a' | 'b'; value: number }>): Task<number> {
  let sum = 0
  for (let i = 0; i < 4; i++) sum += (yield* either).value
  return sum
}

export default function* main(): Task {
  const a = channel<number>()
  const b = channel<number>()
  const either = select({ a: a.receive(), b: b.receive() })
  const workers = [spawn(worker, either), spawn(worker, either)]
  for (let i = 0; i < 8; i++) yield* (i % 3 === 0 ? a : b).send(i)
  log((yield* workers[0].join()) + (yield* workers[1].join())) // expect: 28
}
