// A default stands in for undefined only, and is not evaluated otherwise.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const ran: string[] = []
  function* fallback(name: string): Task<string> {
    ran.push(name)
    yield
    return name
  }
  const { a = yield* fallback('a'), b = yield* fallback('b'), c = yield* fallback('c') } = { a: null, b: undefined, c: 0 }
  log(a, b, c, ran) // expect: null b 0 ["b"]
}
