// Every part of a for head may be missing.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let i = 0
  for (;;) {
    yield
    if (++i === 3) break
  }
  for (; i < 5;) {
    i++
    yield
  }
  for (; ; i++) {
    yield
    if (i > 7) break
  }
  log(i) // expect: 8
}
