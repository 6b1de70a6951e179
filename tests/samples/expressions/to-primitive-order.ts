// Operands are converted when the operator runs: after the yield.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const left = {
    valueOf() {
      order.push('convert')
      return 1
    },
  }
  function* right(): Task<number> {
    order.push('right')
    yield
    return 2
  }
  log((left as unknown as number) + (yield* right()), order) // expect: 3 ["right", "convert"]
}
