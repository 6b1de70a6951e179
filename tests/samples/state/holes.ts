// shuffle-safe
// Arrays keep their holes, their length and further properties.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: unknown[] = [1, , 3]
  list.length = 5
  const match = Object.assign([1, 2], { index: 7 })
  yield
  log(list, list.length, 1 in list, match.index, match.length) // expect: [1, <hole>, 3, <hole>, <hole>] 5 false 7 2
}
