// Each turn of for-of has a binding of its own, that its closures can change.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => number)[] = []
  for (let x of [1, 2, 3]) {
    list.push(() => x++)
    yield
  }
  log(list.map((f) => f()), list.map((f) => f())) // expect: [1, 2, 3] [2, 3, 4]
}
