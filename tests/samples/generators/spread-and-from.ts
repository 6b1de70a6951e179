// Spread, Array.from, Map and destructuring over generators.

import { log, type Task } from '../log.ts'

function* pairs(): Generator<[string, number], void, undefined> {
  yield ['a', 1]
  yield ['b', 2]
}

export default function* main(): Task {
  yield
  log([...pairs()], Array.from(pairs(), ([key]) => key), new Map(pairs())) // expect: [["a", 1], ["b", 2]] ["a", "b"] Map {"a" => 1, "b" => 2}
  const [, [key]] = pairs()
  yield
  log(key, Object.fromEntries(pairs())) // expect: b { a: 1, b: 2 }
}
