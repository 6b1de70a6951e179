// for-of over an array sees what is appended while it runs, and holes as undefined.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (number | undefined)[] = [1, , 3]
  const seen: unknown[] = []
  for (const x of list) {
    yield
    seen.push(x)
    if (list.length < 5) list.push(list.length)
  }
  log(seen) // expect: [1, undefined, 3, 3, 4]
}
