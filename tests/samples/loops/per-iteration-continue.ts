// continue copies the binding of its turn into the next.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => number)[] = []
  outer: for (let i = 0; i < 4; i++) {
    list.push(() => i)
    for (let j = 0; j < 2; j++) {
      yield
      if (i === 1) continue outer
    }
  }
  log(list.map((f) => f())) // expect: [0, 1, 2, 3]
}
