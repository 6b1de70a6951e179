// `x += yield` reads x before the yield.

import { log, type Task } from '../log.ts'

function* meddle(box: { x: number }): Task<number> {
  yield
  box.x = 50
  return 1
}

export default function* main(): Task {
  const box = { x: 10 }
  box.x += yield* meddle(box)
  log(box.x) // expect: 11
  let y = 5
  const set = (): void => { y = 100 }
  function* other(): Task<number> {
    set()
    yield
    return 3
  }
  y -= yield* other()
  log(y) // expect: 2
}
