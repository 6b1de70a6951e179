// Keys deleted before their turn are skipped; keys that are added are not visited.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const o: Record<string, number> = { a: 1, b: 2, c: 3, d: 4 }
  const keys: string[] = []
  for (const key in o) {
    keys.push(key)
    yield
    delete o.b
    delete o.a
    o.z = 1
  }
  log(keys) // expect: ["a", "c", "d"]
}
