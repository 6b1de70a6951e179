// shuffle-safe
// Cycles through objects, arrays, Maps and Sets.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const o: Record<string, unknown> = {}
  o.o = o
  o.array = [o]
  o.map = new Map<unknown, unknown>([[o, o]])
  o.set = new Set([o])
  yield
  const [first] = o.array as unknown[]
  log(o.o === o, first === o, (o.map as Map<unknown, unknown>).get(o) === o, (o.set as Set<unknown>).has(o)) // expect: true true true true
}
