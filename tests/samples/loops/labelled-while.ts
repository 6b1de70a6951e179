// A label on while and do-while.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let n = 0
  outer: while (true) {
    do {
      yield
      n++
      if (n < 3) continue outer
      if (n > 5) break outer
    } while (true)
  }
  log(n) // expect: 6
}
