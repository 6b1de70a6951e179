// A binding of a switch captured by closures in two cases is one binding.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const list: (() => number)[] = []
  switch (yield* later(1)) {
    case 1:
      let n = 1
      list.push(() => n++)
      yield
    case 2:
      list.push(() => n)
  }
  yield
  log(list.map((f) => f())) // expect: [1, 2]
}
