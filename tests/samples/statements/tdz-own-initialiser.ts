// A binding is still dead in its own initialiser, and stays dead if that fails.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const get: (() => unknown)[] = []
  try {
    const x: unknown = (get.push(() => x), yield* later(0), x)
    log(x)
  } catch (error) {
    log((error as Error).name) // expect: ReferenceError
  }
  yield
  try {
    get[0]()
  } catch (error) {
    log((error as Error).message) // expect: Cannot access 'x' before initialization
  }
}
