// shuffle-safe
// Half-run generators kept in an object, an array and a Map.

import { log, type Task } from '../log.ts'

function* ids(prefix: string): Generator<string, never, undefined> {
  for (let i = 1; ; i++) yield `${prefix}${i}`
}

export default function* main(): Task {
  const o = { a: ids('a'), list: [ids('l')], map: new Map([['m', ids('m')]]) }
  const take = (): unknown[] => [o.a.next().value, o.list[0].next().value, o.map.get('m')?.next().value]
  log(take()) // expect: ["a1", "l1", "m1"]
  yield
  log(take()) // expect: ["a2", "l2", "m2"]
}
