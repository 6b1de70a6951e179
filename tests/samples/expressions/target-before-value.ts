// `o.a[k()] = yield`: o.a and k() first, then the value; the old o.a gets it.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const first: Record<string, number> = {}
  const second: Record<string, number> = {}
  const o = { a: first }
  const k = (): string => (order.push('key'), 'k')
  function* value(): Task<number> {
    order.push('value')
    o.a = second
    yield
    return 9
  }
  o.a[k()] = yield* value()
  log(order, first, second) // expect: ["key", "value"] { k: 9 } {}
}
