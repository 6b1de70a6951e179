// ||=, &&= and ??= evaluate the right-hand side, and assign, only if they must.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  let a: number | null = null
  a ??= yield* later(1)
  a ??= yield* later(2)
  log(a) // expect: 1
  let b = 0
  b ||= yield* later(3)
  b ||= yield* later(4)
  b &&= yield* later(5)
  log(b) // expect: 5
  const frozen = Object.freeze({ x: 1 as number | undefined })
  frozen.x ??= yield* later(2)
  frozen.x ||= yield* later(2)
  log(frozen.x) // expect: 1
}
