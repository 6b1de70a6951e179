// return() and throw() before the first next() run nothing.

import { log, type Task } from '../log.ts'

function* body(): Generator<number, void> {
  try {
    log('never')
    yield 1
  } finally {
    log('never')
  }
}

export default function* main(): Task {
  const a = body()
  yield
  log(a.return(5 as never), a.next()) // expect: { value: 5, done: true } { value: undefined, done: true }
  const b = body()
  yield
  try {
    b.throw(new Error('at the start'))
  } catch (error) {
    log((error as Error).message, b.next()) // expect: at the start { value: undefined, done: true }
  }
}
