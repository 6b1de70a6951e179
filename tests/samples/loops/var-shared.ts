// A var of a loop is one binding for all closures.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => number)[] = []
  for (var i = 0; i < 3; i++) {
    list.push(() => i)
    yield
  }
  log(list.map((f) => f())) // expect: [3, 3, 3]
}
