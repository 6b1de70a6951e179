// Values sent into yields that steer loops and branches.

import { log, type Task } from '../log.ts'
import { echo } from '../lib.ts'

function* body(): Generator<unknown, unknown, never> {
  const seen: unknown[] = []
  for (let i = (yield 0) as number; (yield i < 3) as boolean; i = ((yield i) as number) + 1) {
    if ((yield i === 1) as boolean) continue
    switch ((yield i) as number) {
      case (yield 0) as number: seen.push('zero'); break
      case (yield 2) as number: seen.push('two')
    }
  }
  do seen.push(yield 'once')
  while (yield false)
  return seen
}

export default function* main(): Task {
  log(yield* echo(body())) // expect: ["zero", "two", "once"]
}
