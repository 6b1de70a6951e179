// Values sent into yields of assignments.

import { log, type Task } from '../log.ts'
import { echo } from '../lib.ts'

function* body(): Generator<unknown, unknown, never> {
  let a = 1
  a += (yield 10) as number
  const o: Record<string, number> = { n: a }
  o[(yield 'n') as string] *= (yield 2) as number
  let u: unknown
  u ??= yield 'default'
  u &&= yield 'and'
  const { [(yield 'n') as string]: x, y = yield 'y' } = o as Record<string, unknown>
  const [p = yield 'p', ...q] = (yield [undefined, 1, 2]) as unknown[]
  return [a, o, u, x, y, p, q]
}

export default function* main(): Task {
  log(yield* echo(body())) // expect: [11, { n: 22 }, "and", 22, "y", "p", [1, 2]]
}
