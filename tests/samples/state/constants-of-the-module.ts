// shuffle-safe
// Constants of the module, read before and after, and objects of the module held in locals.

import { log, type Task } from '../log.ts'

const table = { a: 1, nested: { b: 2 } }
const limit = 10

export default function* main(): Task {
  let sum = limit
  yield
  sum += table.a + limit
  yield
  log(sum + table.nested.b) // expect: 23
}
