// Array patterns take any iterable: strings, Maps, generators.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

function* two(): Generator<number> {
  yield 1
  yield 2
}

export default function* main(): Task {
  const [a, b = yield* later('-')] = '😀'
  const [[key, value = yield* later(0)]] = new Map([['k', 1]])
  const [x, y, z = yield* later(3)] = two()
  log(a, b, key, value, x, y, z) // expect: 😀 - k 1 1 2 3
}
