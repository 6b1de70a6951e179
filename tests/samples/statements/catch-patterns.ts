// The parameter of catch may be a pattern with defaults that yield.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  try {
    throw { code: 7, info: [1, 2] }
  } catch ({ code, name = yield* later('nameless'), info: [first, ...rest] }) {
    log(code, name, first, rest) // expect: 7 nameless 1 [2]
  }
  try {
    throw [1]
  } catch ([a, b = yield* later(2)]) {
    log(a, b) // expect: 1 2
  }
}
