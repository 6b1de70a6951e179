// yield* over an iterator of one's own: its results are passed on as they are, its methods called with what is sent.

import { log, type Task } from '../log.ts'

class Foreign {
  got: unknown[] = []

  ;[Symbol.iterator](): this {
    return this
  }
  next(value: unknown): IteratorResult<unknown> {
    this.got.push(['next', value])
    return { value: this.got.length, done: this.got.length > 3, extra: 'kept' } as IteratorResult<unknown>
  }
  return(value: unknown): IteratorResult<unknown> {
    this.got.push(['return', value])
    return { value: 'from return', done: true }
  }
}

function* over(foreign: Foreign): Generator<unknown, unknown, unknown> {
  return yield* foreign as unknown as Iterable<unknown>
}

export default function* main(): Task {
  const foreign = new Foreign()
  const a = over(foreign)
  log(a.next('a')) // expect: { value: 1, done: false, extra: "kept" }
  yield
  log(a.next('b')) // expect: { value: 2, done: false, extra: "kept" }
  yield
  log(a.return('c')) // expect: { value: "from return", done: true }
  log(foreign.got) // expect: [["next", undefined], ["next", "b"], ["return", "c"]]
}
