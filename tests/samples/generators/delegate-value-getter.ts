// yield* reads the value of a result only at the end.

import { log, type Task } from '../log.ts'

class Lazy {
  n = 0
  reads = 0

  ;[Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<unknown> {
    const count = (): number => ++this.reads
    return {
      done: this.n++ > 1,
      get value() {
        return count()
      },
    } as IteratorResult<unknown>
  }
}

function* over(lazy: Lazy): Generator<unknown, unknown, unknown> {
  return yield* lazy as Iterable<unknown>
}

export default function* main(): Task {
  const lazy = new Lazy()
  const it = over(lazy)
  log(it.next().done, it.next().done, lazy.reads) // expect: false false 0
  yield
  log(it.next().done, lazy.reads) // expect: true 1
}
