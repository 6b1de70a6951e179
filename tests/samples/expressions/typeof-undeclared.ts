// typeof of a name that nobody declared is no error, and a read of it is one.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

declare const nobodyDeclaredThis: unknown

export default function* main(): Task {
  log(typeof nobodyDeclaredThis, yield* later(1)) // expect: undefined 1
  try {
    log(nobodyDeclaredThis, yield* later(1))
  } catch (error) {
    log((error as Error).message) // expect: nobodyDeclaredThis is not defined
  }
}
