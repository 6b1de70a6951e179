// An error in a default closes the iterator, and is the one that is seen.

import { log, type Task } from '../log.ts'

class Source {
  closed = 0

  ;[Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<undefined> {
    return { value: undefined, done: false }
  }
  return(): IteratorResult<undefined> {
    this.closed++
    throw new Error('hidden')
  }
}

function* fail(): Task<number> {
  yield
  throw new Error('seen')
}

export default function* main(): Task {
  const source = new Source()
  try {
    const [a = yield* fail()] = source
    log(a)
  } catch (error) {
    log((error as Error).message, source.closed) // expect: seen 1
  }
}
