// Object spread copies at its place: what was there before, and after.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const source: Record<string, number> = { a: 1, b: 2 }
  function* change(): Task<number> {
    source.a = 100
    yield
    source.b = 200
    return 3
  }
  log({ ...source, c: yield* change(), ...source, b: 0 }) // expect: { a: 100, b: 0, c: 3 }
  log({ ...source, ...null, ...'hi', x: yield* later(1) }) // expect: { 0: "h", 1: "i", a: 100, b: 200, x: 1 }
}
