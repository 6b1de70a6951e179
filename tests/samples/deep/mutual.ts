// Two functions that call each other, with locals of their own in each activation.

import { log, type Task } from '../log.ts'

function* even(n: number, path: string): Task<string> {
  const mine = `e${n}`
  if (n === 0) return path + mine
  yield
  return yield* odd(n - 1, path + mine)
}

function* odd(n: number, path: string): Task<string> {
  const mine = `o${n}`
  const result = yield* even(n - 1, path + mine)
  yield
  return `${result}<${mine}`
}

export default function* main(): Task {
  log(yield* even(4, '')) // expect: e4o3e2o1e0<o1<o3
}
