// Object patterns with defaults, renaming, nesting and rest, across yields.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const { a, b: { c = yield* later(5), ...inner } = {} as Record<string, number>, d = yield* later('d'), ...rest } = yield* later({
    a: 1, b: { x: 1, y: 2 }, e: 4, f: 5,
  } as { a: number; b: Record<string, number>; d?: string; e: number; f: number })
  log(a, c, inner, d, rest) // expect: 1 5 { x: 1, y: 2 } d { e: 4, f: 5 }
}
