// Literals of arrays, functions and regular expressions are new each time.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const seen = new Set<unknown>()
  for (let i = 0; i < 2; i++) {
    seen.add([])
    seen.add(/x/g)
    seen.add(() => i)
    seen.add({})
    yield
  }
  log(seen.size) // expect: 8
}
