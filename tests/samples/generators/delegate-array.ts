// yield* over arrays, strings, Sets and Maps.

import { log, type Task } from '../log.ts'

function* all(): Generator<unknown, unknown> {
  const a: unknown = yield* [1, 2]
  yield* 'ab'
  yield* new Set(['s'])
  yield* new Map([['k', 'v']])
  return a
}

export default function* main(): Task {
  const it = all()
  const seen: unknown[] = []
  for (let result = it.next(); ; result = it.next()) {
    seen.push(result.value)
    if (result.done) break
    yield
  }
  log(seen) // expect: [1, 2, "a", "b", "s", ["k", "v"], undefined]
}
