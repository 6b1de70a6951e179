// Each turn of for-in has a binding of its own.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: (() => string)[] = []
  for (const key in { a: 1, b: 2 }) {
    list.push(() => key)
    yield
  }
  log(list.map((f) => f())) // expect: ["a", "b"]
}
