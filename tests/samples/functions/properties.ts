// shuffle-safe
// Top-level functions are the same functions after a yield.

import { log, type Task } from '../log.ts'

function plain(): number {
  return 1
}

function* body(): Task {
  yield
}

export default function* main(): Task {
  const held = [plain, body, main] as unknown[]
  yield
  log(held[0] === plain, held[1] === body, held[2] === main) // expect: true true true
}
