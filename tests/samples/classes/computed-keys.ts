// Classes with computed keys and heritage that yield, in order.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  function* note<T>(what: string, value: T): Task<T> {
    order.push(what)
    yield
    return value
  }
  class Base {
    base(): string { return 'base' }
  }
  const C = class extends (yield* note('heritage', Base)) {
    [yield* note('method key', 'first')](): number { return 1 }
    static [yield* note('static key', 'second')] = 2
    get [yield* note('getter key', 'third')](): number { return 3 }
  }
  const c = new C() as unknown as { first(): number; third: number; base(): string }
  log(order) // expect: ["heritage", "method key", "static key", "getter key"]
  log(c.first(), (C as unknown as { second: number }).second, c.third, c.base(), C.name) // expect: 1 2 3 base C
}
