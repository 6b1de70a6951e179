// yield without operand, yield in brackets, yield as an argument.

import { log, type Task } from '../log.ts'
import { echo } from '../lib.ts'

function* body(): Generator<unknown, unknown, unknown> {
  const list = [yield, (yield), yield 1]
  const f = (...x: unknown[]): unknown[] => x
  return f(yield, yield 2, list)
}

export default function* main(): Task {
  log(yield* echo(body())) // expect: [undefined, 2, [undefined, undefined, 1]]
}
