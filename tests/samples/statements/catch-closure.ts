// The parameter of catch, captured by closures, is a binding of its own each time.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => unknown)[] = []
  for (const value of ['a', 'b']) {
    try {
      yield
      throw value
    } catch (error) {
      list.push(() => error)
      yield
    }
  }
  log(list.map((f) => f())) // expect: ["a", "b"]
}
