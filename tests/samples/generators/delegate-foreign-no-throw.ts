// throw() into a delegate without a throw method closes it, then is a TypeError.

import { log, type Task } from '../log.ts'

class Foreign {
  closed = 0

  ;[Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<unknown> {
    return { value: 1, done: false }
  }
  return(): IteratorResult<unknown> {
    this.closed++
    return { value: undefined, done: true }
  }
}

function* over(foreign: Foreign): Generator<unknown, unknown, unknown> {
  try {
    yield* foreign
  } catch (error) {
    return (error as Error).name
  }
  return 'never'
}

export default function* main(): Task {
  const foreign = new Foreign()
  const a = over(foreign)
  a.next()
  yield
  log(a.throw(new Error('x')), foreign.closed) // expect: { value: "TypeError", done: true } 1
}
