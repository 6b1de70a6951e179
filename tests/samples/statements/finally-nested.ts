// A finally within a finally, each with its own pending completion.

import { log, type Task } from '../log.ts'

function* run(): Task<string> {
  const seen: string[] = []
  try {
    try {
      yield
      return seen.join()
    } finally {
      seen.push('a')
      try {
        yield
        throw 'inner error'
      } catch {
        yield
        seen.push('b')
      } finally {
        yield
        seen.push('c')
      }
    }
  } finally {
    yield
    log(seen)
  }
}

export default function* main(): Task {
  log(`<${yield* run()}>`)
}

/* expect:
  ["a", "b", "c"]
  <>
*/
