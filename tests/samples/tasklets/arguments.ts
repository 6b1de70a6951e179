// The arguments of spawn are those of the body.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

function* body(a: number, b = a * 2, ...rest: number[]): Task<unknown> {
  yield
  return [a, b, rest]
}

export default function* main(): Task {
  log(yield* spawn(body, 1).join()) // expect: [1, 2, []]
  log(yield* spawn(body, 1, 5, 7, 8).join()) // expect: [1, 5, [7, 8]]
}
