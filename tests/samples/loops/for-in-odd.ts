// for-in over null, undefined, a string, an array; into a member, and with a pattern.
// @ts-nocheck: the type checker refuses what this shows

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

export default function* main(): Task {
  const seen: string[] = []
  for (const key in null as unknown as object) seen.push(key, yield* later('never'))
  for (const key in undefined as unknown as object) seen.push(key, yield* later('never'))
  for (const key in yield* later('ab' as unknown as object)) seen.push(key, yield* later('s'))
  for (const key in [7, , 8]) seen.push(key, yield* later('i'))
  const o: { last?: string } = {}
  for (o.last in { x: 1, y: 2 }) yield
  for (const [first, second = '-'] in { pq: 1, r: 2 }) seen.push(first, yield* later(second))
  log(seen.join(' '), o.last) // expect: 0 s 1 s 0 i 2 i p q r - y
}
