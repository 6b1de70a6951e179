// A binding can't be read before its declaration, also when a yield lies between.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const read = (): number => x
  try {
    read()
  } catch (error) {
    log((error as Error).name, (error as Error).message) // expect: ReferenceError Cannot access 'x' before initialization
  }
  yield
  try {
    log(typeof y)
  } catch (error) {
    log((error as Error).name) // expect: ReferenceError
  }
  const x = yield* later(1)
  let y = yield* later(2)
  log(read(), y) // expect: 1 2
}
