// shuffle-safe
// Sets keep their order and their members' identity.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const member = {}
  const set = new Set<unknown>([3, 1, member, 2])
  yield
  set.add(member).add(4)
  log(set.size, set.has(member), [...set].filter((x) => typeof x === 'number')) // expect: 5 true [3, 1, 2, 4]
}
