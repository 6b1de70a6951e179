// A generator object driven by a delegation and by hand at the same time is one generator.

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
  const outer = rest(it)
  log(outer.next()) // expect: { value: 1, done: false }
  yield
  log(it.next()) // expect: { value: 2, done: false }
  yield
  log(outer.next(), outer.next()) // expect: { value: 3, done: false } { value: "rest: end", done: true }
}
