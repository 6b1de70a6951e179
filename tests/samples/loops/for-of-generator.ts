// for-of over a generator of one's own, which has local state.

import { log, type Task } from '../log.ts'

function* naturals(): Generator<number, void, undefined> {
  for (let i = 0; ; i++) yield i
}

export default function* main(): Task {
  const seen: number[] = []
  for (const n of naturals()) {
    if (n > 4) break
    yield
    seen.push(n)
  }
  log(seen) // expect: [0, 1, 2, 3, 4]
}
