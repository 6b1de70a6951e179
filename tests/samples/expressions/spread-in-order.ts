// Spread drains its source in its place, before what stands behind it.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const source = {
    *[Symbol.iterator]() {
      order.push('start')
      yield 1
      yield 2
      order.push('end')
    },
  }
  function* value(): Task<number> {
    order.push('value')
    yield
    return 3
  }
  log([0, ...source, yield* value(), ...'ab'], order) // expect: [0, 1, 2, 3, "a", "b"] ["start", "end", "value"]
}
