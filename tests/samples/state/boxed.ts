// shuffle-safe
// Boxed primitives and an own __proto__ property.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const odd = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, unknown>
  yield
  log(Object.keys(odd), Object.getPrototypeOf(odd) === Object.prototype, odd.constructor) // expect: ["__proto__", "constructor"] true 2
}
