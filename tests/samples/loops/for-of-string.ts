// for-of over a string goes by code points.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen: string[] = []
  for (const c of 'a😀b') {
    yield
    seen.push(c)
  }
  log(seen, seen.length) // expect: ["a", "😀", "b"] 3
}
