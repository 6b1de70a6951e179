// A generator object, run by hand with values in and out, one step per slice.

import { log, type Task } from '../log.ts'

function* dialogue(): Generator<string, string, string> {
  const name = yield 'name?'
  const age = yield `age of ${name}?`
  return `${name} is ${age}`
}

export default function* main(): Task {
  const it = dialogue()
  log(it.next()) // expect: { value: "name?", done: false }
  yield
  log(it.next('Ada')) // expect: { value: "age of Ada?", done: false }
  yield
  log(it.next('36')) // expect: { value: "Ada is 36", done: true }
  yield
  log(it.next('more'), it.next()) // expect: { value: undefined, done: true } { value: undefined, done: true }
}
