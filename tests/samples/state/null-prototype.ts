// shuffle-safe
// Objects without prototype, and with a prototype that is a plain object.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const bare = Object.assign(Object.create(null) as Record<string, number>, { x: 1 })
  const base = { hello: 'base' }
  const derived = Object.create(base) as typeof base & { own?: number }
  derived.own = 1
  yield
  log(Object.getPrototypeOf(bare), bare.x, derived.hello, Object.getPrototypeOf(derived) === base, Object.keys(derived)) // expect: null 1 base true ["own"]
}
