// Patterns as parameters, with defaults that call functions.

import { log, type Task } from '../log.ts'

const three = (): number => 3

function* body({ a, b = a + 1 }: { a: number; b?: number }, [c = three(), ...rest]: number[] = [], ...more: number[]): Task<unknown> {
  yield
  return [a, b, c, rest, more]
}

export default function* main(): Task {
  log(yield* body({ a: 1 })) // expect: [1, 2, 3, [], []]
  log(yield* body({ a: 1, b: 7 }, [4, 5, 6], 8, 9)) // expect: [1, 7, 4, [5, 6], [8, 9]]
}
