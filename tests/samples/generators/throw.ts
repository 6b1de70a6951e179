// throw() at a yield: caught inside, or not.

import { log, type Task } from '../log.ts'

function* guarded(): Generator<unknown, string> {
  for (;;) {
    try {
      yield 'waiting'
    } catch (error) {
      yield `caught ${error}`
    }
  }
}

function* bare(): Generator<number, void> {
  yield 1
}

export default function* main(): Task {
  const a = guarded()
  a.next()
  yield
  log(a.throw('x')) // expect: { value: "caught x", done: false }
  yield
  log(a.next()) // expect: { value: "waiting", done: false }
  const b = bare()
  b.next()
  yield
  try {
    b.throw(new Error('not caught'))
  } catch (error) {
    log((error as Error).message, b.next()) // expect: not caught { value: undefined, done: true }
  }
}
