// An error of next() ends the loop without closing; an error of return() is outranked by the body's.

import { log, type Task } from '../log.ts'

class Faulty {
  fails: string
  closed = 0
  constructor(fails: string) {
    this.fails = fails
  }
  [Symbol.iterator](): this {
    return this
  }
  next(): IteratorResult<number> {
    if (this.fails === 'next') throw new Error('next failed')
    return { value: 1, done: false }
  }
  return(): IteratorResult<number> {
    this.closed++
    throw new Error('return failed')
  }
}

export default function* main(): Task {
  const a = new Faulty('next')
  try {
    for (const n of a) yield n
  } catch (error) {
    log((error as Error).message, a.closed) // expect: next failed 0
  }
  const b = new Faulty('return')
  try {
    for (const n of b) {
      yield n
      throw new Error('body failed')
    }
  } catch (error) {
    log((error as Error).message, b.closed) // expect: body failed 1
  }
  const c = new Faulty('return')
  try {
    for (const n of c) {
      yield n
      break
    }
  } catch (error) {
    log((error as Error).message, c.closed) // expect: return failed 1
  }
}
