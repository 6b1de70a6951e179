// A change of the variable in the body is taken over into the next turn, and seen by that turn's closures.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const list: [() => number, () => void][] = []
  for (let i = 0; i < 6; i++) {
    list.push([() => i, () => { i += 10 }])
    yield
    i++
  }
  log(list.map(([get]) => get())) // expect: [1, 3, 5]
  list[0][1]()
  yield
  log(list.map(([get]) => get())) // expect: [11, 3, 5]
}
