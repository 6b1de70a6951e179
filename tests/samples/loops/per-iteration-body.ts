// Each turn of a let loop has a binding of its own, for closures made in its body.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => number)[] = []
  for (let i = 0; i < 3; i++) {
    list.push(() => i)
    yield
  }
  log(list.map((f) => f())) // expect: [0, 1, 2]
}
