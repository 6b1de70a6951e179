// A template converts each value before the next is evaluated.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const value = (name: string): object => ({
    toString() {
      order.push(name)
      return name
    },
  })
  function* next(): Task<object> {
    order.push('next')
    yield
    return value('b')
  }
  log(`<${value('a')}|${yield* next()}|${1 + 1}>`, order) // expect: <a|b|2> ["a", "next", "b"]
}
