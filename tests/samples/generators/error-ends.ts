// An error ends a generator for good.

import { log, type Task } from '../log.ts'

function* body(): Generator<number, void> {
  yield 1
  throw new Error('broken')
}

export default function* main(): Task {
  const it = body()
  it.next()
  yield
  try {
    it.next()
  } catch (error) {
    log((error as Error).message) // expect: broken
  }
  yield
  log(it.next()) // expect: { value: undefined, done: true }
}
