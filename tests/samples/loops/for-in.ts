// for-in: integer keys first, then strings in their order, then those of the prototype; symbols never.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const proto = { inherited: 1, b: 'shadowed' }
  const o = Object.assign(Object.create(proto) as Record<string, unknown>, { b: 1, a: 2, 2: 'two', 1: 'one', [Symbol.for('s')]: 3 })
  const keys: string[] = []
  for (const key in o) {
    yield
    keys.push(key)
  }
  log(keys) // expect: ["1", "2", "b", "a", "inherited"]
}
