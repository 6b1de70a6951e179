// throw() into yield* of an array: a TypeError in the delegating generator. return() ends it.

import { log, type Task } from '../log.ts'

function* over(): Generator<unknown, string> {
  try {
    yield* [1, 2, 3]
  } catch (error) {
    return (error as Error).name
  } finally {
    log('finally')
  }
  return 'never'
}

export default function* main(): Task {
  const a = over()
  a.next()
  yield
  log(a.throw(new Error('x'))) // expect: finally
  // expect: { value: "TypeError", done: true }
  const b = over()
  b.next()
  yield
  log(b.return('r')) // expect: finally
  // expect: { value: "r", done: true }
}
