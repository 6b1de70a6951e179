// shuffle-safe
// Strings that look like parts of a format.

import { log, type Task } from '../log.ts'

export default function* main(): Task {
  const odd = ['__proto__', 'undefined', '{"json":1}', '#1', '@ref', '\n\\"', '\u2028', 'a'.repeat(10_000)]
  const o = Object.fromEntries(odd.slice(0, 7).map((key) => [`k${key}`, key]))
  yield
  log(odd.slice(0, 6), odd[6].length, odd[7].length, Object.keys(o).length) // expect: ["__proto__", "undefined", "{\"json\":1}", "#1", "@ref", "\n\\\""] 1 10000 7
}
