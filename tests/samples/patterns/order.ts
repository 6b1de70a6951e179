// Keys, values and defaults of a pattern are evaluated one property after the other.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const source = {
    get a() {
      order.push('get a')
      return undefined as number | undefined
    },
    get b() {
      order.push('get b')
      return undefined as number | undefined
    },
  }
  function* fallback(name: string): Task<number> {
    order.push(`default ${name}`)
    yield
    return 1
  }
  const { a = yield* fallback('a'), b = yield* fallback('b') } = source
  log(a + b, order) // expect: 2 ["get a", "default a", "get b", "default b"]
}
