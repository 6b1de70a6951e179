// An arrow has the arguments of the tasklet's function around it.

import { log, type Task } from '../log.ts'

function* body(..._: number[]): Task<unknown> {
  const count = (): number => arguments.length
  const sum = (): number => Array.from(arguments as unknown as number[]).reduce((a, b) => a + b, 0)
  yield
  return [count(), sum()]
}

export default function* main(): Task {
  log(yield* body(1, 2, 3)) // expect: [3, 6]
}
