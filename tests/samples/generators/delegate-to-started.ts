// yield* to a generator object that has been started goes on with it.

import { log, type Task } from '../log.ts'

function* count(): Generator<number, string> {
  yield 1
  yield 2
  yield 3
  return 'end'
}

function* rest(it: Generator<number, string>): Generator<unknown, string> {
  return `rest: ${yield* it}`
}

export default function* main(): Task {
  const it = count()
  it.next()
  yield
  const outer = rest(it)
  log(outer.next(), outer.next()) // expect: { value: 2, done: false } { value: 3, done: false }
  yield
  log(outer.next()) // expect: { value: "rest: end", done: true }
  yield
  log([...rest(it)]) // expect: []
}
