// yield* hands values, errors and returns through to the inner generator, and gives its result.

import { log, type Task } from '../log.ts'

function* inner(): Generator<unknown, string, unknown> {
  try {
    const got = yield 'inner 1'
    yield `inner got ${got}`
    return 'inner result'
  } catch (error) {
    yield `inner caught ${error}`
    return 'inner recovered'
  } finally {
    log('inner finally')
  }
}

function* outer(): Generator<unknown, string, unknown> {
  try {
    const result = yield* inner()
    return `outer got ${result}`
  } finally {
    log('outer finally')
  }
}

export default function* main(): Task {
  const a = outer()
  log(a.next('ignored').value)
  yield
  log(a.next('x').value)
  yield
  log(a.next())
  const b = outer()
  b.next()
  yield
  log(b.throw('e').value)
  yield
  log(b.next())
  const c = outer()
  c.next()
  yield
  log(c.return('r'))
}

/* expect:
  inner 1
  inner got x
  inner finally
  outer finally
  { value: "outer got inner result", done: true }
  inner caught e
  inner finally
  outer finally
  { value: "outer got inner recovered", done: true }
  inner finally
  outer finally
  { value: "r", done: true }
*/
