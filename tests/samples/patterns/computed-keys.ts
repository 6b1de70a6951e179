// Computed keys in patterns are evaluated and converted in order, once.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const order: string[] = []
  const key = (name: string): string => ({
    toString() {
      order.push(name)
      return name
    },
  }) as unknown as string
  const { [key('a')]: a, [yield* later('b')]: b = yield* later('default'), [key('c')]: c, ...rest } = { a: 1, c: 3, d: 4 } as Record<string, unknown>
  log(a, b, c, rest, order) // expect: 1 default 3 { d: 4 } ["a", "c"]
}
