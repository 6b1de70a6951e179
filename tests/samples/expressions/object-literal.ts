// Keys and values of an object literal are evaluated in order; a computed key is converted once, before its value.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const order: string[] = []
  const key = (name: string): string => ({
    toString() {
      order.push(`key ${name}`)
      return name
    },
  }) as unknown as string
  function* value(n: number): Task<number> {
    order.push(`value ${n}`)
    yield
    return n
  }
  log({ [key('a')]: yield* value(1), b: yield* value(2), [key('c')]: yield* value(3) })
  log(order)
}

/* expect:
  { a: 1, b: 2, c: 3 }
  ["key a", "value 1", "value 2", "key c", "value 3"]
*/
