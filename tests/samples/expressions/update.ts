// ++ and -- on members with yields in them, prefix and postfix.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const a: Record<string, number | bigint> = { x: 1, y: 5n }
  log((a[yield* later('x')] as number)++, a.x) // expect: 1 2
  log(--(a[yield* later('x')] as number), a.x) // expect: 1 1
  log((a[yield* later('y')] as bigint)++, a.y) // expect: 5n 6n
  const s: Record<string, unknown> = { n: '7' }
  log((s[yield* later('n')] as number)++, s.n) // expect: 7 8
}
