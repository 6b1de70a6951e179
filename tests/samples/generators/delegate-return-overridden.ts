// return() through yield*: an inner finally that yields keeps the delegation alive, and the outer goes on after it.

import { log, type Task } from '../log.ts'

function* inner(): Generator<unknown, string, unknown> {
  try {
    yield 1
  } finally {
    yield 'cleaning'
  }
  return 'never'
}

function* outer(): Generator<unknown, string, unknown> {
  const result = yield* inner()
  log('outer goes on', result)
  yield 2
  return 'outer result'
}

export default function* main(): Task {
  const it = outer()
  it.next()
  yield
  log(it.return('r'))
  yield
  log(it.next())
}

/* expect:
  { value: "cleaning", done: false }
  outer goes on r
  { value: 2, done: false }
*/
