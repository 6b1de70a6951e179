// Values sent into yields of one expression, in order.

import { log, type Task } from '../log.ts'
import { echo } from '../lib.ts'

function* body(): Generator<unknown, unknown, never> {
  const o = { [(yield 'k1') as string]: yield 1, ...((yield { s: 2 }) as object), list: [yield 'a', ...((yield [8, 9]) as never[])] }
  return [o, `${yield 'x'}-${yield 'y'}`, (yield 3) + ((yield 4) as number) * ((yield 5) as number)]
}

export default function* main(): Task {
  log(yield* echo(body())) // expect: [{ k1: 1, s: 2, list: ["a", 8, 9] }, "x-y", 23]
}
