// for-of over an array that gets shorter ends early.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list = [1, 2, 3, 4, 5]
  const seen: number[] = []
  for (const x of list) {
    seen.push(x)
    yield
    list.pop()
  }
  log(seen, list) // expect: [1, 2, 3] [1, 2]
}
