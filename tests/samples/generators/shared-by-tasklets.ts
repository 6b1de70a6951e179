// Two tasklets take from one generator.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* ids(): Generator<number, never, undefined> {
  for (let i = 1; ; i++) yield i
}

function* taker(source: Generator<number, never, undefined>, out: number[]): Task {
  for (let i = 0; i < 3; i++) {
    out.push(source.next().value)
    yield
  }
}

export default function* main(): Task {
  const source = ids()
  const out: number[] = []
  const all = [spawn(taker, source, out), spawn(taker, source, out)]
  for (const tasklet of all) yield* tasklet.join()
  log(out, source.next().value) // expect: [1, 2, 3, 4, 5, 6] 7
}
