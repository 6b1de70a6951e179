// An array pattern closes an iterator it has not exhausted: after the last default, which may yield.

import { log, type Task } from '../log.ts'

class Source {
  order: string[]
  n = 0
  constructor(order: string[]) {
    this.order = order
  }
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<number | undefined> {
    this.order.push('next')
    return { value: undefined, done: this.n++ > 1 }
  }
  return(): IteratorResult<number> {
    this.order.push('return')
    return { value: undefined, done: true }
  }
}

export default function* main(): Task {
  const order: string[] = []
  function* fallback(): Task<number> {
    order.push('default')
    yield
    order.push('resumed')
    return 1
  }
  const [a = yield* fallback()] = new Source(order)
  log(a, order) // expect: 1 ["next", "default", "resumed", "return"]
  order.length = 0
  const [...all] = new Source(order)
  log(all, order) // expect: [undefined, undefined] ["next", "next", "next"]
}
