// One closure sees variables of the function, the loop and the block.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  let total = 0
  const adders: ((by: number) => number)[] = []
  for (let i = 1; i <= 2; i++) {
    let local = i * 10
    adders.push((by) => (local += by, total += local + i))
    yield
  }
  log(adders[0](1), adders[1](2), adders[0](0), total) // expect: 12 36 48 48
}
