// shuffle-safe
// Frozen, sealed and hidden properties stay so.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const frozen = Object.freeze({ a: 1 })
  const hidden = Object.defineProperty({ seen: 1 }, 'hidden', { value: 2, enumerable: false, writable: false, configurable: false })
  const sealed = Object.seal({ b: 1 })
  yield
  log(Object.isFrozen(frozen), Object.isSealed(sealed), Object.isExtensible(sealed)) // expect: true true false
  log(Object.keys(hidden), (hidden as unknown as { hidden: number }).hidden) // expect: ["seen"] 2
  try {
    ;(frozen as { a: number }).a = 2
  } catch (error) {
    log((error as Error).name) // expect: TypeError
  }
}
