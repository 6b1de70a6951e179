// for-of over an instance of a class that is iterable, and its own iterator.

import { log, type Task } from '../log.ts'

class Countdown {
  from: number
  constructor(from: number) {
    this.from = from
  }
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<number> {
    return this.from > 0 ? { value: this.from--, done: false } : { value: undefined, done: true }
  }
}

export default function* main(): Task {
  const seen: number[] = []
  for (const n of new Countdown(3)) {
    yield
    seen.push(n)
  }
  log(seen) // expect: [3, 2, 1]
}
