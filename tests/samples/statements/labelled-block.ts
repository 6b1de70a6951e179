// break out of a labelled block.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const seen: string[] = []
  out: {
    seen.push('in')
    yield
    inner: {
      yield
      if (seen.length === 1) break inner
      seen.push('never')
    }
    seen.push('after inner')
    if (yield* later(true)) break out
    seen.push('never')
  }
  log(seen) // expect: ["in", "after inner"]
}
