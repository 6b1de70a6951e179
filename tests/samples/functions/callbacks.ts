// Array methods with plain callbacks, around yields, that use the tasklet's variables.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let calls = 0
  const list = (yield* later([3, 1, 2])).map((x) => (calls++, x * 2)).filter((x) => x > 2)
  yield
  log(list.sort((a, b) => (calls++, a - b)), calls >= 4, list.reduce((a, b) => a + b)) // expect: [4, 6] true 10
}
