// return() of an iterator that gives no object is a TypeError after break, and nothing after an error.

import { log, type Task } from '../log.ts'

class Bad {
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<number> {
    return { value: 1, done: false }
  }
  return(): IteratorResult<number> {
    return 5 as never
  }
}

export default function* main(): Task {
  try {
    for (const n of new Bad()) {
      yield n
      break
    }
  } catch (error) {
    log((error as Error).name) // expect: TypeError
  }
  try {
    for (const n of new Bad()) {
      yield n
      throw new RangeError('mine')
    }
  } catch (error) {
    log((error as Error).name) // expect: RangeError
  }
}
