// An array with an iterator of its own is iterated with that.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list = [1, 2, 3]
  list[Symbol.iterator] = function* () {
    yield 'patched' as never
  } as never
  const seen: unknown[] = []
  for (const x of list) {
    seen.push(x)
    yield
  }
  log(seen) // expect: ["patched"]
}
