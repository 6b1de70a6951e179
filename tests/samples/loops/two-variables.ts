// Several variables in a head, one of them captured.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => string)[] = []
  for (let i = 0, j = 10; i < j; i += 3, j -= 2) {
    list.push(() => `${i}-${j}`)
    yield
  }
  log(list.map((f) => f())) // expect: ["0-10", "3-8"]
}
