// A tag gets one strings object per place in the source, whatever yields between.

import { log, type Task } from '../log.ts'
import { later } from '../lib.ts'

const seen = (strings: TemplateStringsArray, ...values: unknown[]): unknown[] => [strings, values]

export default function* main(): Task {
  const all: unknown[] = []
  for (let i = 0; i < 3; i++) {
    const [strings, values] = seen`a${i}b${yield* later(i * 2)}\n`
    all.push(values)
    const list = strings as TemplateStringsArray
    if (i === 0) log([...list], list.raw[2], Object.isFrozen(list))
  }
  log(all)
}

/* expect:
  ["a", "b", "\n"] \n true
  [[0, 0], [1, 2], [2, 4]]
*/
